"""A picture of the graph as one HTML file that opens from disk and asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph.paths import viz_dir
from aigraph.render.cells import translated
from aigraph.render.layout import BANDS, band_of, positions

if TYPE_CHECKING:
    from aigraph.questions.subgraph import Subgraph

_SCRIPTS: Final = ("text.js", "picture.js", "panel.js", "table.js", "main.js")
_STYLE: Final = "page.css"
_TEMPLATE: Final = "page.html"
_DRAWING: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
"""The drawing library as the installed pyvis package carries it."""


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
    scripts = [_drawing(), *((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)]
    style = (folder / _STYLE).read_text(encoding="utf-8")
    return environment.get_template(_TEMPLATE).render(
        language=language,
        title=subgraph.title_zh if language == "zh" else subgraph.title,
        policy=_policy(scripts, style),
        style=style,
        scripts=scripts,
        data=_script_json(_data(subgraph, language)),
    )


def _drawing() -> str:
    return (resources.files("pyvis") / _DRAWING).read_text(encoding="utf-8")


def _policy(scripts: list[str], style: str) -> str:
    """Return the content security policy: own scripts and style by hash, nothing else."""
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)};"
        " img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _script_json(value: Any) -> str:
    r"""Return JSON that cannot end the script element it stands in.

    >>> _script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


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
