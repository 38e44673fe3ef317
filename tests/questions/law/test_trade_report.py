"""The table of the trade report: what importers pay on seven days, and how verticals stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from aigraph.api import Chain

DAYS = (
    date(2025, 1, 15),
    date(2025, 4, 9),
    date(2025, 6, 1),
    date(2025, 12, 1),
    date(2026, 1, 20),
    date(2026, 3, 15),
    date(2026, 11, 22),
)
H100, H200, MI325X = "chips/nvidia-h100-sxm", "chips/nvidia-h200-sxm", "chips/amd-mi325x"
UNKNOWN = None


def by_day(*columns: tuple[object, ...]) -> list[tuple[object, ...]]:
    """Return what the table of the report says of each day."""
    return list(zip(DAYS, *columns, strict=True))


@pytest.fixture(scope="module")
def no_end_use(chain: Chain) -> dict[str, bool]:
    """Every end use that an exemption asks for, denied."""
    return {
        scope.end_use: False
        for rule in chain.release.law.values()
        for scope in rule.scopes
        if scope.end_use
    }


def one(chain: Chain, item: str, origin: str, day: date, **facts: bool) -> dict[str, Any]:
    given = {fact.replace("_", "-"): holds for fact, holds in facts.items()}
    (row,) = chain.duty(item, origin=origin, as_of=day, given=given).rows
    return row


@pytest.mark.parametrize(("day", "rate"), by_day((0, 0, 0, 0, 0, 0, UNKNOWN)), ids=str)
def test_a_module_made_in_taiwan_outside_the_bands(
    chain: Chain, day: date, rate: float | None
) -> None:
    assert one(chain, H100, "taiwan", day)["additional"] == rate


@pytest.mark.parametrize("chip", [H200, MI325X])
@pytest.mark.parametrize(("day", "rate"), by_day((0, 0, 0, 0, 0.25, 0.25, UNKNOWN)), ids=str)
def test_a_module_made_in_taiwan_within_the_bands(
    chain: Chain, no_end_use: dict[str, bool], chip: str, day: date, rate: float | None
) -> None:
    assert one(chain, chip, "taiwan", day, **no_end_use)["additional"] == rate


@pytest.mark.parametrize(
    ("day", "rate", "without_exclusion"),
    by_day(
        (0, 0.2, 0.2, 0.1, 0.1, 0, UNKNOWN),
        (0.25, 0.45, 0.45, 0.35, 0.35, 0.25, UNKNOWN),
    ),
    ids=str,
)
def test_a_card_made_in_china(
    chain: Chain, day: date, rate: float | None, without_exclusion: float | None
) -> None:
    row = one(chain, H100, "china", day)
    assert row["additional"] == rate
    (rival,) = row["rivals"]
    assert rival["code"] == "codes/hts-8471-80-4000"
    assert rival["confidence"] == "low"
    assert rival["additional"] == without_exclusion


@pytest.mark.parametrize(
    ("day", "qualifies", "else_"),
    by_day(
        (0, 0, 0, 0, 0, 0, UNKNOWN),
        (0, 0.25, 0.25, 0.25, 0.25, 0, UNKNOWN),
    ),
    ids=str,
)
def test_a_server_from_mexico(
    chain: Chain,
    no_end_use: dict[str, bool],
    day: date,
    qualifies: float | None,
    else_: float | None,
) -> None:
    for holds, rate in ((True, qualifies), (False, else_)):
        facts = {"USMCA-qualifying": holds} | no_end_use
        row = one(chain, "gpu-server", "mexico", day, **facts)
        in_band = "rules/s232-semiconductors" in row["open"]
        assert in_band == (day >= date(2026, 1, 15))
        # Whether the server holds a chip within the bands is not said of servers in general.
        assert row["additional_range"][0] == rate if rate is not None else row["additional"] is None
        if not in_band:
            assert row["additional"] == rate


def test_no_carve_out_for_mexico_from_the_semiconductor_duty(
    chain: Chain, no_end_use: dict[str, bool]
) -> None:
    facts = {"USMCA-qualifying": True} | no_end_use
    row = one(chain, "gpu-server", "mexico", date(2026, 1, 20), **facts)
    assert row["additional_range"] == [0, 0.25]


def test_the_semiconductor_duty_is_not_added_to_that_on_mexico(
    chain: Chain, no_end_use: dict[str, bool]
) -> None:
    facts = {"USMCA-qualifying": False} | no_end_use
    row = one(chain, "gpu-server", "mexico", date(2026, 1, 20), **facts)
    assert row["additional_range"] == [0.25, 0.25]


@pytest.mark.parametrize(
    ("day", "statuses"),
    by_day(
        (
            {"exempt", "undetermined", "out-of-scope"},
            {"applies", "conditional", "undetermined", "exempt"},
            {"applies", "conditional", "undetermined", "exempt"},
            {"applies", "conditional", "undetermined", "exempt"},
            {"applies", "conditional", "undetermined", "exempt"},
            {"conditional", "undetermined", "exempt"},
            {"unverified"},
        ),
    ),
    ids=[day.isoformat() for day in DAYS],
)
def test_what_tariffs_do_to_verticals(chain: Chain, day: date, statuses: set[str]) -> None:
    rows = chain.exposure("vertical", "tariff", as_of=day).rows
    assert rows
    assert {row["status"] for row in rows} <= statuses
    for row in rows:
        # What is covered and pays nothing is told apart from what pays.
        applying = {rule["id"] for rule in row["rules"] if rule["status"] == "applies"}
        assert bool(applying) == (row["status"] == "applies")
        assert row["status"] == "applies" or row["low"] == 0


def test_what_applies_is_on_goods_of_china_alone(chain: Chain) -> None:
    for day in DAYS:
        applying = {
            rule["id"]
            for row in chain.exposure("vertical", "tariff", as_of=day).rows
            for rule in row["rules"]
            if rule["status"] == "applies"
        }
        assert all(rule.startswith("rules/ieepa-fentanyl-china") for rule in applying)


def test_past_the_horizon_the_scheduled_ends_are_told(chain: Chain) -> None:
    answer = chain.exposure("vertical", "tariff", as_of=DAYS[-1])
    (caveat,) = (item.en for item in answer.caveats if item.en.startswith("Unverified since"))
    assert "rules/s232-semiconductors (last confirmed on 2026-06-08)" in caveat
    assert "rules/s122-surcharge" not in caveat  # its own end has passed
