"""The process in which foreign queries run: ``python -m aigraph.stores.worker``.

It reads requests from standard input and writes answers to standard output, each one line of JSON,
and ends when standard input does. A request has ``query``, ``day``, ``sources``, ``seconds``,
``memory`` (bytes) and ``names`` (addresses to look up). Two lines answer it: ``{"ready": true}``
when the store is at hand, from which on the time of the query counts, and then one of

- ``{"variables": [...], "rows": [...], "unknown": [...]}``, where ``unknown`` are those of the
  names of which the release says nothing,
- ``{"syntax": "..."}``, the engine's words for a malformed query,
- ``{"error": "..."}``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import OrderedDict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from aigraph.stores.confinement import confine, lift_memory_limit, limit_memory, limit_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Store

MEMORY: Final = "the query needs more memory"
"""The error of a query that meets its limit of memory."""
_GRACE: Final = 5.0
"""Seconds of processors beyond the limit, after which the system ends the process."""
_DATED: Final = 2
"""How many stores for other days, or of some sources, are kept."""


class Stores:
    """The stores of one release: its own, and copies in memory for other days or sources."""

    def __init__(self, folder: Path, ontology: Path, day: str) -> None:
        """Open the release's own store.

        Args:
            folder: the release.
            ontology: the ontology folder.
            day: the release's own date, as ``YYYY-MM-DD``.
        """
        from aigraph.stores.oxigraph import open_store

        self._folder, self._ontology, self._day = folder, ontology, day
        self.own = open_store(folder)
        self._dated: OrderedDict[tuple[str, ...], Store] = OrderedDict()

    def at(self, day: str, sources: Sequence[str]) -> Store:
        """Return the store whose derived edges hold on a day, of some sources or of all."""
        from aigraph.rdf.projection import dated_store

        if day == self._day and not sources:
            return self.own
        key = (day, *sources)
        if key not in self._dated:
            while len(self._dated) >= _DATED:
                self._dated.popitem(last=False)
            self._dated[key] = dated_store(
                self._folder, self._ontology, date.fromisoformat(day), sources
            )
        self._dated.move_to_end(key)
        return self._dated[key]

    def unknown(self, names: Sequence[str]) -> list[str]:
        """Return those of some addresses of which the release says nothing."""
        from pyoxigraph import NamedNode

        def occurs(node: NamedNode) -> bool:
            patterns = ((node, None, None), (None, None, node), (None, node, None))
            return any(
                next(self.own.quads_for_pattern(*pattern), None) is not None for pattern in patterns
            )

        return [name for name in names if not occurs(NamedNode(name))]


def answer(stores: Stores, request: dict[str, Any], ready: Callable[[], None]) -> dict[str, Any]:
    """Answer one request; ``ready`` is called when the store is at hand."""
    from aigraph.stores.solutions import solve

    try:
        lift_memory_limit()
        store = stores.at(request["day"], request["sources"])
        unknown = stores.unknown(request["names"])
        limit_memory(request["memory"])
        limit_time(request["seconds"] + _GRACE)
        ready()
        variables, rows = solve(store, request["query"])
    except SyntaxError as error:
        return {"syntax": str(error)}
    except MemoryError:
        return {"error": MEMORY}
    except (ValueError, OSError, RuntimeError) as error:
        return {"error": str(error)}
    return {"variables": variables, "rows": rows, "unknown": unknown}


def serve(stores: Stores, requests: TextIO, answers: TextIO) -> None:
    """Answer requests, one line each, until there are no more."""

    def send(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message, allow_nan=False) + "\n")
        answers.flush()

    for line in requests:
        send(answer(stores, json.loads(line), lambda: send({"ready": True})))


def main() -> None:
    """Confine this process, open the release that the arguments name, and serve."""
    folder, ontology, day, parent = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    done = confine(int(parent))
    # The engine must not write between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    try:
        stores = Stores(Path(folder), Path(ontology), day)
    except (OSError, ValueError, RuntimeError) as error:
        answers.write(json.dumps({"error": str(error)}) + "\n")
        return
    answers.write(json.dumps({"confined": done}) + "\n")
    answers.flush()
    serve(stores, requests, answers)


if __name__ == "__main__":
    main()
