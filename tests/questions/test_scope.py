"""A scope is resolved once: days, places, facts, sources, assumptions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from aigraph.errors import NotFoundError, ParameterError
from aigraph.questions.scope import PARTS, Scope, day, last_day, resolve_scope

if TYPE_CHECKING:
    from aigraph.api import Chain

EVERY = frozenset(PARTS)


def resolve(chain: Chain, honoured: frozenset[str] = EVERY, **wanted: Any) -> Scope:
    return resolve_scope(chain.release, "duty", honoured, wanted)


@pytest.mark.parametrize(
    "value",
    [
        date(2025, 6, 1),
        datetime(2025, 6, 1, 23, 59),
        pd.Timestamp("2025-06-01 12:00"),
        "2025-06-01",
        "2025-06",
    ],
    ids=repr,
)
def test_a_day_is_read_from_what_people_write(value: object) -> None:
    assert day(value) == date(2025, 6, 1)


def test_a_month_ends_on_its_last_day() -> None:
    assert (last_day("2024-02"), last_day("2025")) == (date(2024, 2, 29), date(2025, 12, 31))


@pytest.mark.parametrize(
    "value", ["soon", "2025-13", "2025-02-30", 20250601, 2025.5, "", [], 0, pd.NaT]
)
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(ParameterError):
        day(value)


def test_defaults_are_filled_in(chain: Chain) -> None:
    scope = resolve(chain)
    assert scope.as_of == date.today()
    assert not scope.dated
    assert (scope.importer, scope.destination) == ("places/united-states", "places/china")
    assert scope.parameters() == {
        "as_of": date.today().isoformat(),
        "known_at": None,
        "importer": "places/united-states",
        "destination": "places/china",
        "given": {},
        "sources": [],
        "assumptions": [],
    }


def test_parameters_print_what_is_honoured_only(chain: Chain) -> None:
    scope = resolve(chain, frozenset({"as_of", "sources"}), as_of="2025", sources="s000")
    assert scope.parameters() == {"as_of": "2025-01-01", "sources": ["sources/s000"]}


def test_facts_are_given_as_text_or_mapping(chain: Chain) -> None:
    written = resolve(chain, given=["us-data-centre-over-100-mw=no"])
    assert written.facts == {"us-data-centre-over-100-mw": False}
    assert resolve(chain, given={"us-data-centre-over-100-mw": False}) == written


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        ({"known_at": "2025-01-01", "as_of": "2025-06-01"}, ParameterError, "before as_of"),
        ({"given": ["x=perhaps"]}, ParameterError, "FACT=yes"),
        ({"given": ["x", "x=no"]}, ParameterError, "both as holding and as not holding"),
        ({"given": {"us-data-centre-over-100-mw": "no"}}, ParameterError, "True or False"),
        ({"given": 5}, ParameterError, "given cannot be 5"),
        ({"sources": 5}, ParameterError, "sources cannot be 5"),
        ({"sources": [5]}, ParameterError, "sources cannot be 5"),
        ({"sources": {"s000": False}}, ParameterError, "sources cannot be"),
        ({"sources": ""}, ParameterError, "sources cannot be ''"),
        ({"assumptions": {"equal-weights": False}}, ParameterError, "assumptions cannot be"),
        ({"importer": ""}, ParameterError, "importer cannot be ''"),
        ({"importer": 5}, ParameterError, "importer cannot be 5"),
        ({"importer": "\udcff"}, ParameterError, "importer cannot be"),
        ({"as_of": ""}, ParameterError, "is not a date"),
        ({"as_of": pd.NaT}, ParameterError, "is not a date"),
        ({"given": ["us-data-center-over-100-mw"]}, NotFoundError, "us-data-centre-over-100-mw"),
        ({"sources": ["s999"]}, NotFoundError, "s999"),
        ({"importer": "TSMC"}, NotFoundError, "TSMC"),
        ({"destination": "Chna"}, NotFoundError, "did you mean"),
        ({"assumptions": ["equal-weight"]}, NotFoundError, "equal-weights"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named(
    chain: Chain, wanted: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        resolve(chain, **wanted)


def test_a_part_that_is_not_honoured_is_refused(chain: Chain) -> None:
    with pytest.raises(
        ParameterError, match=r"duty cannot take sources into account \(it takes: as_of\)"
    ):
        resolve(chain, frozenset({"as_of"}), sources=["s000"])


def test_blank_parts_count_as_not_given(chain: Chain) -> None:
    resolve(chain, frozenset(), sources=[], given={}, known_at=None)
