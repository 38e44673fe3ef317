"""The SPARQL page in a real browser: the answers of the store, stoppable, safe, for everyone."""

from __future__ import annotations

import csv
import functools
import importlib.util
import io
import json
import re
import threading
from collections import Counter
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples

from aigraph.paths import viz_dir
from aigraph.questions.stored import StoredQuery, competency_queries, read_stored
from aigraph.render.assets import find_assets
from aigraph.render.sparql_page import Source, compose, sparql_page
from aigraph.vocab import prologue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aigraph.api import Chain

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ANSWERED = "#status[data-state=done]"
FAILED = "#status[data-state=failed]"


class Opened(NamedTuple):
    """A page that a browser shows, and what it asked for and complained of."""

    page: Any
    requests: list[str]
    complaints: list[str]

    def ask(self, query: str, waited: str = ANSWERED) -> None:
        """Put a query in the editor, run it by the keyboard, and wait."""
        self.page.locator("#editor .cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(query)
        self.page.keyboard.press("Control+Enter")
        self.wait(waited)

    def wait(self, state: str = ANSWERED) -> None:
        """Wait until the status line is in a state; it may be blank."""
        self.page.wait_for_selector(state, state="attached", timeout=20_000)

    def cells(self) -> list[list[str]]:
        """Return the rows of the table as text."""
        return [row.locator("td").all_inner_texts() for row in self.page.locator("tbody tr").all()]


@pytest.fixture(scope="module")
def folder(
    chain: Chain, tmp_path_factory: pytest.TempPathFactory, absent: Callable[[str], None]
) -> Path:
    if find_assets() is None:
        absent("what `aigraph assets` builds")
    made = tmp_path_factory.mktemp("sparql")
    (made / "page.html").write_text(sparql_page(chain.release), encoding="utf-8")
    asked = [question._replace(query=HOSTILE_QUERY) for question in questions(chain)[:1]]
    source = Source(HOSTILE_QUADS.encode(), 9, "<b>", "2026-01-01", [], [], asked)
    (made / "hostile.html").write_text(compose(source, "en", source.day), encoding="utf-8")
    return made


def questions(chain: Chain) -> list[StoredQuery]:
    return [
        *read_stored(viz_dir() / "sparql" / "starters", "starters"),
        *competency_queries(chain.release.ontology),
    ]


@pytest.fixture(scope="module")
def show(browser: Any) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def show(address: str, **settings: Any) -> Opened:
        size = {"width": 1440, "height": 900}
        context = browser.new_context(**{"viewport": size, "accept_downloads": True} | settings)
        contexts.append(context)
        shown = Opened(context.new_page(), [], [])
        shown.page.on("request", lambda request: shown.requests.append(request.url))
        shown.page.on("console", lambda message: shown.complaints.append(message.text))
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.on("dialog", lambda dialog: shown.complaints.append(dialog.message))
        shown.page.goto(address)
        return shown

    yield show
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def opened(show: Callable[..., Opened], folder: Path) -> Opened:
    shown = show((folder / "page.html").as_uri())
    shown.wait()
    shown.page.click("#tab-table")
    return shown


@pytest.fixture(autouse=True)
def clean(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test: nothing was fetched and nothing was complained of."""
    yield
    if "opened" in request.fixturenames:
        shown = request.getfixturevalue("opened")
        assert [url for url in shown.requests if not url.startswith(("file:", "blob:"))] == []
        assert shown.complaints == []


@pytest.mark.parametrize("place", ["disk", "server"])
def test_the_page_itself_is_the_only_request(
    show: Callable[..., Opened], folder: Path, served: str, place: str
) -> None:
    address = served if place == "server" else (folder / "page.html").as_uri()
    shown = show(address)
    shown.wait()
    assert [url for url in shown.requests if not url.startswith("blob:")] == [address]
    assert shown.complaints == []
    shown.page.context.close()


def _expected(chain: Chain, query: str, day: date | None = None) -> list[dict[str, Any]]:
    union = "FROM <" not in query
    store = chain.release.store_at(day) if day else chain.release.store
    found = store.query(prologue() + query, use_default_graph_as_union=union)
    if isinstance(found, QueryTriples):
        return [
            {part: {"type": "uri", "value": getattr(triple, part).value} for part in PARTS}
            for triple in found
        ]
    assert isinstance(found, QuerySolutions)
    told = json.loads(found.serialize(format=QueryResultsFormat.JSON))
    return list(told["results"]["bindings"])


PARTS = ("subject", "predicate", "object")


def _plain(rows: list[dict[str, Any]]) -> list[str]:
    return [json.dumps(row, sort_keys=True) for row in rows]


def test_every_question_has_the_answer_of_the_store(opened: Opened, chain: Chain) -> None:
    asked = questions(chain)
    found = opened.page.evaluate(
        """async () => {
            const found = {};
            for (const { id, query } of aigraph.data.questions)
                found[id] = (await aigraph.runner.ask(aigraph.query.prepare(query), 60)).rows;
            return found;
        }"""
    )
    assert set(found) == {question.id for question in asked}
    for question in asked:
        expected = _expected(chain, question.query)
        ours, theirs = _plain(expected), _plain(found[question.id])
        assert ours, question.id
        assert Counter(theirs) == Counter(ours), question.id
        keys = re.findall(r"\?(\w+)", question.query.partition("ORDER BY")[2])
        assert _keys(found[question.id], keys) == _keys(expected, keys), question.id


def _keys(rows: list[dict[str, Any]], names: list[str]) -> list[list[Any]]:
    """Return what an answer is ordered by; rows that are equal in it have no order."""
    return [[row.get(name) for name in names] for row in rows]


def test_another_day_has_the_edges_of_that_day(opened: Opened, chain: Chain) -> None:
    query = "SELECT ?rule { GRAPH agg:derived { chip:nvidia-h20-sxm ag:coveredBy ?rule } }"
    opened.page.fill("#day", "2017-01-01")
    opened.wait()
    opened.ask(query)
    before = len(_expected(chain, query, date(2017, 1, 1)))
    assert len(opened.cells()) == before
    assert "day=2017-01-01" in opened.page.url
    opened.ask(RUNAWAY, "#status[data-state=busy]")
    opened.page.click("#cancel")
    opened.wait(FAILED)
    opened.ask(query)
    assert len(opened.cells()) == before
    opened.page.click("#questions button >> nth=2")
    assert "day=2017-01-01" in opened.page.url
    opened.page.fill("#day", chain.release.manifest["date"])
    opened.ask(query)
    opened.wait()
    assert len(opened.cells()) == len(_expected(chain, query)) > before


def test_a_typed_query_is_run_by_the_keyboard(opened: Opened) -> None:
    opened.page.locator("#editor .cm-content").click()
    opened.page.keyboard.press("Control+a")
    opened.page.keyboard.type("SELECT (COUNT(?chip) AS ?chips) { ?chip ag:designedBy ?firm ")
    opened.page.keyboard.press("Control+Enter")
    opened.wait()
    ((count,),) = opened.cells()
    assert int(count) > 10
    assert opened.page.locator("#editor .tok-keyword").first.inner_text() == "SELECT"


def test_names_are_completed(opened: Opened) -> None:
    opened.ask("ASK { ?s ?p ?o }")
    opened.page.locator("#editor .cm-content").click()
    opened.page.keyboard.press("Control+a")
    opened.page.keyboard.type("SELECT ?chip { ?chip ag:desig")
    first = opened.page.locator("#editor .cm-tooltip-autocomplete li").first
    first.wait_for()
    assert first.locator("span").all_inner_texts()[-1] == "designed by"
    opened.page.keyboard.press("Escape")


def test_a_question_is_found_and_run(opened: Opened) -> None:
    opened.page.fill("#find", "Harvey")
    assert opened.page.locator("#questions button").count() == 1
    opened.page.click("#questions button")
    opened.wait()
    assert "OpenAI" in opened.page.inner_text("#table-body") or len(opened.cells()) > 3
    assert opened.page.get_attribute("#questions button", "aria-current") == "true"
    opened.page.fill("#find", "")
    opened.ask("ASK { ?s ?p ?o }")
    assert opened.page.locator("#questions button[aria-current]").count() == 0


def test_an_error_is_shown_where_it_is(opened: Opened) -> None:
    opened.ask("SELECT ?chip\nWHERE { ?chip ag:designedBy ]] }", FAILED)
    assert opened.page.inner_text("#error").startswith("Line 2, column ")
    assert "..=" not in opened.page.inner_text("#error")
    assert '"true"' in opened.page.inner_text("#error")
    assert opened.page.locator("#editor .cm-lint-marker-error").count() == 1
    assert opened.page.locator("#editor .cm-lintRange-error").count() == 1
    opened.ask("ASK { ?chip ag:designedBy ?firm }")
    assert opened.page.is_hidden("#error")
    assert opened.page.locator("#editor .cm-lintRange-error").count() == 0
    assert opened.cells() == [["true"]]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { BIND(true AS ?x)service<http://example.org/>{ ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://example.org/>", "LOAD would change"),
        ("PREFIX x: <urn:x>\nINSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT would change"),
        ("# SELECT\nDELETE WHERE { ?s ?p ?o }", "DELETE would change"),
        ("SELECT * FROM <http://example.org/> { ?s ?p ?o }", "FROM may only name"),
        ("SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }", ""),
        ("", "SELECT, ASK, CONSTRUCT or DESCRIBE is missing"),
    ],
)
def test_what_would_write_or_fetch_is_refused(opened: Opened, query: str, told: str) -> None:
    opened.ask(query or " ", FAILED)
    assert told in opened.page.inner_text("#error")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ag:providedBy ?load } LIMIT 1",
        "SELECT ?x { ?x ag:note ?n FILTER(?n != 'SERVICE # no') } LIMIT 1 # SERVICE <x>",
        "SELECT ?x FROM agg:derived { ?x ag:designedBy ?y } LIMIT 1",
    ],
)
def test_words_that_only_look_forbidden_are_not(opened: Opened, query: str) -> None:
    opened.ask(query)
    assert len(opened.cells()) == 1


def test_a_runaway_query_is_cancelled_and_the_next_one_runs(opened: Opened) -> None:
    opened.ask(RUNAWAY, "#status[data-state=busy]")
    opened.page.wait_for_timeout(300)
    opened.page.click("#cancel")
    opened.wait(FAILED)
    assert "Cancelled" in opened.page.inner_text("#error")
    opened.ask("ASK { ?s ?p ?o }")
    assert opened.cells() == [["true"]]


def test_a_runaway_query_is_stopped_at_its_time_limit(opened: Opened) -> None:
    told = opened.page.evaluate(
        """async (query) => {
            const prepared = aigraph.query.prepare(query);
            return aigraph.runner.ask(prepared, 0.5).then(() => "", (error) => error.message);
        }""",
        RUNAWAY,
    )
    assert "time limit of 0.5 s" in told
    opened.ask("ASK { ?s ?p ?o }")


def test_a_table_sorts_numbers_as_numbers(opened: Opened) -> None:
    opened.ask("SELECT ?n ?t { VALUES (?n ?t) { (10 'b') ('x' 'd') (9 'a') (-1 'c') } }")
    opened.page.click("#table-head button >> nth=0")
    assert [row[0] for row in opened.cells()] == ["-1", "9", "10", "x"]
    opened.page.click("#table-head button >> nth=0")
    assert [row[0] for row in opened.cells()] == ["x", "10", "9", "-1"]
    assert opened.page.get_attribute("#table-head th", "aria-sort") == "descending"


def test_things_have_names_and_lead_on(opened: Opened) -> None:
    opened.ask("SELECT ?firm { chip:nvidia-h100-sxm ag:fabricatedBy ?firm } LIMIT 1")
    ((cell,),) = opened.cells()
    assert cell == "TSMC org:tsmc"
    opened.page.click("#table-body a")
    opened.page.wait_for_selector("#table-head >> text=property")
    assert "org:tsmc" in opened.page.inner_text("#editor")


def test_the_chart_draws_the_numbers(opened: Opened) -> None:
    opened.ask("SELECT ?name ?n ?m { VALUES (?name ?n ?m) { ('a' 1 5) ('b' 2.5 UNDEF) } }")
    opened.page.click("#tab-chart")
    drawn = "aigraph.chart.drawn().data.datasets.map(({ data }) => data)"
    assert opened.page.evaluate(drawn) == [[1, 2.5], [5, None]]
    opened.page.select_option("#chart-values", "n")
    opened.page.select_option("#chart-kind", "line")
    assert opened.page.evaluate(drawn) == [[1, 2.5]]
    assert opened.page.evaluate("aigraph.chart.drawn().data.labels") == ["a", "b"]
    opened.ask("SELECT ?name { VALUES ?name { 'a' } }")
    assert "none" in opened.page.inner_text("#chart-note")
    opened.page.click("#tab-table")


def test_the_graph_draws_what_is_constructed(opened: Opened) -> None:
    opened.ask("CONSTRUCT { ?c ag:designedBy ?f } WHERE { ?c ag:designedBy ?f } LIMIT 12")
    opened.page.click("#tab-graph")
    opened.page.wait_for_selector("#graph-canvas canvas")
    assert ", 12 edges" in opened.page.inner_text("#graph-note")
    labels = "aigraph.graph.network().body.data.edges.get().map(({ label }) => label)"
    assert set(opened.page.evaluate(labels)) == {"designed by"}
    opened.ask("SELECT ?n { VALUES ?n { 1 } }")
    assert "two columns" in opened.page.inner_text("#graph-note")
    opened.page.click("#tab-table")


def test_tabs_are_walked_by_arrow_keys(opened: Opened) -> None:
    opened.page.focus("#tab-table")
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.evaluate("document.activeElement.id") == "tab-chart"
    assert opened.page.get_attribute("#tab-chart", "aria-selected") == "true"
    opened.page.keyboard.press("ArrowLeft")
    assert opened.page.is_visible("#table-view")


def test_files_hold_the_rows_and_no_formula(opened: Opened) -> None:
    opened.ask("SELECT ?a ?b { VALUES (?a ?b) { ('=1+1' -5) (' @x' 2) ('plain, \"q\"' UNDEF) } }")
    with opened.page.expect_download() as download:
        opened.page.click("#csv")
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows == [["a", "b"], ["'=1+1", "-5"], ["' @x", "2"], ['plain, "q"', ""]]
    with opened.page.expect_download() as download:
        opened.page.click("#json")
    told = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert told["head"] == {"vars": ["a", "b"]}
    assert told["results"]["bindings"][0]["a"] == {"type": "literal", "value": "=1+1"}


def test_an_address_brings_back_query_and_view(show: Callable[..., Opened], opened: Opened) -> None:
    query = (
        "# 台积电 & #1\nSELECT ?chip ?firm { ?chip ag:fabricatedBy ?firm } ORDER BY ?chip LIMIT 7"
    )
    opened.ask(query)
    opened.page.click("#tab-graph")
    again = show(opened.page.url)
    again.wait()
    assert again.page.evaluate("aigraph.editor.text()") == query
    assert again.page.is_visible("#graph-view")
    assert again.page.locator("tbody tr").count() == 0
    again.page.click("#tab-table")
    assert len(again.cells()) == 7
    assert again.complaints == []
    again.page.context.close()
    opened.page.click("#tab-table")


def test_the_language_switches(opened: Opened) -> None:
    opened.ask("SELECT ?firm { chip:nvidia-h100-sxm ag:fabricatedBy ?firm } LIMIT 1")
    opened.page.click("#language")
    assert opened.page.get_attribute("html", "lang") == "zh-Hans"
    assert "台积电" in opened.page.inner_text("#table-body")
    shown = opened.page.inner_text("body")
    for word in ("Run", "Cancel", "Questions", "Download", "Which", "Graph", "rows", "Licences"):
        assert word not in shown
    opened.page.click("#questions button >> nth=2")
    opened.wait()
    assert "# 各来源如何描述" in opened.page.inner_text("#editor")
    opened.ask("SELECT ]", FAILED)
    assert opened.page.inner_text("#error").startswith("第 1 行")
    opened.page.click("#language")
    assert opened.page.inner_text("#run") == "Run"


HOSTILE_LABEL = (
    "<img src=x onerror=window.stolen=1></script><script>window.stolen=1</script>{{7*7}} \u202e"
)
HOSTILE_QUADS = "".join(
    f"{line} <https://w3id.org/aigraph/graph/things> .\n"
    for line in (
        f'<urn:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "{HOSTILE_LABEL}"@en',
        f'<urn:a> <urn:says> "{HOSTILE_LABEL}"',
        "<urn:a> <urn:leads> <javascript:window.stolen=1>",
        '<urn:a> <urn:says> "javascript:window.stolen=1"',
        "<urn:a> <urn:leads> <data:text/html,%3Cscript%3Ewindow.stolen=1%3C/script%3E>",
        f'<urn:a> <urn:says> "{"x" * 10_000}"',
        '<urn:a> <urn:says> "__proto__ {constructor}"',
        "<urn:a> <urn:leads> <https://example.org/'onclick=window.stolen=1>",
        '<urn:a> <urn:counts> "7"^^<http://www.w3.org/2001/XMLSchema#integer>',
    )
)
HOSTILE_QUERY = "SELECT ?subject ?predicate ?object { GRAPH ?g { ?subject ?predicate ?object } }"


def test_hostile_data_run_nothing_in_table_chart_and_graph(
    show: Callable[..., Opened], folder: Path
) -> None:
    shown = show((folder / "hostile.html").as_uri())
    shown.wait()
    for view in ("graph", "chart", "table"):
        shown.page.click(f"#tab-{view}")
        shown.page.wait_for_timeout(300)
        assert shown.page.is_visible(f"#{view}-view")
    table = shown.page.inner_text("#table-body")
    assert "<img src=x" in table
    assert "[U+202E]" in table
    assert "\u202e" not in shown.page.inner_text("body")
    assert len(table) < 9_000
    links = [link.get_attribute("href") for link in shown.page.locator("#table-body a").all()]
    assert links
    assert all(link.startswith(("http://", "https://", "#")) for link in links)
    shown.page.click("#table-body button.link")
    assert "x" * 10_000 in shown.page.inner_text("#table-body")
    assert shown.page.evaluate("window.stolen") is None
    assert shown.page.locator("img").count() == 0
    assert shown.complaints == []
    assert [url for url in shown.requests if not url.startswith(("file:", "blob:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier(
    show: Callable[..., Opened], folder: Path, absent: Callable[[str], None], scheme: str
) -> None:
    if importlib.util.find_spec("axe_playwright_python") is None:
        absent("axe-playwright-python")
    from axe_playwright_python.sync_playwright import Axe

    phone = {"viewport": {"width": 390, "height": 844}} if scheme == "dark" else {}
    shown = show((folder / "page.html").as_uri(), color_scheme=scheme, **phone)
    shown.wait()

    def barriers() -> list[Any]:
        found = Axe().run(shown.page).response
        assert len(found["passes"]) > 20
        return [each for each in found["violations"] if each["impact"] in {"serious", "critical"}]

    for view in ("graph", "table", "chart"):
        shown.page.click(f"#tab-{view}")
        assert barriers() == [], view
    shown.ask("SELECT ]", FAILED)
    assert barriers() == []
    shown.page.context.close()


def test_a_phone_scrolls_one_way_only(show: Callable[..., Opened], folder: Path) -> None:
    shown = show((folder / "page.html").as_uri(), viewport={"width": 390, "height": 844})
    shown.wait()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for view in ("table", "chart", "graph"):
        shown.page.click(f"#tab-{view}")
        assert shown.page.evaluate(wide) == 0
    shown.page.context.close()


def test_without_script_the_page_says_so(show: Callable[..., Opened], folder: Path) -> None:
    shown = show((folder / "page.html").as_uri(), java_script_enabled=False)
    told = shown.page.inner_text("noscript")
    assert "JavaScript" in told
    assert "需要" in told
    shown.page.context.close()
