"""Search without a server: an index as a script, which pages may read where they may not fetch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from aigraph.paths import viz_dir
from aigraph.render.modules import linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aigraph.site.frame import Frame, Site

_ASSETS: Final = ("site.css", "door.js", "icon.svg")


def write_assets(site: Site, frames: Iterable[Frame], measures: Iterable[str]) -> None:
    """Write style, script and search index; both languages share them.

    Args:
        site: what is searched.
        frames: English and Chinese, in this order, for the names of kinds.
        measures: keys of the measures that have a page.
    """
    for name in _ASSETS:
        site.write(f"assets/{name}", (viz_dir() / "site" / name).read_bytes())
    site.write("assets/site.js", linked(viz_dir() / "site" / "site.js"))
    english, chinese = frames
    kinds: dict[str, int] = {}
    entries = []
    for place, label, label_zh, kind, others in _entries(site, measures):
        number = kinds.setdefault(kind, len(kinds))
        entries.append([place, label, label_zh if label_zh != label else "", number, others])
    index = {
        "kinds": [[english.term(kind), chinese.term(kind)] for kind in kinds],
        "entries": entries,
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    site.write("assets/index.js", f"window.aigraphIndex = {safe};\n")


def write_search(frame: Frame) -> None:
    """Write the page of results."""
    frame.write("search.html", "search.html", frame.say("Search"))


def _entries(site: Site, measures: Iterable[str]) -> Iterator[tuple[str, str, str, str, list[str]]]:
    """Yield what can be found: place, both names, kind, and other names."""
    view = site.release.view
    others: dict[str, list[str]] = {}
    for name in view.names:
        if name.kind != "preferred":
            others.setdefault(name.thing, []).append(name.label)
    for key, thing in view.things.items():
        place = site.library.place(thing)
        if not place or not thing.is_of_industry:
            continue
        yield (
            f"id/{place}",
            thing.label or key,
            thing.label_zh,
            thing.kind,
            sorted({*others.get(key, ()), key.partition("/")[2].replace("-", " ")}),
        )
    for term in view.terms.values():
        place = f"ontology.html#{term.name}"
        yield place, term.label_en, term.label_zh, "ontology", [term.name]
    for measure in measures:
        concept = view.things[f"concepts/{measure}"]
        yield f"figures/{measure}.html", concept.label, concept.label_zh, "figures", [measure]
