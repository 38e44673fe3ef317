"""The exposures of things side by side agree with the questions that ask for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aigraph.api import Chain

DAY = "2025-06-01"
EQUAL = ("equal-weights",)


def test_measures_are_those_of_exposure(chain: Chain) -> None:
    asked = {
        key: {row["id"]: row for row in chain.exposure(to=to, as_of=DAY).rows}
        for key, to in {"tariff": "tariff", "export_control": "export-control"}.items()
    }
    rows = chain.profile(as_of=DAY).rows
    assert any(row["tariff_status"] == "applies" for row in rows)
    for row in rows:
        for key, found in asked.items():
            expected = found.get(row["id"], dict.fromkeys(("status", "low", "central", "high")))
            for part in ("status", "low", "central", "high"):
                assert row[f"{key}_{part}"] == expected[part]


def test_vendors_and_places_are_those_of_dependents(chain: Chain) -> None:
    rows = chain.profile("model", as_of=DAY, assumptions=EQUAL).rows
    for on, kind in {"organisations/tsmc": "vendors", "places/taiwan": "places"}.items():
        asked = {
            row["id"]: (row["low"], row["central"], row["high"])
            for row in chain.dependents(on, "model", as_of=DAY, assumptions=EQUAL).rows
        }
        told = {
            row["id"]: (item["low"], item["central"], item["high"])
            for row in rows
            for item in row[kind]
            if item["id"] == on
        }
        assert told
        assert told.items() <= asked.items()


def test_the_most_needed_come_first(chain: Chain) -> None:
    for row in chain.profile(as_of=DAY).rows:
        for kind in ("vendor", "place"):
            bounds = [(item["low"], item["high"]) for item in row[f"{kind}s"]]
            assert bounds == sorted(bounds, reverse=True)
            assert row[kind] == (row[f"{kind}s"][0]["id"] if row[f"{kind}s"] else None)
