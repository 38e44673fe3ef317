"""The pages in a real browser, opened from disk: nothing is fetched, nothing fails, all works."""

from __future__ import annotations

import csv
import importlib.util
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from aigraph.i18n import Name
from aigraph.render.page import page
from aigraph.render.report import as_html, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aigraph.api import Chain
    from aigraph.views.subgraph import Subgraph

pytestmark = pytest.mark.browser
DAY = date(2025, 6, 1)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PHONE = {"width": 390, "height": 844}
VIEWS = {
    "chain": ("chain",),
    "exposure": ("exposure",),
    "conflicts": ("conflicts",),
    "vertical": ("vertical", "Finance"),
    "vendor": ("vendor", "NVIDIA"),
    "region": ("region", "Taiwan"),
    "policy": ("policy", "policies/ieepa-reciprocal"),
    "around": ("around", "TSMC"),
    "paths": ("paths", "GitHub Copilot", "TSMC"),
}
HOSTILE = (
    '=<img src=x onerror="window.stolen=1"></script><script>window.stolen=1</script>'
    "{{7*7}}\u202ejavascript:window.stolen=1 "
)
LONG = HOSTILE + "long" * 2500
CANVAS_COLOURS = """() => {
    const canvas = document.querySelector('#picture canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 3).join());
    return colours.size;
}"""
OVERLAPS = """() => {
    const { width, height } = aigraph.card;
    const places = [...aigraph.picture.plan.places.values()];
    return places.filter(([x, y], i) => places.slice(0, i).some(
        ([a, b]) => Math.abs(a - x) < width && Math.abs(b - y) < height)).length;
}"""


class Opened(NamedTuple):
    """A page that a browser shows, and what it asked for and complained of."""

    page: Any
    requests: list[str]
    complaints: list[str]
    address: str

    def rows(self) -> int:
        """Return how many statements the page says it shows."""
        return int(self.page.evaluate("aigraph.shown.statements.length"))

    def settle(self) -> None:
        """Wait until the table has followed the picture."""
        self.page.evaluate(
            "new Promise((done) => setTimeout(() => requestAnimationFrame(done), 30))"
        )


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def show(html: str, fragment: str = "", **options: Any) -> Opened:
        asked = {"viewport": {"width": 1440, "height": 900}, "accept_downloads": True, **options}
        contexts.append(browser.new_context(**asked))
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        shown = Opened(contexts[-1].new_page(), [], [], path.as_uri())
        shown.page.on("request", lambda request: shown.requests.append(request.url))
        shown.page.on("console", lambda message: shown.complaints.append(message.text))
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.goto(path.as_uri() + fragment)
        shown.settle()
        return shown

    yield show
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def drawn(chain: Chain) -> dict[str, Subgraph]:
    return {name: chain.subgraph(*words, as_of=DAY) for name, words in VIEWS.items()}


@pytest.fixture(scope="module")
def pages(drawn: dict[str, Subgraph]) -> dict[str, str]:
    return {name: page(subgraph) for name, subgraph in drawn.items()}


@pytest.fixture(scope="module")
def axe(absent: Callable[[str], None]) -> str:
    """The checker of accessibility, as an installed package carries it."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        absent("axe-playwright-python")
    assert found
    assert found.origin
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(opened: Opened, axe: str) -> list[str]:
    """Return what the checker finds that is serious or critical."""
    opened.page.evaluate(axe)
    found = opened.page.evaluate(
        """async () => {
            const only = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            return (await axe.run({ runOnly: only })).violations;
        }"""
    )
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:200]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


def saved(opened: Opened, button: str) -> bytes:
    """Return the file that a button of the menu saves."""
    opened.page.evaluate("document.getElementById('save').open = true")
    with opened.page.expect_download() as download:
        opened.page.click(f"#{button}")
    content: bytes = download.value.path().read_bytes()
    return content


def test_a_report_asks_for_nothing_and_complains_of_nothing(
    show: Callable[..., Opened], chain: Chain
) -> None:
    opened = show(as_html(report(chain.exposure(as_of=DAY), chain.release.view.label, "en")))
    assert opened.requests == [opened.address]
    assert opened.complaints == []


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_works_as_a_whole(
    show: Callable[..., Opened], pages: dict[str, str], axe: str, name: str
) -> None:
    opened = show(pages[name])
    seen = opened.page
    assert seen.evaluate(CANVAS_COLOURS) > 50
    assert seen.evaluate(OVERLAPS) == 0
    all_rows = opened.rows()
    assert all_rows > 10
    assert str(all_rows) in seen.inner_text("#table-count")

    # Filter: without one kind of evidence there are fewer rows, and the link says so.
    grade = seen.evaluate("aigraph.shown.statements[0].grade")
    seen.click("#grades-summary")
    seen.uncheck(f"#grades input[value={grade}]")
    opened.settle()
    assert opened.rows() < all_rows
    assert f"g={grade}" in seen.evaluate("location.hash")
    seen.check(f"#grades input[value={grade}]")
    seen.keyboard.press("Escape")

    # Search: the thing found is chosen, and its statements name grade and source.
    wanted = seen.evaluate("aigraph.nodes[aigraph.shown.statements[0].to].label")
    seen.fill("#search", wanted[:40])
    seen.press("#search", "Enter")
    chosen = seen.evaluate("aigraph.state.selected")
    assert seen.inner_text("#panel h2")
    statements = seen.locator("#panel ul:not(.facts) li")
    assert statements.count() > 0
    assert statements.locator(".evidence .grade").count() >= min(statements.count(), 80)

    # Keyboard: arrows walk to another card, which is told.
    seen.focus("#picture")
    for key in ("ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp"):
        seen.keyboard.press(key)
        if seen.evaluate("aigraph.state.selected") != chosen:
            break
    walked = seen.evaluate("aigraph.state.selected")
    assert walked != chosen
    assert seen.inner_text("#status")

    # Language: every word changes, and nothing is left behind.
    seen.click("#language")
    assert seen.get_attribute("html", "lang") == "zh-Hans"
    assert seen.inner_text("#tab-table") == "表"
    for word in ("Kinds", "Evidence", "stated", "Table", "Read this first"):
        assert word not in seen.inner_text("header, #bar, footer")

    # Permalink: another browser window comes to the same state.
    address = seen.evaluate("location.hash")
    again = show(pages[name], address)
    state = "[aigraph.state.selected, aigraph.state.language, aigraph.shown.statements.length]"
    assert again.page.evaluate(state) == seen.evaluate(state)

    # Files: rows as shown, a picture that is well formed, an image.
    rows = list(csv.reader(io.StringIO(saved(opened, "csv").decode("utf-8-sig"))))
    assert len(rows) == opened.rows() + 1
    drawing = ET.fromstring(saved(opened, "svg"))
    assert len(drawing.findall("{*}g")) == seen.evaluate("aigraph.shown.cards.size") + 1

    assert violations(opened, axe) == []
    assert opened.requests[0] == opened.address
    assert all(request.startswith(("data:", "blob:")) for request in opened.requests[1:])
    assert opened.complaints == again.complaints == []


@pytest.mark.parametrize(
    "options",
    [{"viewport": PHONE, "has_touch": True}, {"color_scheme": "dark"}],
    ids=["phone", "dark"],
)
def test_it_is_accessible_on_a_phone_and_in_the_dark(
    show: Callable[..., Opened], pages: dict[str, str], axe: str, options: dict[str, Any]
) -> None:
    opened = show(pages["around"], "#at=organisations%2Ftsmc", **options)
    assert violations(opened, axe) == []
    wide = opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_a_phone_shows_picture_or_table(show: Callable[..., Opened], pages: dict[str, str]) -> None:
    opened = show(pages["chain"], viewport=PHONE, has_touch=True)
    assert opened.page.is_visible("#picture")
    assert not opened.page.is_visible("#table-view")
    opened.page.tap("#caveats-summary")
    assert "a missing edge does not mean that there is no relation" in opened.page.inner_text(
        "#caveats"
    )
    opened.page.tap("#tab-table")
    assert opened.page.is_visible("#table-view")
    assert not opened.page.is_visible("#picture")


def test_a_wide_screen_shows_both(show: Callable[..., Opened], pages: dict[str, str]) -> None:
    opened = show(pages["chain"])
    assert opened.page.is_visible("#picture")
    assert opened.page.is_visible("#table-view")
    opened.page.click("#tab-picture")
    assert not opened.page.is_visible("#table-view")


def test_a_click_on_a_card_shows_its_facts_with_sources(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["vendor"], "#open=all&language=zh")
    place = opened.page.evaluate(
        """() => {
            const [x, y] = aigraph.picture.plan.places.get('chips/nvidia-h100-sxm');
            return aigraph.picture.network.canvasToDOM({ x, y });
        }"""
    )
    opened.page.locator("#picture").click(position=place)
    assert opened.page.inner_text("#panel h2") == "英伟达H100 SXM"
    facts = opened.page.locator("#panel .facts li")
    assert facts.count() > 4
    assert "80 GB" in opened.page.inner_text("#panel .facts")
    links = [link.get_attribute("href") for link in opened.page.locator("#panel a").all()]
    assert links
    assert all(link.startswith("https://") for link in links)


def test_the_pointer_on_a_line_tells_source_and_grade(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["paths"])
    place = opened.page.evaluate(
        """() => {
            const line = [...aigraph.shown.lines.values()].find(
                ({ from, to }) => Math.abs(from.column - to.column) === 1);
            const [[a, b], [c, d]] = [line.from, line.to].map(
                (card) => aigraph.picture.plan.places.get(card.id));
            return aigraph.picture.network.canvasToDOM({ x: (a + c) / 2, y: (b + d) / 2 });
        }"""
    )
    opened.page.locator("#picture").hover(position=place)
    opened.page.wait_for_selector("#tip .grade")
    assert len(opened.page.inner_text("#tip .tip-line")) > len("stated")


def test_a_segment_opens_and_closes(show: Callable[..., Opened], pages: dict[str, str]) -> None:
    opened = show(pages["chain"])
    count = "aigraph.shown.cards.size"
    closed = opened.page.evaluate(count)
    assert 10 <= closed <= 60
    opened.page.evaluate("aigraph.select('s:Chip|organisations/nvidia', false)")
    opened.page.focus("#picture")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate(count) > closed + 10
    opened.page.evaluate("aigraph.select('chips/nvidia-h100-sxm', true)")
    opened.page.focus("#picture")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate(count) == closed
    opened.page.click("#unfold")
    assert opened.page.evaluate(count) == opened.page.evaluate("aigraph.shown.count")
    assert opened.page.evaluate(OVERLAPS) == 0


def test_a_closed_segment_hides_no_inference_behind_a_statement(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["chain"])
    wrong = opened.page.evaluate(
        """[...aigraph.shown.lines.values()].filter(({ edges, grade }) =>
            grade === 'stated' && edges.some((edge) => edge.grade !== 'stated')).length"""
    )
    assert wrong == 0


def test_a_choice_lights_all_that_a_vertical_rests_on(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["chain"], "#open=all&at=concepts%2Ffinance")
    lit = opened.page.evaluate("[...aigraph.picture.near].map((card) => card.id)")
    assert {"organisations/tsmc", "concepts/finance"} <= set(lit)
    assert "concepts/gaming" not in lit


def test_a_choice_lights_no_way_through_a_segment_that_nothing_takes(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["chain"], "#open=all&at=concepts%2Flegal-services")
    whole = opened.page.evaluate("aigraph.picture.reached.size")
    opened.page.click("#fold")
    assert opened.page.evaluate("aigraph.picture.reached.size") == whole


def test_another_day_shows_what_holds_on_it(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["chain"])
    now = opened.rows()
    opened.page.fill("#day", "2022-06-01")
    assert opened.rows() < now
    held = opened.page.evaluate(
        """aigraph.shown.statements.every(({ valid_from, valid_to }) =>
            !(valid_from > '2022-06-01') && (!valid_to || valid_to >= '2022-06-01'))"""
    )
    assert held
    opened.page.check("#any-day")
    assert opened.rows() == opened.page.evaluate("aigraph.edges.length") > now
    opened.page.focus("#slider")
    opened.page.keyboard.press("Home")
    assert opened.page.evaluate("aigraph.state.day") == opened.page.evaluate("aigraph.days[0]")


def test_regions_and_layers_can_be_hidden(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["vendor"])
    opened.page.click("#regions-summary")
    opened.page.click("#regions .acts button:nth-child(2)")
    assert opened.rows() == 0
    opened.page.check("#regions input[value='places/taiwan']")
    places = opened.page.evaluate("[...aigraph.shown.cards.values()].length")
    assert 0 < places < 40
    opened.page.click("#regions .acts button:nth-child(1)")
    opened.page.click("#bands-summary")
    opened.page.uncheck("#bands input[value=technology]")
    kinds = opened.page.evaluate("[...aigraph.shown.cards.values()].map((card) => card.kind)")
    assert "Model" not in kinds
    assert "Chip" in kinds


def test_a_listed_path_is_lit_and_told_step_by_step(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["paths"])
    opened.page.locator("#panel li button.link").first.click()
    steps = opened.page.locator("#panel .steps li")
    assert steps.count() == opened.page.evaluate("aigraph.picture.lit.size") > 1


def test_a_path_between_two_chosen_things_is_found_and_linked(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["chain"], "#at=applications%2Fgithub-copilot")
    opened.page.locator("#panel .acts button").last.click()
    opened.page.fill("#search", "台积电")
    opened.page.press("#search", "Enter")
    assert opened.page.locator("#panel .steps li").count() >= 2
    again = show(pages["chain"], opened.page.evaluate("location.hash"))
    assert again.page.inner_text("#panel .steps") == opened.page.inner_text("#panel .steps")


def test_the_theme_is_switched_and_kept_in_the_link(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["paths"], color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(ground)
    opened.page.click("#theme")
    dark = opened.page.evaluate(ground)
    assert dark != light
    again = show(pages["paths"], opened.page.evaluate("location.hash"), color_scheme="light")
    assert again.page.evaluate(ground) == dark


def test_zoom_and_place_are_kept_in_the_link(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    opened = show(pages["paths"])
    opened.page.mouse.move(500, 400)
    opened.page.mouse.wheel(0, -400)
    opened.page.wait_for_timeout(400)
    again = show(pages["paths"], opened.page.evaluate("location.hash"))
    assert again.page.evaluate("aigraph.picture.view()") == pytest.approx(
        opened.page.evaluate("aigraph.picture.view()"), rel=1e-2, abs=2
    )


def test_the_picture_is_saved_as_an_image(
    show: Callable[..., Opened], pages: dict[str, str]
) -> None:
    assert saved(show(pages["paths"]), "png").startswith(b"\x89PNG")


def test_a_hostile_link_changes_nothing(show: Callable[..., Opened], pages: dict[str, str]) -> None:
    fragment = (
        "#at=<img src=x onerror=window.stolen=1>&day=9999&k=__proto__~constructor&open=nothing"
        "&language=<script>&theme=x&tab=y&view=1,2,NaN&path=a~b&g=%FF"
    )
    opened = show(pages["paths"], fragment)
    assert opened.page.evaluate("window.stolen") is None
    assert opened.rows() == show(pages["paths"]).rows() > 0
    assert opened.complaints == []


@pytest.mark.parametrize("name", VIEWS)
def test_hostile_names_run_nothing_and_are_no_formula(
    show: Callable[..., Opened], drawn: dict[str, Subgraph], name: str
) -> None:
    opened = show(page(_poisoned(drawn[name])), "#open=all&day=any")
    seen = opened.page
    seen.evaluate(
        "aigraph.select(aigraph.nodes.find(({ label }) => label.length > 10000).id, true)"
    )
    opened.settle()
    assert "long" * 2500 in seen.inner_text("#panel h2")
    seen.evaluate("document.querySelectorAll('details').forEach((menu) => { menu.open = true; })")
    seen.click("#language")
    opened.settle()
    assert seen.evaluate("window.stolen") is None
    assert seen.locator("img, iframe, object, embed").count() == 0
    assert seen.locator("a[href^='javascript']").count() == 0
    assert seen.locator("script").count() == seen.evaluate(
        "document.querySelectorAll('body > script').length"
    )
    longest = seen.evaluate(
        """Math.max(...[...aigraph.shown.cards.values()].flatMap(
            (card) => aigraph.card.content(card).lines.map((line) => line.length)))"""
    )
    assert longest < 40
    rows = csv.reader(io.StringIO(seen.evaluate("aigraph.csv()")))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    drawing = ET.fromstring(seen.evaluate("aigraph.svg()"))
    assert {element.tag.rpartition("}")[2] for element in drawing.iter()} <= {
        "svg",
        "title",
        "rect",
        "text",
        "g",
        "path",
    }
    assert "\u202e" not in seen.inner_text("body")
    assert opened.complaints == []


def _poisoned(subgraph: Subgraph) -> Subgraph:
    """Return a subgraph with a hostile text in every field that a table may fill, some long."""
    bad = (HOSTILE, HOSTILE)
    tried = {node.id for node in subgraph.nodes if node.label[:1] in "GN"}
    return replace(
        subgraph,
        title=Name(HOSTILE, HOSTILE),
        release=HOSTILE,
        nodes=tuple(
            replace(
                node,
                label=LONG if node.id in tried else HOSTILE,
                label_zh=LONG if node.id in tried else HOSTILE,
                remark=HOSTILE,
                remark_zh=HOSTILE,
                facts=(
                    {**fact, "predicate": HOSTILE, "predicate_zh": HOSTILE, "value": HOSTILE}
                    for fact in node.facts[:1]
                ),
            )
            for node in subgraph.nodes
        ),
        edges=tuple(
            {**edge, "locator": HOSTILE} if number < 20 else edge
            for number, edge in enumerate(subgraph.edges)
        ),
        predicate_labels=dict.fromkeys(subgraph.predicate_labels, bad),
        kind_labels=dict.fromkeys(subgraph.kind_labels, bad),
        source_titles=dict.fromkeys(subgraph.source_titles, (*bad, "javascript:window.stolen=1")),
        segment_labels=dict.fromkeys(subgraph.segment_labels, bad),
        region_labels=dict.fromkeys(subgraph.region_labels, bad),
        caveats=(Name(*bad),),
    )


def test_without_scripts_the_page_says_what_it_needs(
    show: Callable[..., Opened], pages: dict[str, str], browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "quiet.html"
    path.write_text(pages["paths"], encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    quiet = context.new_page()
    quiet.goto(path.as_uri())
    told = quiet.inner_text("noscript")
    assert "JavaScript" in told
    assert "aigraph" in told
    context.close()


def test_paper_gets_the_table(show: Callable[..., Opened], pages: dict[str, str]) -> None:
    opened = show(pages["chain"], "#tab=picture&theme=dark")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.is_visible("#table-view")
    assert not opened.page.is_visible("#bar")
    assert opened.page.locator("#table-body tr").count() == opened.rows() > 150
    assert opened.page.get_attribute("html", "data-theme") == "light"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.get_attribute("html", "data-theme") == "dark"
