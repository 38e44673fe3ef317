"""Time the SPARQL page from its opening to its first answer, over seeded data of three sizes.

``python bench/sparql_page.py`` prints a Markdown table. Each page is opened from disk in a fresh
browser context, several rounds in turn. Install ``.[test,browser]`` and run ``aigraph assets``
first; Chromium must be on the path. ``--rounds N`` sets how often.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from aigraph import vocab
from aigraph.questions.stored import StoredQuery
from aigraph.render.assets import packages, require_assets
from aigraph.render.exports import markdown_table
from aigraph.render.sparql_page import Source, compose

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = {5_000: 2.0, 100_000: 3.0, 1_000_000: 10.0}
"""Triples, and the seconds in which the first answer should be there."""
STAGES = 10
QUERY = f"""\
SELECT ?stage (COUNT(?thing) AS ?things)
WHERE {{ GRAPH <{vocab.THINGS_GRAPH}> {{ ?thing ag:stage ?stage }} }}
GROUP BY ?stage
ORDER BY ?stage
"""


def quads(count: int) -> Iterator[str]:
    """Yield N-Quads of a made-up chain: each thing has a name, a stage and three dependencies."""
    chance = random.Random(7)
    things = count // 5
    for number in range(things):
        thing = f"<{vocab.THINGS}made-up/thing-{number}>"
        yield f'{thing} <{vocab.SKOS}prefLabel> "thing {number}"@en <{vocab.THINGS_GRAPH}> .\n'
        yield f'{thing} <{vocab.TERMS}stage> "stage {number % STAGES}" <{vocab.THINGS_GRAPH}> .\n'
        for other in chance.sample(range(things), 3):
            dependee = f"<{vocab.THINGS}made-up/thing-{other}>"
            yield f"{thing} <{vocab.TERMS}dependsOn> {dependee} <{vocab.DERIVED_GRAPH}> .\n"


def make(count: int, folder: Path) -> Path:
    """Write the page over that many quads."""
    question = StoredQuery(
        "bench", "starters", "", "How many things has each stage?", "", "table", QUERY
    )
    content = "".join(quads(count)).encode()
    source = Source(content, count, "made up", "2026-01-01", [], [], [question])
    path = folder / f"{count}.html"
    path.write_text(compose(source, "en", source.day), encoding="utf-8")
    return path


def first_answer(browser: Any, path: Path) -> float:
    """Return the seconds from the start of opening the page until it shows its first answer."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#status[data-state=done]", timeout=120_000)
    rows = page.locator("#table-body tr").count()
    milliseconds = page.evaluate("performance.getEntriesByName('answered')[0].startTime")
    context.close()
    if rows != STAGES:
        raise SystemExit(f"{path.name} shows {rows} rows")
    return float(milliseconds) / 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    engine = {package.name: package.version for package in packages(require_assets())}["oxigraph"]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {count: make(count, Path(folder)) for count in SIZES}
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        times: dict[int, list[float]] = {count: [] for count in SIZES}
        for number in range(rounds):
            for count, path in pages.items():
                times[count].append(first_answer(browser, path))
                print(f"round {number + 1}: {count} {times[count][-1]:.2f} s", file=sys.stderr)
        chromium = browser.version
        browser.close()
        rows = [
            [
                f"{count:,}",
                f"{pages[count].stat().st_size / 1e6:.1f} MB",
                f"{statistics.median(found):.2f} s",
                f"{min(found):.2f} to {max(found):.2f} s",
                f"{SIZES[count]:g} s",
            ]
            for count, found in times.items()
        ]
    print("\n".join(markdown_table(["Triples", "Page", "First answer", "Range", "Aim"], rows)))
    print(
        f"\nMedian of {rounds} rounds; oxigraph {engine} (WebAssembly), Chromium {chromium},"
        f" playwright {version('playwright')}; {os.cpu_count()} cores, load {load:.1f} at the"
        f" start; {platform.system()} {platform.machine()}."
    )


if __name__ == "__main__":
    main()
