"""Time a whole build against Oxigraph's own load of the same quads onto disk, in one run.

``python bench/build.py`` alternates ``aigraph build`` with a fresh cache and Oxigraph's bulk load
and optimisation of the quads of that release, each in a process of its own, and prints Markdown
tables: the ratio, by the clock and by processor time, and the share of each stage of the build. A
stage is what ``aigraph build`` reports while it runs. ``--rounds`` sets how often.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from aigraph.release.manifest import MANIFEST
from aigraph.render.exports import markdown_table
from aigraph.stores.oxigraph import QUADS_FILE

LOAD = """
import sys, time
from pyoxigraph import RdfFormat, Store
began, used = time.perf_counter(), time.process_time()
store = Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=RdfFormat.N_QUADS)
store.optimize()
print(time.perf_counter() - began, time.process_time() - used)
"""
STARTING = "starting Python"


class Times(NamedTuple):
    """Seconds by the clock and of the processors."""

    clock: float
    processor: float


def build(cache: Path) -> tuple[Times, dict[str, float]]:
    """Build a release into an empty cache; return its times and the seconds of each stage."""
    command = [sys.executable, "-m", "aigraph", "build"]
    environment = os.environ | {"AIGRAPH_CACHE": str(cache)}
    used, began = _processor(), time.perf_counter()
    stages: dict[str, float] = {}
    stage, since = STARTING, began
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        for line in process.stderr or ():
            now = time.perf_counter()
            stages[stage] = now - since
            stage, since = line.strip().removeprefix("aigraph: ").removesuffix(" ..."), now
    ended = time.perf_counter()
    if process.returncode:
        raise SystemExit(f"the build failed while {stage}")
    stages[stage] = ended - since
    return Times(ended - began, _processor() - used), stages


def load(quads: Path, folder: Path) -> Times:
    """Load quads into a store on disk in a process of its own; its start does not count."""
    command = [sys.executable, "-c", LOAD, str(quads), str(folder)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Times(*map(float, printed.split()))


def _processor() -> float:
    """Return the processor time of all processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _rounds() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    return int(parser.parse_args().rounds)


def _ratios(kind: str, built: list[Times], loaded: list[Times]) -> list[str]:
    """Return a row: medians of both sides and of their ratio, and the ratio's range."""
    ours, other = ([getattr(times, kind) for times in side] for side in (built, loaded))
    ratios = [one / two for one, two in zip(ours, other, strict=True)]
    medians = (statistics.median(values) for values in (ours, other, ratios))
    return [
        kind,
        *(f"{value:.2f}" for value in medians),
        f"{min(ratios):.2f} to {max(ratios):.2f}",
    ]


def main() -> None:
    """Print the tables."""
    rounds = _rounds()
    built, loaded, shares = [], [], defaultdict(list)
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as work:
            times, stages = build(Path(work))
            (release,) = (Path(work) / "releases").glob("[!.]*")
            built.append(times)
            loaded.append(load(release / QUADS_FILE, Path(work) / "loaded"))
            manifest = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
        for stage, spent in stages.items():
            shares[stage].append(spent / times.clock)
    headings = ["Time", "build, s", "load, s", "ratio", "range"]
    rows = [_ratios(kind, built, loaded) for kind in Times._fields]
    print("\n".join(markdown_table(headings, rows)), "\n")
    medians = [[stage, f"{statistics.median(parts):.0%}"] for stage, parts in shares.items()]
    print("\n".join(markdown_table(["Stage of the build", "share of its time"], medians)))
    print(
        f"\nMedian of {rounds} alternating rounds; {manifest['quads']} quads,"
        f" {sum(manifest['rows'].values())} rows; Python {platform.python_version()},"
        f" pyoxigraph {version('pyoxigraph')}; {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end."
    )


if __name__ == "__main__":
    main()
