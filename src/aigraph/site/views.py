"""Pictures of the graph; the one place where the site calls the makers of interactive pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from aigraph.render.page import page, page_assets
from aigraph.views.catalogue import draw
from aigraph.views.law import exposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.site.answers import Asked
    from aigraph.site.frame import Frame, Site
    from aigraph.views.subgraph import Subgraph

_VIEWS: Final = (
    ("chain",),
    ("conflicts",),
    ("vendor", "organisations/nvidia"),
    ("vendor", "organisations/tsmc"),
    ("region", "places/taiwan"),
    ("region", "places/china"),
    ("vertical", "concepts/finance"),
    ("policy", "policies/proclamation-11002"),
)
"""What is drawn besides the exposures, where the tables have it."""


def pictures(site: Site, asked: list[Asked]) -> Iterator[tuple[str, Subgraph]]:
    """Yield what is drawn, each with its name."""
    for one in asked:
        day = date.fromisoformat(one.shown_day)
        answer = one.days[one.shown_day]
        yield f"exposure-{one.measure}", exposed(site.release, answer, day)
    for what, *names in _VIEWS:
        if all(name in site.release.view.things for name in names):
            key = "-".join([what, *(name.partition("/")[2] for name in names)])
            yield key, draw(site.release, what, names, as_of=site.day)


def write_drawings(site: Site, drawn: list[tuple[str, Subgraph]]) -> None:
    """Write each picture once, in both languages, over scripts and style that all share."""
    for name, text in page_assets().items():
        site.write(f"assets/{name}", text)
    for name, found in drawn:
        site.write(f"views/{name}.html", page(found, assets="../assets", home="../index.html"))


def write_views(frame: Frame, drawn: list[tuple[str, Subgraph]]) -> None:
    """Write a page around each picture, and the list of them."""
    for name, found in drawn:
        frame.write(
            "view.html",
            f"views/{name}.html",
            frame.title(found),
            alone=f"../../views/{name}.html#language={frame.language}",
            as_of=found.as_of,
        )
    frame.write(
        "views.html",
        "views.html",
        frame.say("Pictures"),
        views=[
            (
                f"views/{name}.html",
                frame.title(found),
                len(found.nodes),
                len(found.edges),
                found.as_of,
            )
            for name, found in drawn
        ],
    )
