"""The whole graph as files for other tools, each with its checksum."""

from __future__ import annotations

import gzip
import hashlib
import io
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad, RdfFormat, parse, serialize

from aigraph import vocab
from aigraph.errors import ReleaseError
from aigraph.i18n import Text
from aigraph.release.manifest import published
from aigraph.render.exports import as_csv, as_json
from aigraph.stores.oxigraph import QUADS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.site.answers import Asked
    from aigraph.site.frame import Frame, Site

FOLDER: Final = "downloads"
SUMS: Final = "SHA256SUMS"

_ONTOLOGY: Final = {
    "aigraph.ttl": "aigraph-ontology.ttl",
    "shapes.ttl": "aigraph-shapes.ttl",
    "alignments.csv": "alignments.csv",
}
_MEANINGS: Final = {
    "aigraph.nq.gz": Text("The whole graph, a named graph for each source, as N-Quads"),
    "aigraph.trig.gz": Text("The same as TriG"),
    "aigraph.jsonld.gz": Text("The same as JSON-LD"),
    "aigraph.ttl.gz": Text("Its triples without the names of graphs, as Turtle"),
    "aigraph.graphml.gz": Text("Things and statements for graph tools, as GraphML"),
    "aigraph-ontology.ttl": Text("The ontology"),
    "aigraph-shapes.ttl": Text("Shapes for validation (SHACL)"),
    "alignments.csv": Text("Terms of other vocabularies that match (SSSOM)"),
    "manifest.json": Text("What the release was made from"),
}


def write_downloads(site: Site, asked: list[Asked]) -> list[tuple[str, int, str]]:
    """Write every file and the list of checksums; return name, size and SHA-256 of each.

    Raises:
        ReleaseError: if a table is no longer what the release was built from.
    """
    listed = []
    for name, content in _files(site, asked):
        site.write(f"{FOLDER}/{name}", content)
        listed.append((name, len(content), hashlib.sha256(content).hexdigest()))
    sums = "".join(f"{digest}  {name}\n" for name, _, digest in sorted(listed))
    site.write(f"{FOLDER}/{SUMS}", sums)
    return listed


def write_download_page(frame: Frame, listed: list[tuple[str, int, str]]) -> None:
    """Write the page that lists the files."""

    def meaning(name: str) -> str:
        if name in _MEANINGS:
            return _MEANINGS[name].to(frame.language)
        if name.startswith("exposure-"):
            return frame.say("An answer of this site")
        return frame.say("A table")

    frame.write(
        "downloads.html",
        "downloads.html",
        frame.say("Downloads"),
        files=[(name, meaning(name), size, digest) for name, size, digest in listed],
        folder=FOLDER,
        sums=SUMS,
    )


def _files(site: Site, asked: list[Asked]) -> Iterator[tuple[str, bytes]]:
    quads = (site.release.folder / QUADS_FILE).read_bytes()
    yield "aigraph.nq.gz", _packed(quads)
    parsed = [quad for quad in parse(quads, format=RdfFormat.N_QUADS) if isinstance(quad, Quad)]
    parsed.sort(key=lambda quad: (str(quad.graph_name), str(quad.subject)))
    for ending, kind in (("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)):
        text = serialize(parsed, format=kind, prefixes=vocab.FILE_PREFIXES) or b""
        yield f"aigraph.{ending}.gz", _packed(text)
    triples = sorted({quad.triple for quad in parsed}, key=str)
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=vocab.FILE_PREFIXES) or b""
    yield "aigraph.ttl.gz", _packed(text)
    yield "aigraph.graphml.gz", _packed(_graphml(site))
    for name, called in _ONTOLOGY.items():
        yield called, (site.release.ontology / name).read_bytes()
    yield "manifest.json", published(site.release.manifest).encode("utf-8")
    yield from _tables(site)
    for one in asked:
        for day, answer in one.days.items():
            yield f"exposure-{one.measure}-{day}.csv", as_csv(answer).encode("utf-8")
        answer = one.days[one.shown_day]
        yield (
            f"exposure-{one.measure}-{one.shown_day}.json.gz",
            _packed(as_json(answer).encode("utf-8")),
        )


def _packed(content: bytes) -> bytes:
    """Compress without the time, so that equal content has equal bytes."""
    return gzip.compress(content, mtime=0)


def _tables(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the tables, if they still are those from which the release was built."""
    built = {
        key.removeprefix("data/"): digest
        for key, digest in site.release.manifest["inputs"].items()
        if key.startswith("data/")
    }
    for name, digest in sorted(built.items()):
        content = (site.tables / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ReleaseError(
                f"{name} is not the table from which release {site.release.name} was built:"
                " run aigraph check, then aigraph build"
            )
        yield name.replace("/", "-"), content


def _graphml(site: Site) -> bytes:
    """Return things and statements as GraphML, every value of a statement on its edge."""
    import networkx as nx

    view = site.release.view
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for statement in sorted(view.statements, key=lambda item: (item.claim, item.valid_from)):
        for end in (statement.subject, statement.object):
            if end not in graph:
                known = view.things.get(end)
                graph.add_node(
                    end,
                    kind=known.kind if known else "",
                    label=known.label if known else end,
                    label_zh=known.label_zh if known else "",
                )
        attributes = {
            key: value for key, value in vars(statement).items() if value not in (None, "")
        }
        for key in ("subject", "object"):
            del attributes[key]
        graph.add_edge(statement.subject, statement.object, key=statement.claim, **attributes)
    stream = io.BytesIO()
    nx.write_graphml_xml(graph, stream)
    return stream.getvalue()
