"""A picture of the graph as one HTML file that opens from disk and asks the network for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph.i18n import Text, named, script_words
from aigraph.paths import viz_dir
from aigraph.render.inline import TURNING, digest, drawing, script_json
from aigraph.render.layout import BANDS, COLUMNS, column_of, order, shape_of
from aigraph.render.modules import linked, module_names
from aigraph.vocab import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.views.subgraph import Node, Subgraph

_ENTRY: Final = "main.js"
_WITHOUT_SCRIPTS: Final = Text(
    "This page needs JavaScript, which is included; it makes no network requests. Without"
    " JavaScript, the command aigraph prints the same statements as a table."
)
_STYLE: Final = "page.css"
_TEMPLATE: Final = "page.html"

_SHARED_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
    " connect-src 'none'; base-uri 'none'; form-action 'none'"
)
_MOST_OPEN: Final = 80
"""A picture of more things begins with its segments closed."""

_HIDDEN: Final = frozenset({"prefLabel", "inScheme", "topConceptOf"})
"""Properties that the page shows elsewhere, or that say nothing to a reader."""


def page(subgraph: Subgraph, language: str = "en", *, home: str = "", assets: str = "") -> str:
    """Return the page of a subgraph, everything it needs included.

    Text reaches the document as text alone, and a content security policy lets nothing run but the
    page's own scripts, each by its hash.

    Args:
        subgraph: what to draw.
        language: ``en`` or ``zh``; the reader can change it on the page.
        home: address of the site of which the page is a part, relative to it; blank for none.
        assets: address of a folder that holds ``page_assets``, relative to the page, from which
            scripts and style are then taken; blank to include them.
    """
    folder = viz_dir()
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
    )
    scripts = [drawing(), linked(folder / _ENTRY)]
    style = (folder / _STYLE).read_text(encoding="utf-8")
    return environment.get_template(_TEMPLATE).render(
        language=language,
        title=subgraph.title.to(language).translate(TURNING),
        policy=_SHARED_POLICY if assets else _policy(scripts, style),
        style=style,
        scripts=scripts,
        assets=[f"{assets}/{name}" for name in page_assets()] if assets else [],
        home=home,
        without_scripts=_WITHOUT_SCRIPTS,
        data=script_json(_data(subgraph, language)).translate(TURNING),
    )


def page_assets() -> dict[str, str]:
    """Return the files that pages of one site can share, by name: style, then scripts."""
    folder = viz_dir()
    style = (folder / _STYLE).read_text(encoding="utf-8")
    return {"page.css": style, "drawing.js": drawing(), "page.js": linked(folder / _ENTRY)}


def _policy(scripts: list[str], style: str) -> str:
    """Return the content security policy: own scripts and style by hash, nothing else."""
    allowed = " ".join(digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {digest(style)};"
        " img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _data(subgraph: Subgraph, language: str) -> dict[str, Any]:
    network = _network(subgraph)
    return {
        "language": language,
        "title": {"en": subgraph.title.en, "zh": subgraph.title.zh},
        "asOf": subgraph.as_of,
        "release": subgraph.release,
        "focus": subgraph.focus,
        "closed": subgraph.overview or len(subgraph.nodes) > _MOST_OPEN,
        "opened": list(subgraph.opened),
        "caveats": [{"en": caveat.en, "zh": caveat.zh} for caveat in subgraph.caveats],
        "bands": [{"key": key, "en": text.en, "zh": text.zh} for key, text in BANDS],
        "columns": [
            {"band": column.band, "en": column.label.en, "zh": column.label.zh}
            for column in COLUMNS
        ],
        "words": script_words(*(f"viz/{name}" for name in module_names(viz_dir() / _ENTRY))),
        "grades": list(GRADES),
        "gradeNames": {grade: {"en": grade, "zh": named(grade, "zh")} for grade in GRADES},
        "kinds": {
            kind: {"en": en, "zh": zh, "column": column_of(kind), "shape": shape_of(kind)}
            for kind, (en, zh) in subgraph.kind_labels.items()
        },
        "predicates": {
            name: {"en": en, "zh": zh, "flow": subgraph.predicate_flow.get(name, 0)}
            for name, (en, zh) in subgraph.predicate_labels.items()
        },
        "segments": _labels(subgraph.segment_labels),
        "regions": _labels(subgraph.region_labels),
        "sources": {
            source: {"en": en, "zh": zh, "url": url}
            for source, (en, zh, url) in subgraph.source_titles.items()
        },
        "wordings": {
            edge["wording"]: {"en": edge["wording"], "zh": edge["wording_zh"]}
            for edge in subgraph.edges
            if edge["wording"]
        },
        "nodes": _table(network.nodes),
        "edges": _table(network.edges),
        "facts": {node.id: shown for node in subgraph.nodes if (shown := [*_facts(node)])},
        "routes": [list(route) for route in subgraph.routes],
    }


def _labels(labels: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    return {key: {"en": en, "zh": zh} for key, (en, zh) in labels.items()}


def _table(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return dictionaries of the same keys as one heading and bare rows: a third of the size."""
    fields = list(rows[0]) if rows else []
    return {"fields": fields, "rows": [list(row.values()) for row in rows]}


def _facts(node: Node) -> Iterable[list[str]]:
    """Yield what is said of a thing alone: name in both languages, value, source, place, grade."""
    for fact in node.facts:
        if fact["predicate"] not in _HIDDEN:
            yield [
                fact["predicate"],
                fact["predicate_zh"] or fact["predicate"],
                fact["value"],
                fact["source"],
                fact["locator"],
                fact["grade"],
            ]


def _network(subgraph: Subgraph) -> Any:
    """Return the subgraph in pyvis's model, filled at once: its own methods take quadratic time.

    Nodes are in the order in which they are drawn; edges name their ends by number.
    """
    from pyvis.network import Network

    network = Network(directed=True)
    by_id = {node.id: node for node in subgraph.nodes}
    ordered = [by_id[name] for name in order(subgraph)]
    number = {node.id: index for index, node in enumerate(ordered)}
    network.nodes = [
        {
            "id": node.id,
            "label": node.label,
            "label_zh": node.label_zh,
            "kind": node.kind,
            "column": column_of(node.kind),
            "segment": node.segment,
            "regions": list(node.regions),
            "remark": node.remark,
            "remark_zh": node.remark_zh,
        }
        for node in ordered
    ]
    network.edges = [
        {
            "from": number[edge["subject"]],
            "to": number[edge["object"]],
            "predicate": edge["predicate"],
            "source": edge["source"],
            "locator": edge["locator"],
            "locator_zh": _unless_same(named(edge["locator"], "zh"), edge["locator"]),
            "grade": edge["grade"],
            "valid_from": edge["valid_from"],
            "valid_to": edge["valid_to"],
            "wording": edge["wording"],
            "last_stated": edge["last_stated"],
        }
        for edge in subgraph.edges
    ]
    return network


def _unless_same(text: str, other: str) -> str:
    return "" if text == other else text
