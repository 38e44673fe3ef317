"""A picture of the graph as one HTML file that opens from disk and asks the network for nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph.paths import viz_dir
from aigraph.render.cells import translated
from aigraph.render.inline import digest, drawing, script_json
from aigraph.render.layout import BANDS, band_of, positions

if TYPE_CHECKING:
    from aigraph.questions.subgraph import Subgraph

_SCRIPTS: Final = ("text.js", "picture.js", "panel.js", "table.js", "main.js")
_STYLE: Final = "page.css"
_TEMPLATE: Final = "page.html"


def page(subgraph: Subgraph, language: str = "en") -> str:
    """Return the page of a subgraph, everything it needs included.

    Text reaches the document as text alone, and a content security policy lets nothing run but the
    page's own scripts, each by its hash.

    Args:
        subgraph: what to draw.
        language: ``en`` or ``zh``; the reader can change it on the page.
    """
    folder = viz_dir()
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
    )
    scripts = [drawing(), *((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)]
    style = (folder / _STYLE).read_text(encoding="utf-8")
    return environment.get_template(_TEMPLATE).render(
        language=language,
        title=subgraph.title_zh if language == "zh" else subgraph.title,
        policy=_policy(scripts, style),
        style=style,
        scripts=scripts,
        data=script_json(_data(subgraph, language)),
    )


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
        "title": {"en": subgraph.title, "zh": subgraph.title_zh},
        "asOf": subgraph.as_of,
        "release": subgraph.release,
        "caveats": [caveat._asdict() for caveat in subgraph.caveats],
        "bands": [{"key": key, "en": en, "zh": zh} for key, en, zh in BANDS],
        "kinds": {kind: {"en": en, "zh": zh} for kind, (en, zh) in subgraph.kind_labels.items()},
        "predicates": {
            name: {"en": en, "zh": zh} for name, (en, zh) in subgraph.predicate_labels.items()
        },
        "sources": {
            source: {"en": en, "zh": zh, "url": url}
            for source, (en, zh, url) in subgraph.source_titles.items()
        },
        "nodes": network.nodes,
        "edges": network.edges,
    }


def _network(subgraph: Subgraph) -> Any:
    """Return the subgraph in pyvis's model, filled at once: its own methods take quadratic time."""
    from pyvis.network import Network

    network = Network(directed=True)
    placed = positions(subgraph)
    network.nodes = [
        {
            **asdict(node),
            "band": band_of(node.kind),
            "x": placed[node.id][0],
            "y": placed[node.id][1],
        }
        for node in subgraph.nodes
    ]
    network.edges = [
        {
            **edge,
            "id": index,
            "from": edge["subject"],
            "to": edge["object"],
            "locator_zh": translated(edge["locator"], "zh"),
        }
        for index, edge in enumerate(subgraph.edges)
    ]
    return network
