"""The files of a site: links, checksums, valid HTML, and the same facts in every form."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import html5lib
import networkx as nx
import pytest
from rdflib import Dataset, Graph, URIRef

from aigraph.errors import AigraphError, ReleaseError
from aigraph.ids import iri, table_of
from aigraph.schema import THING_TABLES
from aigraph.site import build
from aigraph.site.build import MARK, build_site
from aigraph.vocab import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from aigraph.api import Chain

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
DAY = date(2025, 6, 1)
LARGEST = 200_000_000
SAMPLE = 120


class Page(HTMLParser):
    """The links, identifiers, headings and rows of facts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings = 0
        self.language = ""
        self.facts: list[dict[str, Any]] = []
        self._in: dict[str, Any] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.links += [
            value for name in ("href", "src", "action") if (value := found.get(name)) is not None
        ]
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.headings += tag == "h1"
        if tag == "html":
            self.language = str(found["lang"])
        if tag == "tr":
            self._in = {"id": found.get("id", ""), "text": "", "links": [], "grade": ""}
        if self._in is not None and tag == "a":
            self._in["links"].append(found["href"])
        if self._in is not None and tag == "b" and (found.get("class") or "").startswith("grade"):
            self._in["grade"] = str(found["class"]).split()[1]

    def handle_data(self, data: str) -> None:
        if self._in is not None:
            self._in["text"] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self._in is not None:
            self.facts.append(self._in)
            self._in = None


def pages(folder: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def is_picture(path: Path, folder: Path) -> bool:
    """Tell whether a page is a picture; its fragment is what the reader chose, not an element."""
    return path.parent == folder / "views"


def dead_links(folder: Path, found: dict[Path, Page]) -> list[str]:
    ids = {path: set(page.ids) for path, page in found.items()}
    dead = []
    for path, page in found.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "data"}:
                continue
            target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            if not target.is_file() or (
                parts.fragment
                and not is_picture(target, folder)
                and target.suffix == ".html"
                and unquote(parts.fragment) not in ids[target]
            ):
                dead.append(f"{path.relative_to(folder)}: {link}")
    return dead


def valid(paths: Iterable[Path]) -> None:
    for path in paths:
        text = path.read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True).parse(text)


def test_no_link_is_dead(small: Path) -> None:
    found = pages(small.resolve())
    assert len(found) > 150
    assert dead_links(small.resolve(), found) == []


def test_pages_are_valid_and_well_formed(small: Path) -> None:
    found = pages(small)
    own = {path: page for path, page in found.items() if not is_picture(path, small)}
    valid(own)
    for path, page in own.items():
        assert page.headings == 1, path
        assert len(page.ids) == len(set(page.ids)), path
        if path.parent != small:
            assert page.language == {"en": "en", "zh": "zh-Hans"}[path.relative_to(small).parts[0]]


def test_every_page_has_its_other_language_and_a_strict_policy(small: Path) -> None:
    for path in small.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        language, *rest = path.relative_to(small).parts
        if language in {"en", "zh"}:
            other = "zh" if language == "en" else "en"
            assert small.joinpath(other, *rest).is_file()
            assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
            assert "unsafe" not in re.findall(r'Policy" content="([^"]*)"', text)[0]


def test_equal_releases_give_equal_bytes(
    small: Path, small_chain: Chain, small_tables: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    again.mkdir()
    for name in (MARK, "of-an-earlier-site.html"):
        (again / name).write_text("old", encoding="utf-8")
    built = build_site(small_chain.release, small_tables, again, as_of=DAY)
    first = {path.relative_to(small): path for path in small.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path for path in again.rglob("*") if path.is_file()}
    assert built.files == len(second)
    assert {str(path) for path in set(first) ^ set(second)} == {"query.html"}
    without_link = {
        path
        for path in second
        if path.suffix != ".html" and first[path].read_bytes() != second[path].read_bytes()
    }
    assert without_link == set()
    for path in (path for path in second if path.suffix == ".html"):
        told = first[path].read_text(encoding="utf-8")
        told = re.sub(r'<a href="[./]*query.html">SPARQL</a>', "", told)
        assert told == second[path].read_text(encoding="utf-8"), path


def test_the_link_to_a_query_page_stands_only_where_there_is_one(small: Path) -> None:
    assert '<a href="../query.html">SPARQL</a>' in (small / "en/index.html").read_text(
        encoding="utf-8"
    )


def test_checksums_are_right_and_name_every_file(small: Path) -> None:
    folder = small / "downloads"
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(listed) == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert {"organisations.csv", "example_set-organisations.csv"} <= set(listed)
    page = (small / "en/downloads.html").read_text(encoding="utf-8")
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        assert digest in page


def test_every_form_of_the_graph_says_the_same(small: Path) -> None:
    folder = small / "downloads"

    def read(name: str, form: str) -> Dataset:
        dataset = Dataset()
        dataset.parse(data=gzip.decompress((folder / name).read_bytes()), format=form)
        return dataset

    quads = read("aigraph.nq.gz", "nquads")
    assert set(quads.quads()) == set(read("aigraph.trig.gz", "trig").quads())
    assert set(quads.quads()) == set(read("aigraph.jsonld.gz", "json-ld").quads())
    turtle = Graph().parse(
        data=gzip.decompress((folder / "aigraph.ttl.gz").read_bytes()), format="turtle"
    )
    assert set(turtle) == {(s, p, o) for s, p, o, _ in quads.quads()}
    graph = nx.parse_graphml(gzip.decompress((folder / "aigraph.graphml.gz").read_bytes()).decode())
    claims = {str(s) for s, _, _, _ in quads.quads((None, URIRef(TERMS + "subject"), None, None))}
    assert {iri(str(key)) for *_, key in graph.edges(keys=True)} == claims


@pytest.mark.parametrize("thing", ["chips/nvidia-h20-sxm", "organisations/minimax"])
def test_turtle_json_ld_and_page_say_the_same_facts(small: Path, thing: str) -> None:
    turtle = Graph().parse(small / f"id/{thing}.ttl", format="turtle")
    json_ld = Graph().parse(small / f"id/{thing}.jsonld", format="json-ld")
    assert set(turtle) == set(json_ld)
    page = Page((small / f"en/id/{thing}.html").read_text(encoding="utf-8"))
    shown = {fact["id"]: fact for fact in page.facts if fact["id"]}
    ends = ("subject", "object", "entity", "measure", "labelOf", "scopeOf", "corrects")
    about = {
        node for end in ends for node in turtle.subjects(URIRef(TERMS + end), URIRef(iri(thing)))
    }
    assert {iri(key) for key in shown} == {str(node) for node in about}
    for key, fact in shown.items():
        node = URIRef(iri(key))
        (source,) = turtle.objects(node, URIRef(TERMS + "statedIn"))
        (locator,) = turtle.objects(node, URIRef(TERMS + "locator"))
        assert any(iri(link[3:-5]) == str(source) for link in fact["links"]), key
        assert str(locator) in fact["text"]
        grade = next(turtle.objects(node, URIRef(TERMS + "grade")), None)
        assert fact["grade"] == (str(grade).rpartition("/")[2] if grade else "")
        for end in ("subject", "object"):
            for value in turtle.objects(node, URIRef(TERMS + end)):
                assert str(value) == iri(thing) or any(
                    iri(link[3:-5]) == str(value) for link in fact["links"]
                )


def test_a_folder_that_holds_something_else_is_left_alone(
    small_chain: Chain, small_tables: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(AigraphError, match="something else"):
        build_site(small_chain.release, small_tables, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_crash_leaves_the_earlier_site_as_it_was(
    small_chain: Chain, small_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "site"
    output.mkdir()
    (output / MARK).write_text("old", encoding="utf-8")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "_write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_site(small_chain.release, small_tables, output)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (output / MARK).read_text(encoding="utf-8") == "old"


def test_tables_that_changed_since_are_refused(
    small_chain: Chain, root: Path, tmp_path: Path
) -> None:
    with pytest.raises(ReleaseError, match="is not the table"):
        build_site(small_chain.release, root / "data", tmp_path / "site", as_of=DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_file_names_only_the_prefixes_that_it_uses(small: Path) -> None:
    text = (small / "id/chips/nvidia-h20-sxm.ttl").read_text(encoding="utf-8")
    named = re.findall(r"@prefix (\w+:)", text)
    body = re.sub("@prefix .*", "", text)
    assert "chip:" in named
    used = {prefix for prefix in named if re.search(rf"[\s^]{prefix}", body)}
    assert set(named) - used == {"rdf:"}, "rdf:type is written as a"


def test_nothing_in_chinese_pages_is_left_in_english(small: Path) -> None:
    text = (small / "zh/ontology.html").read_text(encoding="utf-8")
    assert text.count('<p lang="en">') <= len(re.findall('class="term"', text)) // 10
    tables = (small / "zh/dictionary.html").read_text(encoding="utf-8")
    assert tables.count('lang="en"') <= 10
    for word in ("Source, and where", "Skip to content", ">Relation<", "Nothing on this page"):
        for path in (small / "zh").rglob("*.html"):
            assert word not in path.read_text(encoding="utf-8"), path


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("CI"), reason="takes a minute; CI builds the whole site")
def test_the_whole_site_is_small_linked_and_valid(chain: Chain, root: Path, tmp_path: Path) -> None:
    output = (tmp_path / "site").resolve()
    built = build_site(chain.release, root / "data", output)
    things = chain.release.view.things.items()
    described = {
        key for key, thing in things if table_of(key) in THING_TABLES and thing.is_described
    }
    assert len(described) > 2_000
    listed = {thing.data_set: key for key, thing in things if thing.data_set}
    for language in ("en", "zh"):
        folder = output / language / "id"
        written = {path.relative_to(folder).with_suffix("") for path in folder.rglob("*.html")}
        assert {path.as_posix() for path in written} == described | listed.keys()
    assert built.size <= LARGEST
    found = pages(output)
    assert dead_links(output, found) == []
    chosen = [path for path in found if path.parent.parent.name != "id"]
    valid(path for path in [*chosen, *list(found)[::SAMPLE]] if not is_picture(path, output))
