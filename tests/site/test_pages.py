"""Every kind of page in a browser, from disk and from a server: nothing is fetched or fails."""

from __future__ import annotations

import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from aigraph.render.calendar import calendar
from aigraph.render.chart import chart, chart_svg
from aigraph.render.notebook import Picture, answer_html
from aigraph.render.report import as_html, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aigraph.api import Chain

DAY = date(2025, 6, 1)
pytestmark = pytest.mark.browser
KINDS = (
    "index.html",
    "answers/index.html",
    "answers/tariff-2025-06-01.html",
    "views.html",
    "views/chain.html",
    "browse.html",
    "kind/Chip.html",
    "policies.html",
    "markets.html",
    "figures/index.html",
    "figures/market-size.html",
    "risk/index.html",
    "risk/chokepoints-vendor.html",
    "risk/concentration-country.html",
    "risk/whatif-taiwan-stops.html",
    "risk/outages.html",
    "risk/uncertainty.html",
    "conflicts.html",
    "coverage.html",
    "ontology.html",
    "dictionary.html",
    "downloads.html",
    "about.html",
    "search.html?q=nvida",
    "id/chips/nvidia-h20-sxm.html",
    "id/sources/s004.html",
    "id/concepts/market-size.html",
    "id/concepts/finance.html",
    "id/schemes/verticals.html",
)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


class Opened(NamedTuple):
    """A page that a browser shows, what it asked for, and what it complained of."""

    page: Any
    requests: list[str]
    complaints: list[str]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def open_page(address: str, **options: Any) -> Opened:
        context = browser.new_context(**{"viewport": DESK, "accept_downloads": True, **options})
        contexts.append(context)
        opened = Opened(context.new_page(), [], [])
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        opened.page.goto(address)
        opened.page.wait_for_load_state("load")
        return opened

    yield open_page
    for context in contexts:
        context.close()


class Quiet(SimpleHTTPRequestHandler):
    """A server that writes no log."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server(small: Path) -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(small)))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def serious(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:300]} {item['nodes'][0]['failureSummary']}"
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_fits_a_phone_and_fetches_nothing(
    open_page: Callable[..., Opened], small: Path, kind: str
) -> None:
    start = small.as_uri()
    turn = KINDS.index(kind) % 2
    for language, scheme in (("en", "light"), ("zh", "dark")):
        opened = open_page(f"{start}/{language}/{kind}", color_scheme=scheme)
        assert opened.complaints == []
        assert all(request.startswith(start) for request in opened.requests)
        if (language == "zh") == turn:  # each kind once: checking takes seconds on long pages
            opened.page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
            assert serious(opened.page) == []
            opened.page.set_viewport_size(PHONE)
            assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_check_of_accessibility_finds_faults(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>t</title><p style='color:#bbb'>grey <img src='x'></p>")
    assert {fault.partition(":")[0] for fault in serious(page)} >= {"color-contrast", "image-alt"}
    page.close()


def test_the_door_leads_to_the_readers_language(
    open_page: Callable[..., Opened], small: Path, server: str
) -> None:
    for locale, language in (("zh-CN", "zh"), ("de-DE", "en")):
        opened = open_page(f"{small.as_uri()}/index.html", locale=locale)
        opened.page.wait_for_url(f"**/{language}/index.html")
    opened = open_page(f"{server}/", locale="zh-TW")
    opened.page.wait_for_url("**/zh/index.html")
    assert opened.complaints == []


@pytest.mark.parametrize("place", ["disk", "server"])
def test_a_reader_searches_follows_evidence_and_changes_language(
    open_page: Callable[..., Opened], small: Path, server: str, place: str
) -> None:
    start = small.as_uri() if place == "disk" else server
    opened = open_page(f"{start}/en/index.html")
    page = opened.page
    page.click("table.ranking tbody tr:first-child td:last-child a")
    page.wait_for_url("**/answers/tariff-2025-06-01.html#concepts/**")
    assert page.locator(":target .path li .grade").count() > 0
    page.keyboard.press("/")
    page.keyboard.type("H20 SXM")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/chips/nvidia-h20-sxm.html")
    assert page.inner_text("h1") == "NVIDIA H20 SXM"
    page.click("a.other")
    page.wait_for_url("**/zh/id/chips/nvidia-h20-sxm.html")
    assert page.get_attribute("html", "lang") == "zh-Hans"
    page.fill("#q", "英伟达")
    page.press("#q", "Enter")
    page.wait_for_url("**/zh/search.html?q=*")
    page.wait_for_selector("#results li")
    page.click("#results li:first-child a")
    page.wait_for_url("**/zh/id/organisations/nvidia.html")
    assert opened.complaints == []
    assert all(request.startswith(start) for request in opened.requests)


def test_a_misspelt_name_is_found_and_an_absurd_one_is_not(
    open_page: Callable[..., Opened], small: Path
) -> None:
    opened = open_page(f"{small.as_uri()}/en/search.html?q=nvdia")
    opened.page.wait_for_selector("#results li")
    assert "NVIDIA" in opened.page.inner_text("#results")
    opened = open_page(f"{small.as_uri()}/en/search.html?q=%F0%9F%A6%84qqqq")
    opened.page.get_by_text("No name is close to that.").wait_for()
    assert opened.page.locator("#results li").count() == 0


@pytest.mark.parametrize("place", ["disk", "server"])
def test_a_download_link_gives_the_file(
    open_page: Callable[..., Opened], small: Path, server: str, place: str
) -> None:
    start = small.as_uri() if place == "disk" else server
    opened = open_page(f"{start}/en/downloads.html")
    with opened.page.expect_download() as download:
        opened.page.click("text=chips.csv")
    assert download.value.path().read_bytes() == (small / "downloads/chips.csv").read_bytes()


def test_the_text_of_a_chart_can_be_selected_and_is_told(
    open_page: Callable[..., Opened], small: Path
) -> None:
    opened = open_page(f"{small.as_uri()}/en/figures/market-size.html")
    page = opened.page
    drawn = page.locator("figure.chart svg").first
    assert drawn.locator("text").count() > 3
    told = page.evaluate(
        "svg => svg.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).textContent)",
        drawn.element_handle(),
    )
    assert told[0] == "Market size"
    assert "Sources that disagree" in told[1]
    selected = page.evaluate(
        "svg => { getSelection().selectAllChildren(svg.querySelector('text'));"
        " return String(getSelection()); }",
        drawn.element_handle(),
    )
    assert selected
    assert page.locator("table.facts tbody tr").count() > 1


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_run_nothing(
    open_page: Callable[..., Opened], hostile: Path, kind: str
) -> None:
    language = ("en", "zh")[KINDS.index(kind) % 2]
    opened = open_page(f"{hostile.as_uri()}/{language}/{kind}", viewport=PHONE)
    page = opened.page
    page.fill("#q", "onerror")
    page.wait_for_selector("#suggestions li")
    assert page.evaluate("window.stolen") is None
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert "49{" not in page.content()
    assert opened.complaints == []


def test_hostile_texts_run_nothing_in_a_notebook_chart_or_report(
    open_page: Callable[..., Opened], hostile_chain: Chain, tmp_path: Path
) -> None:
    answer = hostile_chain.figures("market-size")
    label = hostile_chain.release.view.label
    found = {
        "answer.html": answer_html(answer) + answer_html(hostile_chain.conflicts()),
        "show.html": answer_html(hostile_chain.show("organisations/nvidia")),
        "picture.html": hostile_chain.view("organisations/nvidia")._repr_html_(),
        "frame.html": Picture('"><img src=x onerror=1>', chart(answer, label))._repr_html_(),
        "chart.html": chart(answer, label),
        "chart.svg": chart_svg(answer, label),
        "report.html": as_html(report(hostile_chain.exposure(as_of=DAY), label)),
        "risk.html": as_html(report(hostile_chain.chokepoints(as_of=DAY), label)),
        "calendar.html": calendar(
            hostile_chain.timeline(start=DAY.isoformat(), until=DAY.isoformat()), label
        ),
    }
    for name, text in found.items():
        path = tmp_path / name
        whole = text.lstrip().lower().startswith(("<!doctype", "<svg"))
        head = "" if whole else "<!DOCTYPE html><meta charset=utf-8>"
        path.write_text(head + text, encoding="utf-8")
        opened = open_page(path.as_uri())
        opened.page.wait_for_timeout(100)
        for frame in opened.page.frames:
            assert frame.evaluate("window.stolen") is None
            assert frame.locator("img, [onerror]").count() == 0
        assert opened.complaints == []
        assert opened.requests == [path.as_uri()] or all(
            request.startswith(("file:", "about:")) for request in opened.requests
        )
