"""Questions about another data set, answered by the same functions.

The Emerging Technology Observatory's Advanced Semiconductor Supply Chain Dataset (CC BY-NC 4.0) is
read from beside the project and never becomes part of it.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from aigraph.analytics.chokepoints import single_points
from aigraph.analytics.concentration import concentrations
from aigraph.supply.exposure import exposure
from aigraph.supply.network import SupplyNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.supply.shares import Supply


@pytest.fixture(scope="module")
def gold(root: Path, eto: Path) -> dict[str, Any]:
    lines = (root / "../shared/gold/questions.jsonl").read_text(encoding="utf-8").splitlines()
    return {item["id"]: item["gold"] for item in map(json.loads, lines)}


@pytest.fixture(scope="module")
def leaders(provision: dict[str, SupplyNetwork], providers: Any) -> dict[str, list[Any]]:
    """The named countries of each input with their stated shares, the largest first."""
    return {
        item.dependent: [
            [providers.name[supplier], round(100 * share.high, 1)]
            for supplier, share in item.suppliers.items()
            if share
        ]
        for item in concentrations(provision["country"])
    }


def test_who_provides_euv_tools(
    provision: dict[str, SupplyNetwork], providers: Any, gold: dict[str, Any]
) -> None:
    found = {
        kind: {
            providers.name[supplier]: share.low * 100
            for item in concentrations(network)
            if item.dependent == "EUV lithography tools"
            for supplier, share in item.suppliers.items()
            if share
        }
        for kind, network in provision.items()
    }
    assert {**found["country"], "firms": found["organization"]} == gold["DS-Q01"]


def test_which_inputs_hang_on_one_country(
    leaders: dict[str, list[Any]], gold: dict[str, Any]
) -> None:
    found = {
        name: shares[0]
        for name, shares in leaders.items()
        if shares and shares[0][1] >= 90 and shares[0][0] != "Various countries"
    }
    assert len(found) == gold["DS-Q03"]["count"]
    assert found == gold["DS-Q03"]["list"]


def test_which_country_is_the_majority_supplier_most_often(
    leaders: dict[str, list[Any]], gold: dict[str, Any]
) -> None:
    counted = Counter(shares[0][0] for shares in leaders.values() if shares and shares[0][1] >= 50)
    assert counted == gold["DS-Q05"]


def test_who_designs_ai_asics(
    provision: dict[str, SupplyNetwork], providers: Any, gold: dict[str, Any]
) -> None:
    graph = provision["organization"].to_networkx()
    found = {providers.name[one]: providers.country[one] for one in graph["AI ASICs"]}
    assert found == gold["DS-Q07"]


def test_what_happens_downstream_when_a_country_stops(
    eto_chain: list[Supply], providers: Any
) -> None:
    network = SupplyNetwork.of(eto_chain)
    country = providers.id_of["NLD"]
    found = exposure(network, {country: 1.0})
    reached = {name for name, part in found.items() if part.reached}
    assert reached == nx.ancestors(network.to_networkx(), country) | {country}
    # Where it is the only supplier, nothing is left; by shares, the printed share is lost.
    assert found["EUV lithography tools"].certain
    assert found["ArF immersion (DUV) lithography tools"].expected == pytest.approx(0.993)
    # The last step loses at least what its worst input loses.
    chip = found["Finished logic chip"]
    worst = max(
        found[supply.supplier].expected
        for supply in network.supplies()
        if supply.dependent == "Photolithography"
    )
    assert chip.reached
    assert chip.expected >= worst > 0
    assert chip.bounds.low <= chip.expected <= chip.bounds.high
    assert chip.bounds.high == pytest.approx(1.0)  # inputs without shares leave it open


def test_kinds_that_replace_each_other_hold_a_stop_up(
    eto_chain: list[Supply], providers: Any
) -> None:
    """Whether kinds of a tool are alternatives or all needed decides what one country can stop."""
    country = providers.id_of["NLD"]
    all_needed = [
        supply._replace(input=supply.supplier) if supply.input == "kind" else supply
        for supply in eto_chain
    ]
    broken = {}
    for name, supplies in {"any": eto_chain, "all": all_needed}.items():
        network = SupplyNetwork.of(supplies)
        column = single_points(network, [[country]])[:, 0]
        broken[name] = {item for item in network.names if column[network.position[item]]}
    assert "Finished logic chip" not in broken["any"]
    assert {"Lithography tools", "Photolithography", "Finished logic chip"} <= broken["all"]
    assert broken["any"] < broken["all"]
