"""Time pages in a real browser: aigraph's page beside pyvis' default page of the same graph.

``python bench/views.py`` prints a Markdown table. Install ``.[browser]`` and a Chromium first.
Each page opens from disk in a new headless browser without a network; the time runs from the start
of navigation to the second frame after the page calls itself ready (aigraph) or has come to rest
(pyvis). Frames are counted while a scripted mouse drags the picture. On a machine that
does other work the processor time of the page's main thread tells more than the clock.
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
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from playwright.sync_api import Error, sync_playwright

import aigraph
from aigraph.render.exports import markdown_table
from aigraph.render.page import page
from aigraph.views.subgraph import Node, Subgraph

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY: Final = date(2025, 6, 1)
KINDS: Final = (
    "Policy",
    "TariffCode",
    "Organisation",
    "Chip",
    "Service",
    "Model",
    "Application",
    "Vertical",
)
SIZES: Final = (500, 2000, 5000, 20000)
EDGES_PER_NODE: Final = 3
PYVIS_SIZES: Final = (100, 500, 2000)
READY: Final = """
addEventListener('DOMContentLoaded', () => {
  const done = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.usable = performance.now();
  }));
  const look = setInterval(() => {
    const own = document.documentElement.dataset.ready;
    const pyvis = typeof network !== 'undefined' && network && network.physics
      && network.physics.stabilized;
    if (own || pyvis) { clearInterval(look); done(); }
  }, 10);
});
"""
FRAMES: Final = """() => {
  window.frames_seen = [];
  const step = (now) => { window.frames_seen.push(now); requestAnimationFrame(step); };
  requestAnimationFrame(step);
}"""


def synthetic(size: int) -> Subgraph:
    """Return a layered graph of a size: three edges a node to the layer before, in segments."""
    chance = random.Random(size)
    per_layer = size // len(KINDS)
    nodes = []
    for number in range(size):
        layer = min(number // per_layer, len(KINDS) - 1)
        kind = KINDS[layer]
        segment = f"{kind}|maker-{number % max(3, per_layer // 60)}"
        nodes.append(Node(f"things/{number}", f"{kind} number {number}", "", kind, segment=segment))
    edges = []
    for _ in range(EDGES_PER_NODE * size):
        number = chance.randrange(per_layer, size)
        layer = min(number // per_layer, len(KINDS) - 1)
        below = chance.randrange((layer - 1) * per_layer, layer * per_layer)
        edges.append(
            {
                "subject": f"things/{number}",
                "predicate": "dependsOn",
                "object": f"things/{below}",
                "source": "sources/s",
                "locator": f"row {number}",
                "grade": chance.choice(["stated", "stated", "computed", "inferred"]),
                "valid_from": "",
                "valid_to": "",
            }
        )
    return Subgraph(
        title=f"{size} things",
        title_zh=f"{size} 个事物",
        nodes=tuple(nodes),
        edges=tuple(edges),
        predicate_labels={"dependsOn": ("depends on", "依赖")},
        predicate_flow={"dependsOn": 1},
        kind_labels={kind: (kind, kind) for kind in KINDS},
        source_titles={"sources/s": ("A source", "来源", "")},
        as_of=DAY.isoformat(),
        release="bench",
        caveats=(),
        segment_labels={node.segment: (node.segment.partition("|")[2],) * 2 for node in nodes},
    )


def pyvis_default(subgraph: Subgraph) -> str:
    """Return the page that pyvis makes of the same graph by default, libraries inlined."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [
        {"id": node.id, "label": node.label, "shape": "dot", "color": "#97c2fc"}
        for node in subgraph.nodes
    ]
    network.edges = [
        {"from": edge["subject"], "to": edge["object"], "arrows": "to"} for edge in subgraph.edges
    ]
    return str(network.generate_html())


class Measured(NamedTuple):
    """What one page took.

    Attributes:
        seconds: from the start of navigation until the picture is usable.
        busy: seconds of processor time that its main thread took for it.
        frames: frames a second while the picture is dragged.
    """

    seconds: float
    busy: float
    frames: float


class Browser:
    """Opens pages, each in a new browser process."""

    def __init__(self, folder: Path) -> None:
        """Keep where pages are written."""
        self.folder = folder
        self.playwright = sync_playwright().start()
        self.program = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
        running = self.playwright.chromium.launch(
            executable_path=self.program, args=["--no-sandbox"]
        )
        self.version = running.version
        running.close()

    def measure(self, html: str, fragment: str, limit: float) -> Measured | None:
        """Open a page; None where it is not usable within the limit."""
        path = self.folder / "page.html"
        path.write_text(html, encoding="utf-8")
        running = self.playwright.chromium.launch(
            executable_path=self.program, args=["--no-sandbox"]
        )
        try:
            shown = running.new_page(viewport={"width": 1440, "height": 900})
            shown.route("http*://**", lambda route: route.abort())
            shown.add_init_script(READY)
            session = shown.context.new_cdp_session(shown)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            shown.goto(path.as_uri() + fragment, wait_until="commit")
            seconds = self._seconds(shown, limit)
            metrics = session.send("Performance.getMetrics")["metrics"]
            busy = next(item["value"] for item in metrics if item["name"] == "TaskDuration")
            return Measured(seconds, busy, self._frames(shown))
        except Error:
            return None
        finally:
            running.close()

    def _seconds(self, shown: Any, limit: float) -> float:
        shown.set_default_timeout(limit * 1000)
        while True:
            found = shown.evaluate("window.usable || performance.now() / -1")
            if found > 0:
                return float(found) / 1000
            if -found > limit * 1000:
                raise Error("too slow")
            shown.wait_for_timeout(20)

    def _frames(self, shown: Any) -> float:
        host = shown.locator("#picture, #mynetwork").first.bounding_box()
        # From a corner without a card, so that the whole picture moves.
        x, y = host["x"] + 8, host["y"] + host["height"] - 8
        shown.evaluate(FRAMES)
        shown.mouse.move(x, y)
        shown.mouse.down()
        started = shown.evaluate("performance.now()")
        for step in range(60):
            shown.mouse.move(x + step * 4, y - step * 3)
            shown.wait_for_timeout(16)
        ended = shown.evaluate("performance.now()")
        shown.mouse.up()
        count = shown.evaluate(
            "([from, to]) => window.frames_seen.filter((at) => at >= from && at <= to).length",
            [started, ended],
        )
        return float(1000 * count / (ended - started))

    def close(self) -> None:
        """Stop the driver."""
        self.playwright.stop()


def own_pages() -> Iterator[tuple[str, str, str]]:
    """Yield name, page and address fragment of what aigraph draws."""
    chain = aigraph.load()
    for words in (
        ("chain",),
        ("exposure",),
        ("vertical", "Finance"),
        ("vendor", "NVIDIA"),
        ("region", "Taiwan"),
        ("policy", "policies/ieepa-reciprocal"),
        ("around", "TSMC"),
        ("paths", "GitHub Copilot", "TSMC"),
        ("conflicts",),
    ):
        drawn = chain.subgraph(*words, as_of=DAY)
        name = f"view {' '.join(words)} ({len(drawn.nodes)} things, {len(drawn.edges)} edges)"
        yield name, page(drawn), "#open=all"
    for size in SIZES:
        drawn = synthetic(size)
        html = page(drawn)
        name = f"synthetic, {len(drawn.nodes)} things, {len(drawn.edges)} edges"
        yield f"{name}, as it opens (segments closed)", html, ""
        yield f"{name}, all segments open", html, "#open=all"


def pyvis_pages() -> Iterator[tuple[str, str, str]]:
    """Yield name, page and address fragment of what pyvis draws by default."""
    for size in PYVIS_SIZES:
        drawn = synthetic(size)
        name = f"pyvis default, {len(drawn.nodes)} things, {len(drawn.edges)} edges"
        yield name, pyvis_default(drawn), ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time pages in a browser.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for one pyvis page")
    parser.add_argument("--only", default="", help="part of the name of a page")
    chosen = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(Path(folder))
        for source, rounds in ((own_pages, chosen.rounds), (pyvis_pages, 1)):
            for name, html, fragment in source():
                if chosen.only not in name:
                    continue
                print(name, file=sys.stderr)
                found = [browser.measure(html, fragment, chosen.limit) for _ in range(rounds)]
                rows.append(
                    [name, f"{len(html.encode()) / 1e6:.2f}", *_summary(found, chosen.limit)]
                )
        browser.close()
    headings = ["Page", "MB", "usable after, s: best", "median", "main thread, s", "frames/s"]
    print("\n".join(markdown_table(headings, rows)))
    print(
        f"\nBest and median of {chosen.rounds} rounds (pyvis: 1, limit {chosen.limit:g} s);"
        f" Python {platform.python_version()}, pyvis {version('pyvis')},"
        f" playwright {version('playwright')}, Chromium {browser.version};"
        f" {platform.system()} {platform.machine()}, {os.cpu_count()} cores."
    )


def _summary(found: list[Measured | None], limit: float) -> list[str]:
    done = [one for one in found if one]
    if not done:
        return [f"not after {limit:g}", "", "", ""]
    return [
        f"{min(one.seconds for one in done):.2f}",
        f"{statistics.median(one.seconds for one in done):.2f}",
        f"{statistics.median(one.busy for one in done):.2f}",
        f"{statistics.median(one.frames for one in done):.0f}",
    ]


if __name__ == "__main__":
    main()
