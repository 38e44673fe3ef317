"""Time the first and the second query of a session: run ``python bench/queries.py``.

The first starts the process for queries and opens the store; the second finds both at hand.
"""

from __future__ import annotations

import statistics
import time

import aigraph

ROUNDS = 9
QUERY = "SELECT ?chip ?maker { ?chip ag:fabricatedBy ?maker }"


def main() -> None:
    """Print medians in milliseconds and their ratio."""
    chain = aigraph.load()
    chain.find("NVIDIA")  # what every question reads is read before the clock starts
    first, second = [], []
    for _ in range(ROUNDS):
        chain.release.foreign.close()
        for times in (first, second):
            began = time.perf_counter()
            chain.sparql(QUERY)
            times.append(1000 * (time.perf_counter() - began))
    one, two = statistics.median(first), statistics.median(second)
    print(f"first {one:.1f} ms, second {two:.1f} ms, ratio {one / two:.1f}")


if __name__ == "__main__":
    main()
