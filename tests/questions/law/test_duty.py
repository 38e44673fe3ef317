"""Duties by code, origin, day and end use, held to gold answers and to the rules they name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aigraph.errors import NotFoundError

if TYPE_CHECKING:
    from aigraph.api import Chain

ITEMS = ["items/gpu-module", "items/processor-ic", "items/gpu-server", "items/network-switch"]
ORIGINS = ["china", "taiwan", "mexico", "malaysia", "japan"]
BIG = {"us-data-centre-over-100-mw": True}


def one(chain: Chain, item: str, origin: str, day: date, **more: Any) -> dict[str, Any]:
    (row,) = chain.duty(item, origin=origin, as_of=day, **more).rows
    return row


@pytest.mark.parametrize(
    ("item", "origin", "day", "rate"),
    [
        ("gpu-module", "taiwan", date(2025, 5, 1), 0),
        ("gpu-module", "china", date(2025, 5, 1), 0.2),
        ("chips/nvidia-h100-sxm", "china", date(2026, 3, 15), 0),
        ("processor-ic", "china", date(2026, 3, 15), 0.5),
        ("gpu-module", "taiwan", date(2025, 1, 15), 0),
        ("gpu-module", "china", date(2025, 6, 1), 0.2),
        ("gpu-module", "china", date(2025, 12, 1), 0.1),
        ("gpu-server", "taiwan", date(2025, 11, 1), 0),
        ("chips/nvidia-h100-sxm", "taiwan", date(2026, 3, 1), 0),
    ],
)
def test_the_rate_of_a_day(chain: Chain, item: str, origin: str, day: date, rate: float) -> None:
    assert one(chain, item, origin, day)["additional"] == pytest.approx(rate)


def test_the_reasons_are_named(chain: Chain) -> None:
    row = one(chain, "gpu-module", "china", date(2025, 5, 1))
    assert row["rules"] == ["rules/ieepa-fentanyl-china-20"]
    assert "rules/s301-exclusion-gpu-modules" in row["exempted_by"]
    assert "rules/ieepa-reciprocal-semiconductor-exception" in row["exempted_by"]
    assert row["contested"][0]["by"] == "policies/hmtx-v-united-states"
    assert all(rule["source"] and rule["locator"] for rule in row["effects"])


def test_an_h200_pays_unless_its_use_is_exempt(chain: Chain) -> None:
    day = date(2026, 2, 1)
    row = one(chain, "chips/nvidia-h200-sxm", "taiwan", day)
    assert (row["additional"], row["additional_range"]) == (None, [0, 0.25])
    assert one(chain, "chips/nvidia-h200-sxm", "taiwan", day, given=BIG)["additional"] == 0
    uses = {
        scope.end_use: False
        for rule in chain.release.law.values()
        for scope in rule.scopes
        if scope.end_use
    }
    paid = one(chain, "chips/nvidia-h200-sxm", "taiwan", day, given=uses)
    assert (paid["additional"], paid["rules"]) == (0.25, ["rules/s232-semiconductors"])


def test_a_server_from_mexico_hangs_on_the_certificate(chain: Chain) -> None:
    def asked(**given: bool) -> dict[str, Any]:
        facts = {fact.replace("_", "-"): holds for fact, holds in given.items()}
        return one(chain, "gpu-server", "mexico", date(2025, 6, 1), given=facts)

    assert (asked()["status"], asked()["additional_range"]) == ("conditional", [0, 0.25])
    assert asked(USMCA_qualifying=True)["additional"] == 0
    assert asked(USMCA_qualifying=False)["additional"] == pytest.approx(0.25)


def test_what_was_known_then(chain: Chain) -> None:
    day = date(2025, 4, 9)

    def rate(known_at: date | None) -> float | None:
        found: float | None = one(chain, "gpu-module", "taiwan", day, known_at=known_at)[
            "additional"
        ]
        return found

    assert rate(date(2025, 4, 9)) == pytest.approx(0.32)
    assert rate(date(2025, 4, 10)) == pytest.approx(0.32)
    assert rate(date(2025, 4, 11)) == 0
    assert rate(None) == 0
    with pytest.raises(ValueError, match="not recorded"):
        rate(date(2025, 4, 8))


def test_past_the_last_confirmation_it_is_unknown(chain: Chain) -> None:
    row = one(chain, "gpu-module", "china", date(2026, 11, 22))
    assert row["additional"] is None
    assert row["confirmed_until"] == "2026-06-08"
    assert row["rules"] == []


def test_without_an_origin_that_of_the_sources_is_taken(chain: Chain) -> None:
    rows = chain.duty("chips/nvidia-h100-sxm", as_of=date(2025, 5, 1)).rows
    assert {row["origin"] for row in rows} == {"places/taiwan"}


def test_what_is_not_traded_is_an_error(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="traded good"):
        chain.duty("organisations/nvidia", as_of=date(2025, 5, 1))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    item=st.sampled_from(ITEMS),
    origin=st.sampled_from(ORIGINS),
    day=st.dates(date(2018, 7, 6), date(2027, 1, 1)),
)
def test_a_total_is_the_sum_of_the_rules_it_names(
    chain: Chain, item: str, origin: str, day: date
) -> None:
    law = chain.release.law
    for row in chain.duty(item, origin=origin, as_of=day).rows:
        low, high = row["additional_range"]
        assert low <= high
        if row["additional"] is not None:
            fired = [law[rule] for rule in row["rules"]]
            assert row["additional"] == pytest.approx(sum(rule.rate or 0 for rule in fired))
            assert all(rule.force_on(day) == "yes" for rule in fired)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    origin=st.sampled_from(ORIGINS),
    day=st.dates(date(2026, 1, 15), date(2026, 5, 1)),
    use=st.sampled_from(["us-data-centre-over-100-mw", "research-and-development-in-us"]),
)
def test_an_exempt_use_never_raises_a_duty(chain: Chain, origin: str, day: date, use: str) -> None:
    plain = one(chain, "chips/nvidia-h200-sxm", origin, day)["additional_range"]
    exempt = one(chain, "chips/nvidia-h200-sxm", origin, day, given={use: True})["additional_range"]
    assert exempt[0] <= plain[0]
    assert exempt[1] <= plain[1]


def test_many_at_once_give_what_one_at_a_time_gives(chain: Chain) -> None:
    days = [date(2025, 4, 1) + timedelta(days=60 * step) for step in range(6)]
    rows = chain.duties(ITEMS, ORIGINS, days).rows
    assert len(rows) >= len(ITEMS) * len(ORIGINS) * len(days)
    for row in rows[::17]:
        single = one(chain, row["item"], row["origin"], date.fromisoformat(row["date"]))
        assert {key: single[key] for key in row if key != "item"} == {
            key: value for key, value in row.items() if key != "item"
        }


def test_an_amount_is_told_where_the_rate_is(chain: Chain) -> None:
    row = one(chain, "gpu-module", "china", date(2025, 6, 1), value=30000)
    assert row["amount"] == 6000
    row = one(chain, "gpu-server", "mexico", date(2025, 6, 1), value=30000)
    assert row["amount"] is None


def test_who_classifies_and_who_says_otherwise(chain: Chain) -> None:
    row = one(chain, "gpu-module", "china", date(2025, 6, 1))
    assert {item["source"] for item in row["classified_by"]} == {
        "sources/cbp-n338976",
        "sources/cbp-zt",
    }
    (rival,) = row["rivals"]
    assert (rival["code"], rival["additional"]) == ("codes/hts-8471-80-4000", pytest.approx(0.45))
    caveats = chain.duty("gpu-module", origin="china", as_of=date(2025, 6, 1)).caveats
    assert any("also said to fall under" in item.en for item in caveats)


def test_every_chip_has_a_duty(chain: Chain) -> None:
    chips = [thing.id for thing in chain.release.view.things.values() if thing.kind == "Chip"]
    assert len(chips) > 50
    for chip in chips:
        assert chain.duty(chip, origin="taiwan", as_of=date(2025, 6, 1)).rows


def test_no_base_rate_is_pretended(chain: Chain) -> None:
    answer = chain.duty("gpu-module", origin="china", as_of=date(2025, 6, 1))
    (row,) = answer.rows
    assert (row["base"], row["total"], row["total_range"]) == (0, 0.2, [0.2, 0.2])
    assert (row["additional"], row["additional_range"]) == (0.2, [0.2, 0.2])
    assert row["base_status"] == "known"
    before = chain.duty("gpu-module", origin="china", as_of=date(2024, 12, 31))
    (row,) = before.rows
    assert (row["base"], row["base_status"], row["total"]) == (None, "unknown", None)
    assert any(caveat.en.startswith("The base rate") for caveat in before.caveats)


@pytest.mark.parametrize("good", ["components/hbm3e", "equipment/arf-immersion-lithography-tools"])
def test_what_no_source_classifies_is_undetermined(chain: Chain, good: str) -> None:
    answer = chain.duty(good, origin="china", as_of=date(2025, 6, 1))
    (row,) = answer.rows
    assert (row["status"], row["code"], row["additional"]) == ("undetermined", None, None)
    assert row["additional_range"] == [0, None]
    assert any("No source classifies" in caveat.en for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("item", "origin", "day", "status"),
    [
        ("gpu-module", "china", date(2025, 6, 1), "applies"),
        ("gpu-module", "taiwan", date(2025, 6, 1), "exempt"),
        ("gpu-module", "taiwan", date(2025, 1, 15), "out-of-scope"),
        ("chips/nvidia-h200-sxm", "taiwan", date(2026, 2, 1), "conditional"),
        ("gpu-server", "taiwan", date(2026, 2, 1), "undetermined"),
        ("gpu-module", "china", date(2026, 11, 22), "unverified"),
    ],
)
def test_a_row_has_a_status(chain: Chain, item: str, origin: str, day: date, status: str) -> None:
    assert one(chain, item, origin, day)["status"] == status


def test_what_cannot_cross_a_border_is_an_error(chain: Chain) -> None:
    for name in ("organisations/nvidia", "places/taiwan", "no such thing"):
        with pytest.raises(NotFoundError) as error:
            chain.duty(name, as_of=date(2025, 6, 1))
        assert error.value.exit_code == 3


def test_many_at_once_resolve_names_as_one_does(chain: Chain) -> None:
    days = [date(2026, 2, 1)]
    rows = chain.duties(["H200", "gpu-module"], ["Taiwan", "places/china"], days).rows
    assert {row["id"] for row in rows} == {
        "chips/nvidia-h200-nvl",
        "chips/nvidia-h200-sxm",
        "items/gpu-module",
    }
    assert {row["origin"] for row in rows} == {"places/taiwan", "places/china"}
    for asked in (["no-such-good"], ["organisations/nvidia"]):
        with pytest.raises(NotFoundError):
            chain.duties(asked, ["china"], days)
    with pytest.raises(NotFoundError):
        chain.duties(["gpu-module"], ["atlantis"], days)


def test_confined_to_sources_only_what_they_say_of_goods_counts(chain: Chain) -> None:
    day = date(2025, 6, 1)
    kept = chain.duty("gpu-module", origin="china", as_of=day, sources=["cbp-zt"]).rows
    assert {item["source"] for row in kept for item in row["classified_by"]} == {"sources/cbp-zt"}
    (row,) = chain.duty("gpu-module", origin="china", as_of=day, sources=["s000"]).rows
    assert row["status"] == "undetermined"
