"""Settings and data that the tests of the analytics share."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from aigraph.analytics.tables import read_supplies
from aigraph.supply.network import SupplyNetwork

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.supply.shares import Supply

ETO = "../shared/datasets/eto_supply_chain"


@pytest.fixture(scope="session")
def eto(root: Path, absent: Callable[[str], None]) -> Path:
    """The folder of the ETO supply chain data set, which is not part of the project."""
    folder = root / ETO
    if not folder.is_dir():
        absent("the ETO supply chain data set")
    return folder


class Providers:
    """Names, types and countries of providers by their identifiers."""

    def __init__(self, folder: Path) -> None:
        with (folder / "providers.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.name = {row["provider_id"]: row["provider_name"] for row in rows}
        self.type = {row["provider_id"]: row["provider_type"] for row in rows}
        self.country = {row["provider_id"]: row["country"] for row in rows}
        self.id_of = {row["provider_name"]: row["provider_id"] for row in rows}


@pytest.fixture(scope="session")
def providers(eto: Path) -> Providers:
    return Providers(eto)


@pytest.fixture(scope="session")
def provision(eto: Path, providers: Providers) -> dict[str, SupplyNetwork]:
    """Who provides what, by country and by organisation; shares are percentages."""
    rows = list(
        read_supplies(
            eto / "provision.csv",
            dependent="provided_name",
            supplier="provider_id",
            input_name="provision",
            share="share_provided",
            whole=100,
        )
    )
    return {
        kind: SupplyNetwork.of(row for row in rows if providers.type[row.supplier] == kind)
        for kind in ("country", "organization")
    }


@pytest.fixture(scope="session")
def eto_chain(eto: Path, provision: dict[str, SupplyNetwork]) -> list[Supply]:
    """The whole chain by country: steps need all that goes into them; kinds are alternatives."""
    goes_into = read_supplies(
        eto / "sequence.csv",
        dependent="goes_into_name",
        supplier="input_name",
        input_column="input_name",
    )
    kinds = read_supplies(
        eto / "sequence.csv",
        dependent="is_type_of_name",
        supplier="input_name",
        input_name="kind",
    )
    return [*goes_into, *kinds, *provision["country"].supplies()]
