"""Pictures of the graph; the one place where the site calls the makers of interactive pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aigraph.questions.views.law import exposed
from aigraph.questions.views.supply import chain
from aigraph.render.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.questions.subgraph import Subgraph
    from aigraph.site.answers import Asked
    from aigraph.site.frame import Frame, Site

_TITLES: Final = {
    "chain": ("The chain from suppliers to industries", "从供应方到行业的产业链"),
    "exposure-tariff": ("Industries and the tariffs that reach them", "行业与触及它们的关税"),
    "exposure-export-control": (
        "Industries and the export controls that reach them",
        "行业与触及它们的出口管制",
    ),
}


def pictures(site: Site, asked: list[Asked]) -> Iterator[tuple[str, Subgraph]]:
    """Yield what is drawn, each with its name."""
    from datetime import date

    yield "chain", chain(site.release, site.day)
    for one in asked:
        day = date.fromisoformat(one.told_day)
        answer = one.days[one.told_day]
        yield f"exposure-{one.measure}", exposed(site.release, answer, day)


def write_views(frame: Frame, drawn: list[tuple[str, Subgraph]]) -> None:
    """Write each picture as a page of its own, a page around it, and the list of them."""
    for name, found in drawn:
        frame.site.write(f"{frame.language}/views/{name}-alone.html", page(found, frame.language))
        frame.write(
            "view.html",
            f"views/{name}.html",
            frame.say(*_TITLES[name]),
            alone=f"{name}-alone.html",
            as_of=found.as_of,
        )
    frame.write(
        "views.html",
        "views.html",
        frame.say("Pictures", "图"),
        views=[
            (
                f"views/{name}.html",
                frame.say(*_TITLES[name]),
                len(found.nodes),
                len(found.edges),
                found.as_of,
            )
            for name, found in drawn
        ],
    )
