"""The pages in a real browser, opened from disk: nothing is fetched, nothing fails, all works."""

from __future__ import annotations

import importlib.util
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from aigraph.questions import subgraph
from aigraph.render.page import page
from aigraph.render.report import as_html, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aigraph.api import Chain

pytestmark = pytest.mark.browser
DAY = date(2025, 6, 1)
HOSTILE = '<img src=x onerror="window.stolen=1">=1+1</script><script>window.stolen=1</script>'
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Opened(NamedTuple):
    """A page that a browser shows, and what it asked for and complained of."""

    page: Any
    requests: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def browser(absent: Callable[[str], None]) -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if importlib.util.find_spec("playwright") is None or program is None:
        absent("playwright or Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[[str], Opened]]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)

    def show(html: str) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        shown = Opened(context.new_page(), [], [])
        shown.page.on("request", lambda request: shown.requests.append(request.url))
        shown.page.on("console", lambda message: shown.complaints.append(message.text))
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.goto(path.as_uri())
        shown.page.wait_for_load_state("networkidle")
        assert shown.requests == [path.as_uri()]
        return shown

    yield show
    context.close()


@pytest.fixture(scope="module")
def pages(chain: Chain) -> dict[str, str]:
    answer = chain.exposure(as_of=DAY)
    return {
        "chain": page(subgraph.chain(chain.release, DAY)),
        "exposure": page(subgraph.exposed(chain.release, answer, DAY)),
        "nvidia": page(subgraph.surroundings(chain.release, "NVIDIA", DAY), "zh"),
        "report": as_html(report(answer, chain.release.view.label, "en")),
    }


@pytest.mark.parametrize("name", ["chain", "exposure", "nvidia", "report"])
def test_a_page_asks_for_nothing_and_complains_of_nothing(
    show: Callable[[str], Opened], pages: dict[str, str], name: str
) -> None:
    opened = show(pages[name])
    assert opened.complaints == []


def test_the_picture_is_drawn(show: Callable[[str], Opened], pages: dict[str, str]) -> None:
    opened = show(pages["exposure"])
    inked = opened.page.evaluate(
        """() => {
            const canvas = document.querySelector('#picture canvas');
            const context = canvas.getContext('2d');
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            const colours = new Set();
            for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 3).join());
            return colours.size;
        }"""
    )
    assert inked > 50


def test_search_selects_and_shows_facts_with_sources(
    show: Callable[[str], Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["chain"])
    opened.page.fill("#search", "H100 SXM")
    opened.page.press("#search", "Enter")
    panel = opened.page.locator("#panel")
    assert "NVIDIA H100 SXM" in panel.locator("h2").inner_text()
    statements = panel.locator("li")
    assert statements.count() > 2
    for number in range(statements.count()):
        assert statements.nth(number).locator(".evidence .grade").count() == 1
    links = [link.get_attribute("href") for link in panel.locator(".evidence a").all()]
    assert links
    assert all(link.startswith("https://") for link in links)
    opened.page.keyboard.press("Escape")
    assert panel.locator("li").count() == 0


def test_search_works_in_chinese(show: Callable[[str], Opened], pages: dict[str, str]) -> None:
    opened = show(pages["chain"])
    opened.page.fill("#search", "台积电")
    opened.page.press("#search", "Enter")
    assert "organisations/tsmc" in opened.page.locator("#panel").inner_text()


def test_a_click_on_a_box_shows_its_facts(
    show: Callable[[str], Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["nvidia"])
    place = opened.page.evaluate(
        """() => {
            const network = aigraph.picture.network;
            const { x, y } = network.getPosition('organisations/nvidia');
            return network.canvasToDOM({ x, y });
        }"""
    )
    opened.page.locator("#picture").click(position=place)
    opened.page.wait_for_selector("#panel h2")
    assert opened.page.locator("#panel h2").inner_text() == "英伟达"


def test_the_language_switches(show: Callable[[str], Opened], pages: dict[str, str]) -> None:
    opened = show(pages["exposure"])
    assert opened.page.get_attribute("html", "lang") == "en"
    opened.page.click("#language")
    assert opened.page.get_attribute("html", "lang") == "zh"
    assert "垂直行业" in opened.page.inner_text("footer")
    assert opened.page.inner_text("#tab-table") == "表"


def test_the_page_in_chinese_is_chinese(
    show: Callable[[str], Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["nvidia"])
    opened.page.evaluate("aigraph.select('organisations/nvidia', false)")
    opened.page.evaluate("document.querySelector('details').open = true")
    shown = opened.page.inner_text("body")
    for word in (
        "stated",
        "inferred",
        "designed by",
        "Search",
        "Picture",
        "organisation ·",
    ):
        assert word not in shown
    for word in ("英伟达", "设计", "明述", "版本", "截至"):
        assert word in shown


def test_the_legend_hides_kinds_and_grades(
    show: Callable[[str], Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["exposure"])
    opened.page.click("#tab-table")
    before = opened.page.locator("#table-body tr").count()
    opened.page.uncheck("#grades label:nth-child(3) input")
    stated = opened.page.locator("#table-body tr").count()
    opened.page.uncheck("#kinds label:nth-child(1) input")
    fewer = opened.page.locator("#table-body tr").count()
    assert before > stated > fewer > 0


def test_a_hostile_name_runs_nothing_and_is_no_formula(
    show: Callable[[str], Opened], chain: Chain
) -> None:
    from dataclasses import replace

    drawn = subgraph.surroundings(chain.release, "NVIDIA", DAY)
    nodes = tuple(
        replace(node, label=HOSTILE) if node.id == "organisations/nvidia" else node
        for node in drawn.nodes
    )
    opened = show(page(replace(drawn, title="=1+1", nodes=nodes)))
    opened.page.fill("#search", "onerror")
    opened.page.press("#search", "Enter")
    assert HOSTILE in opened.page.inner_text("#panel h2")
    opened.page.click("#tab-table")
    assert opened.page.evaluate("window.stolen") is None
    assert opened.page.locator("img").count() == 0
    with opened.page.expect_download() as download:
        opened.page.click("#download")
    text = download.value.path().read_text(encoding="utf-8")
    assert '"=' not in text
    assert opened.complaints == []
