"""The least that the tables hold, counted over accepted statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain
    from aigraph.graph import View


def test_things_of_the_industry(chain: Chain, root: Path) -> None:
    """Without concepts, phrases, sources, codes and entries of lists, as the guide counts them."""
    text = (root / "docs/open-data.md").read_text(encoding="utf-8")
    (query,) = re.findall(r'aigraph sparql "(SELECT [^"]+)"', text)
    ((number,),) = (row.values() for row in chain.sparql(query).rows)
    assert number >= 2_500
    tables = {"concepts", "schemes", "sources", "codes", "wordings", "coverage", "rules"}
    tables |= {"corrections", "same_as", "scopes", "thresholds", "list_entries", "rates"}
    kept = [
        thing
        for thing in chain.release.view.things.values()
        if thing.id.partition("/")[0] not in tables and not thing.is_of_document
    ]
    assert number == len(kept)


def having(view: View, table: str, *predicates: str) -> set[str]:
    """Return the things of a table that are subject of an accepted statement of each relation."""
    found: dict[str, set[str]] = {}
    for item in view.statements:
        if item.accepted and item.subject.startswith(f"{table}/"):
            found.setdefault(item.subject, set()).add(item.predicate)
    return {thing for thing, said in found.items() if set(predicates) <= said}


def test_accelerators_with_their_makers(view: View) -> None:
    made = having(view, "chips", "designedBy", "fabricatedBy", "memoryFrom", "packagedWith")
    assert len(made) >= 20
    assert len(having(view, "chips", "packagedBy") & made) >= 20


def test_clouds_with_accelerators(view: View) -> None:
    assert len(having(view, "services", "offersAccelerator")) >= 8


def test_models_with_developer_and_training_hardware(view: View) -> None:
    assert len(having(view, "models", "developedBy", "trainedOn")) >= 20


def test_applications_with_model_and_vertical(view: View) -> None:
    assert len(having(view, "applications", "usesModel", "servesVertical")) >= 15


def test_every_statement_has_its_evidence(view: View) -> None:
    for item in view.statements:
        assert item.source in view.things
        assert item.locator
        assert item.grade


def test_the_three_markets_are_not_nested(view: View) -> None:
    markets = {f"markets/{name}-market" for name in ("image-generator", "foundation-model")}
    markets.add("markets/large-language-model-market")
    nesting = {"partOf", "broader", "comprises", "broadMatch"}
    assert not [
        item
        for item in view.statements
        if item.predicate in nesting and {item.subject, item.object} <= markets
    ]
