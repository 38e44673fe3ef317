"""What counts as a thing of the industry: phrases, headings and measures do not."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.questions.selection import kinds
from aigraph.views.catalogue import draw

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain

OUTSIDE = {"Phrase", "Section", "MeasureKind"}


def cells(root: Path, table: str) -> list[dict[str, str]]:
    with (root / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_phrases_headings_and_measures_are_no_kind_of_the_industry(chain: Chain) -> None:
    found = kinds(chain.release.view)
    assert not {"phrase", "section", "measure-kind"} & set(found)
    assert {"vertical", "chip", "organisation", "model-type"} <= set(found)


@pytest.mark.parametrize(
    "text",
    ["Compiled by Guanyan Tianxia", "triangulation", "S004 age usage figures", "Market size"],
)
def test_they_are_not_found_by_name(chain: Chain, text: str) -> None:
    assert not OUTSIDE & {row["kind"] for row in chain.find(text).rows}


@pytest.mark.parametrize("name", ["organisations/google", "concepts/generative-ai"])
def test_no_view_shows_them(chain: Chain, name: str) -> None:
    drawn = draw(chain.release, name, as_of=date(2025, 6, 1))
    assert drawn.nodes
    assert not {"Phrase", "Section"} & {node.kind for node in drawn.nodes}


def test_a_phrase_is_shown_to_whoever_names_it(chain: Chain) -> None:
    """What a document says of it is kept, and drawn around it."""
    assert chain.show("concepts/procurement-strategies").rows
    drawn = draw(chain.release, "concepts/procurement-strategies", as_of=date(2025, 6, 1))
    assert "concepts/procurement-strategies" in {node.id for node in drawn.nodes}
    assert len(drawn.nodes) > 1


def test_every_concept_that_is_kept_is_defined_in_both_languages(root: Path) -> None:
    of_documents = {
        row["key"] for row in cells(root, "schemes") if row["kind"] in {"phrase", "contents"}
    }
    kept = [row for row in cells(root, "concepts") if row["scheme"] not in of_documents]
    assert len(kept) > 500
    bare = [row["key"] for row in kept if not (row["definition"] and row["definition_zh"])]
    # Measures that importers of open data bring are defined by their data sets.
    measures = {row["key"] for row in kept if row["scheme"] in {"measures", "measure-kinds"}}
    assert set(bare) <= measures


def test_every_organisation_has_a_role(chain: Chain) -> None:
    view = chain.release.view
    named = {item.subject for item in view.statements if item.predicate == "hasRole"}
    all_of_them = {
        key
        for key, thing in view.things.items()
        if key.startswith("organisations/") and not thing.data_set
    }
    assert len(all_of_them) > 150
    # Those whose only statements are of low confidence have none. Data sets say nothing of roles.
    assert len(all_of_them & named) >= 0.9 * len(all_of_them)


def test_a_family_is_not_dated_before_its_first_member(chain: Chain, root: Path) -> None:
    released = {f"chips/{row['key']}": row["released"] for row in cells(root, "chips")}
    members: dict[str, list[str]] = {}
    for item in chain.release.view.statements:
        if item.predicate == "comprisesChip" and released[item.object]:
            members.setdefault(item.subject, []).append(released[item.object])
    early = {
        line: released[line]
        for line, dates in members.items()
        if released[line] and released[line][:7] < min(dates)[:7]
    }
    assert early == {}
