from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from aigraph.errors import NotFoundError
from aigraph.graph import dependencies
from aigraph.ids import iri
from aigraph.vocab import GRADES, compact

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = date(2025, 6, 1)


def test_an_application_depends_on_a_foundry(chain: Chain) -> None:
    answer = chain.paths("GitHub Copilot", "TSMC", as_of=DAY)
    assert answer.rows
    for row in answer.rows:
        steps = row["paths"][0]["edges"]
        assert steps[0]["subject"] == "applications/github-copilot"
        assert "organisations/tsmc" in {steps[-1]["subject"], steps[-1]["object"]}
        assert all(step["source"] and step["locator"] for step in steps)


def test_the_best_evidence_comes_first(chain: Chain) -> None:
    rows = chain.paths("GitHub Copilot", "TSMC", as_of=DAY, limit=20).rows
    order = [(GRADES.index(row["grade"]), row["length"]) for row in rows]
    assert order == sorted(order)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))


def test_no_path_repeats_a_thing(chain: Chain) -> None:
    for row in chain.paths("GitHub Copilot", "TSMC", as_of=DAY, limit=20).rows:
        assert row["text"].count("TSMC") == 1


def test_the_reverse_is_tried_and_said(chain: Chain) -> None:
    answer = chain.paths("TSMC", "GitHub Copilot", as_of=DAY)
    assert answer.rows
    assert any("reverse" in caveat.en for caveat in answer.caveats)


def test_the_limit_holds(chain: Chain) -> None:
    assert len(chain.paths("GitHub Copilot", "TSMC", as_of=DAY, limit=1).rows) == 1


def test_no_path_is_no_error(chain: Chain) -> None:
    answer = chain.paths("places/taiwan", "applications/github-copilot", as_of=date(1990, 1, 1))
    assert answer.rows == []
    assert any("does not mean that there is none" in caveat.en for caveat in answer.caveats)


def test_any_relation_joins_what_dependency_does_not(chain: Chain) -> None:
    answer = chain.paths("NVIDIA", "AMD", as_of=DAY, any_relation=True)
    assert answer.rows
    assert any("not paths of dependency" in caveat.en for caveat in answer.caveats)


def test_an_unknown_end_is_an_error(chain: Chain) -> None:
    with pytest.raises(NotFoundError):
        chain.paths("GitHub Copilot", "Nobody at all of that name", as_of=DAY)


@pytest.mark.parametrize("start", ["applications/github-copilot", "concepts/finance"])
def test_sparql_reaches_the_same_things(chain: Chain, start: str) -> None:
    view = chain.release.view
    held = view.held(DAY)
    ours = nx.descendants(dependencies(view, held), start)
    subject = compact(iri(start))
    rows = chain.sparql(f"SELECT DISTINCT ?thing {{ {subject} ag:dependsOn+ ?thing }}", as_of=DAY)
    assert ours
    assert ours == {row["thing"] for row in rows.rows}
