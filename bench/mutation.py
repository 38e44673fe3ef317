"""Draw faults with a seed, put each into a copy of the code, and see whether tests fail.

``python bench/mutation.py --seed 20261128`` lets cosmic-ray list every fault that it can make in
``AREAS``, draws ``--faults`` of them, as many from each area, and runs the tests of the area on
each: the doctests of the module and the files named in ``AREAS``, none of which builds a release.
It prints a Markdown table of what was caught, and the difference of every fault that was not.

First a place in the code is drawn and then one of the faults that can be made there, since some
operators have a dozen replacements. Left out are places that run nothing (annotations, imports for
the type checker) and faults that are no Python. A fault is caught when a test fails, or when the
tests use twice the processor time that they need without it, and ten seconds. The checkout is not
touched.
"""

from __future__ import annotations

import argparse
import difflib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from drawn_faults import AREAS, PACKAGE, ROOT, Fault, drawn
from known_faults import KNOWN

from aigraph.render.exports import markdown_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEED: Final = 20261128
PYTEST: Final = ("-m", "pytest", "-x", "-q", "--no-header", "--tb=line", "--hypothesis-seed=0")
MEMORY: Final = 8 << 30
"""Most bytes of memory that the tests of one fault may ask for."""


class Result(NamedTuple):
    """What the tests said of a fault: blank where they passed, else how it was caught."""

    area: str
    fault: Fault
    caught: str
    difference: str


def copied(folder: Path) -> Path:
    """Return a copy of the checkout in which code may be broken; data are shared."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("bench", "data", "docs", "ontology", "viz"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder)
    return folder


def tested(copy: Path, tests: tuple[str, ...], limit: int) -> tuple[int, str]:
    """Run tests in a copy; return the exit code and the last line of what they say.

    Args:
        copy: where the code is.
        tests: files, in order; the first failure ends the run.
        limit: most seconds of processor time.
    """
    environment: Mapping[str, str] = os.environ | {
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, *PYTEST, *tests],
        cwd=copy,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=limits,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith(("FAILED", "ERROR"))), "")
    return done.returncode, said or (lines or [""])[-1]


def _difference(fault: Fault, source: str, broken: str) -> str:
    lines = difflib.unified_diff(
        source.splitlines(), broken.splitlines(), fault.module, fault.operator, lineterm="", n=1
    )
    return "\n".join(lines)


@contextmanager
def broken(copy: Path, module: str, text: str) -> Iterator[None]:
    """Put another text in the place of a module of the copy for a while."""
    path = copy / module
    source = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    try:
        yield
    finally:
        path.write_text(source, "utf-8")


def check(copy: Path, area: str, fault: Fault, seconds: Mapping[str, float]) -> Result:
    """Put a fault into a copy and run the nearest tests."""
    source = (copy / fault.module).read_text("utf-8")
    text = fault.applied(source)
    with broken(copy, fault.module, text):
        limit = int(2 * seconds[area]) + 10
        code, said = tested(copy, (fault.module, *AREAS[area].tests), limit)
    caught = "" if code == 0 else said if code > 0 else "too much processor time"
    return Result(area, fault, caught, _difference(fault, source, text))


def check_known(copy: Path) -> None:
    """Make each known fault, and print what caught it."""
    for known in KNOWN:
        source = (copy / known.module).read_text("utf-8")
        if source.count(known.old) != 1:
            raise SystemExit(f"{known.module} does not hold this once: {known.old}")
        code, said = tested(copy, known.tests, 600)
        if code:
            raise SystemExit(f"tests fail without a fault: {said}")
        with broken(copy, known.module, source.replace(known.old, known.new)):
            code, said = tested(copy, known.tests, 600)
        print(f"- {known.what}: {said if code else 'SURVIVED'}", flush=True)


def seconds_needed(copy: Path) -> dict[str, float]:
    """Return the processor time of the tests of each area; they must pass without a fault."""
    needed = {}
    for name, area in AREAS.items():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        modules = [path for pattern in area.modules for path in (copy / PACKAGE).glob(pattern)]
        tests = (*(path.relative_to(copy).as_posix() for path in modules), *area.tests)
        code, said = tested(copy, tests, 600)
        if code:
            raise SystemExit(f"the tests of {name} fail without a fault: {said}")
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        needed[name] = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return needed


def main() -> None:
    """Draw faults, run the tests on each, and print what was caught."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--faults", type=int, default=60, help="how many, over all areas")
    parser.add_argument("--list", action="store_true", help="only list what would be drawn")
    parser.add_argument("--known", action="store_true", help="make the known faults instead")
    chosen = parser.parse_args()
    if chosen.list:
        for area, fault in drawn(chosen.seed, chosen.faults):
            source = (ROOT / fault.module).read_text("utf-8")
            print(area, _difference(fault, source, fault.applied(source)), sep="\n")
        return
    began = time.monotonic()
    faults_drawn = list(drawn(chosen.seed, chosen.faults))
    with tempfile.TemporaryDirectory(prefix="aigraph-mutation-") as folder:
        copy = copied(Path(folder))
        if chosen.known:
            check_known(copy)
            return
        seconds = seconds_needed(copy)
        results = []
        for area, fault in faults_drawn:
            result = check(copy, area, fault, seconds)
            results.append(result)
            print(result.caught or f"SURVIVED\n{result.difference}", file=sys.stderr, flush=True)
    tally = Counter((result.area, bool(result.caught)) for result in results)
    rows = [[area, str(tally[area, True]), str(tally[area, False])] for area in AREAS]
    rows.append(["all", *(str(sum(int(row[column]) for row in rows)) for column in (1, 2))])
    print(f"Seed {chosen.seed}, {len(results)} faults, {time.monotonic() - began:.0f} s\n")
    print("\n".join(markdown_table(["Area", "caught", "survived"], rows)))
    for result in results:
        if not result.caught:
            print(f"\n```diff\n{result.difference}\n```")


if __name__ == "__main__":
    main()
