from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.api import Chain


def test_a_chip_is_shown_with_properties_names_and_relations(chain: Chain) -> None:
    answer = chain.show("NVIDIA H100 SXM")
    told = {row["predicate"] for row in answer.rows}
    assert {"total-processing-performance", "fabricatedBy", "designedBy"} <= told
    assert all(row["source"] for row in answer.rows if row["predicate"] == "fabricatedBy")
    assert any(row["predicate"].endswith("(of)") for row in answer.rows)


def test_figures_carry_what_was_printed(chain: Chain) -> None:
    rows = chain.show("markets/image-generator-market").rows
    printed = [row for row in rows if "number" in row]
    assert printed
    assert all(row["source"] and row["locator"] and row["grade"] for row in printed)


def test_a_day_keeps_what_holds(chain: Chain) -> None:
    everything = chain.show("chips/nvidia-h100-sxm").rows
    early = chain.show("chips/nvidia-h100-sxm", as_of=date(1990, 1, 1)).rows
    assert len(early) < len(everything)
    assert all(not row["valid_from"] or row["valid_from"] <= "1990-01-01" for row in early)


def test_both_languages_lead_to_the_same_rows(chain: Chain) -> None:
    assert chain.show("英伟达").rows == chain.show("NVIDIA").rows


def test_low_confidence_is_shown_with_a_warning(chain: Chain) -> None:
    low = next(item for item in chain.release.view.statements if item.confidence == "low")
    assert any("low confidence" in caveat.en for caveat in chain.show(low.subject).caveats)


def test_an_unknown_name_is_an_error(chain: Chain) -> None:
    with pytest.raises(NotFoundError):
        chain.show("Nobody at all of that name")


def test_sparql_tells_the_same_relations(chain: Chain) -> None:
    rows = chain.sparql(
        "SELECT ?relation ?other ?source {"
        " ?claim ag:subject chip:nvidia-h100-sxm ; ag:predicate ?relation ;"
        " ag:object ?other ; ag:statedIn ?source }"
    ).rows
    theirs = {(row["relation"].rpartition("/")[2], row["other"], row["source"]) for row in rows}
    ours = {
        (row["predicate"], row["neighbour"], source)
        for row in chain.show("chips/nvidia-h100-sxm").rows
        if row.get("subject") == "chips/nvidia-h100-sxm"
        for source in (row["source"], *row["further"])
    }
    assert ours
    assert ours == theirs
