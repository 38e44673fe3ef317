"""Every row and cell that claims something makes one claim, and no two share an identifier."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from aigraph.ontology import read_ends
from aigraph.paths import ontology_dir
from aigraph.rdf.claims import claims
from aigraph.schema import TABLES
from aigraph.schema.claims import is_claim, targets
from aigraph.tables.read import Tables, read_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def shipped(root: Path) -> Tables:
    return read_tables(root / "data", read_ends(ontology_dir()))


def test_no_two_claims_share_an_identifier(shipped: Tables) -> None:
    minted = Counter(claim.id for claim in claims(shipped))
    assert len(minted) > 4000
    assert max(minted.values()) == 1


def test_a_cell_claims_each_of_its_targets(shipped: Tables) -> None:
    h100 = next(row for row in shipped.rows["chips"] if row["key"] == "nvidia-h100-sxm")
    found = {
        claim.id: claim for claim in claims(shipped) if claim.subject == "chips/nvidia-h100-sxm"
    }
    claim = found["claims/chips.nvidia-h100-sxm.designer.organisations.nvidia"]
    assert (claim.predicate, claim.object) == ("designedBy", "organisations/nvidia")
    assert (claim.source, claim.locator) == (h100["source"], h100["locator"])


def test_a_row_of_relations_is_a_claim_of_its_own_name(shipped: Tables) -> None:
    row = shipped.rows["relations"][0]
    claim = next(iter(claims(shipped)))
    assert claim.id == f"relations/{row['key']}"
    assert (claim.subject, claim.predicate, claim.object) == (
        row["subject"],
        row["predicate"],
        row["object"],
    )


def test_plain_tables_and_schemes_make_no_claims() -> None:
    assert is_claim("chips", TABLES["chips"].by_name["foundry"])
    assert not is_claim("concepts", TABLES["concepts"].by_name["scheme"])
    assert not is_claim("rules", TABLES["rules"].by_name["origins"])
    assert not is_claim("chips", TABLES["chips"].by_name["source"])
    assert not is_claim("chips", TABLES["chips"].by_name["released"])


def test_targets_of_one_table_get_its_name_and_others_keep_theirs() -> None:
    foundry = TABLES["chips"].by_name["foundry"]
    assert targets(foundry, "tsmc;smic") == ["organisations/tsmc", "organisations/smic"]
    assert targets(foundry, "") == []
    assert targets(TABLES["relations"].by_name["object"], "chips/a") == ["chips/a"]
