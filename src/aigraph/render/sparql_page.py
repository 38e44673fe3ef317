"""A page that answers SPARQL in the browser: editor, questions, data and engine in one file."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aigraph import vocab
from aigraph.i18n import Text, say, script_words
from aigraph.paths import viz_dir
from aigraph.questions.stored import competency_queries, read_stored
from aigraph.render import assets
from aigraph.render.inline import digest, drawing, script_json
from aigraph.render.modules import linked, module_names
from aigraph.stores.guard import for_javascript
from aigraph.stores.oxigraph import QUADS_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from aigraph.law.coverage import Span
    from aigraph.questions.stored import StoredQuery
    from aigraph.release.opened import Release

_ENTRY: Final = "main.js"
_WITHOUT_SCRIPTS: Final = Text("This page runs queries in your browser and needs JavaScript.")
_DRAWING_NOTICE: Final = (
    "vis-network (Apache-2.0 OR MIT), as the Python package pyvis carries it;"
    " its notice is at the head of its script in this page.\n\n" + "-" * 72 + "\n\n"
)


@dataclass(frozen=True)
class Source:
    """What a page asks: some quads, and what is said of them.

    Attributes:
        quads: N-Quads that Oxigraph wrote; the page does not check them again.
        count: how many there are.
        release: the name of the release.
        day: the day for which ``graph/derived`` holds, as ``YYYY-MM-DD``.
        projection: the queries that make ``graph/derived`` for another day, in order.
        covered: for how long rules cover goods, which no query decides.
        questions: what the page offers; the first runs when the page opens.
    """

    quads: bytes
    count: int
    release: str
    day: str
    projection: Sequence[str]
    covered: Sequence[Span]
    questions: Sequence[StoredQuery]


def sparql_page(release: Release, language: str = "en", as_of: date | None = None) -> str:
    """Return the page that answers SPARQL over a release without any server.

    Args:
        release: what it asks, whole: queries name its graphs.
        language: ``en`` or ``zh``; the reader can change it on the page.
        as_of: the day whose edges it begins with (default: the date of the release). The reader can
            change it on the page.

    Raises:
        AssetError: if the browser assets are not built; ``assets.find_assets`` says so beforehand.
    """
    source = Source(
        quads=(release.folder / QUADS_FILE).read_bytes(),
        count=release.manifest["quads"],
        release=release.name,
        day=release.manifest["date"],
        projection=[
            path.read_text(encoding="utf-8")
            for path in sorted((release.ontology / "projection").glob("*.rq"))
        ],
        covered=release.coverage_spans(),
        questions=[
            *read_stored(viz_dir() / "sparql" / "starters", "starters"),
            *competency_queries(release.ontology),
        ],
    )
    return compose(source, language, as_of.isoformat() if as_of else source.day)


def compose(source: Source, language: str, day: str) -> str:
    """Return the page of some quads.

    A content security policy lets nothing run but the page's own scripts, each by its hash, and
    lets nothing be fetched. The engine runs in a worker that inherits the policy.

    Args:
        source: what the page asks.
        language: ``en`` or ``zh``.
        day: the day whose edges it begins with, as ``YYYY-MM-DD``.
    """
    built = assets.require_assets()
    folder = viz_dir() / "sparql"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
    )
    scripts = [
        drawing(),
        *(_inline(built / name) for name in (assets.CHARTS, assets.EDITOR)),
        linked(folder / _ENTRY),
    ]
    style = (folder / "page.css").read_text(encoding="utf-8")
    nonce = hashlib.sha256("\0".join([style, *scripts]).encode()).hexdigest()[:24]
    notice = (built / assets.NOTICE).read_text(encoding="utf-8")
    return environment.get_template("page.html").render(
        language=language,
        title=say("Ask the graph in SPARQL", language),
        policy=_policy(scripts, style, nonce),
        without_scripts=_WITHOUT_SCRIPTS,
        style=style,
        scripts=scripts,
        notice=_DRAWING_NOTICE + notice,
        data=script_json(
            _facts(source, language, day)
            | {
                "nonce": nonce,
                "worker": "\n".join(
                    path.read_text(encoding="utf-8")
                    for path in (built / assets.ENGINE, folder / "worker.js")
                ),
            }
        ),
        engine=_base64((built / assets.ENGINE_BINARY).read_bytes()),
        quads=_base64(gzip.compress(source.quads, 6, mtime=0)),
    )


def _facts(source: Source, language: str, day: str) -> dict[str, Any]:
    return {
        "language": language,
        "words": script_words(
            *(f"viz/sparql/{name}" for name in module_names(viz_dir() / "sparql" / _ENTRY))
        ),
        "release": source.release,
        "quads": source.count,
        "releaseDay": source.day,
        "day": day,
        "prefixes": vocab.PREFIXES,
        "graphs": vocab.GRAPHS,
        "guard": for_javascript(),
        "things": vocab.THINGS,
        "ontology": vocab.TERMS,
        "derived": vocab.DERIVED_GRAPH,
        "label": vocab.SKOS + "prefLabel",
        "projection": source.projection,
        "covered": source.covered,
        "questions": [question._asdict() for question in source.questions],
    }


def _inline(path: Path) -> str:
    """Return a script that cannot end the element it is in."""
    return re.sub(r"</(?=script)", r"<\\/", path.read_text(encoding="utf-8"), flags=re.IGNORECASE)


def _policy(scripts: list[str], style: str, nonce: str) -> str:
    """Return the content security policy.

    The nonce is for the style element that the editor makes of its own rules.
    """
    allowed = " ".join(digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed} 'wasm-unsafe-eval'; worker-src blob:;"
        f" style-src {digest(style)} 'nonce-{nonce}'; img-src data:; connect-src 'none';"
        " base-uri 'none'; form-action 'none'"
    )


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
