"""What a question is given is checked by its declaration, from Python as from the command line."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aigraph.errors import NotFoundError, ParameterError, QueryError
from aigraph.questions.registry import questions

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.declaration import Question

DECLARED = questions()
OWN = [(question, item.name) for question in DECLARED for item in question.parameters]
STRANGE = [object(), b"bytes", {"a": 1}, {"set"}, [object()], 5j, "\udcff", "", "=", "TSMC=²"]


def named(question: Question) -> str:
    return question.command


def asked(chain: Chain, question: Question, name: str, value: object) -> object:
    """Ask with one strange value, and a text that nothing is called for what else is required."""
    given: dict[str, Any] = {
        item.name: "nothing of this name=1" for item in question.parameters if item.required
    }
    return getattr(chain, question.name)(**given | {name: value})


@pytest.mark.parametrize(
    ("question", "name"), OWN, ids=[f"{question.command}-{name}" for question, name in OWN]
)
def test_a_value_of_another_type_is_refused_by_name(
    chain: Chain, question: Question, name: str
) -> None:
    with pytest.raises(ParameterError, match=rf"{question.command}: {name} cannot be"):
        asked(chain, question, name, object())


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("find", {"text": "NVIDIA", "limit": 0}, "limit must be at least 1, not 0"),
        ("find", {"text": "NVIDIA", "limit": True}, "limit cannot be True: it takes a whole"),
        ("find", {"text": "\udcff"}, "not UTF-8"),
        ("paths", {"start": "TSMC", "end": "ASML", "limit": -1}, "at least 1"),
        ("paths", {"start": "TSMC", "end": "ASML", "any_relation": "no"}, "True or False"),
        ("duty", {"item": "gpu-module", "value": float("nan")}, "value cannot be nan"),
        ("cascade", {"outage": ["TSMC=2"], "stock": float("inf")}, "stock cannot be inf"),
        ("cascade", {"outage": ["TSMC=2"], "weeks": 10**8}, "weeks must be at most"),
        ("cascade", {"outage": {"TSMC": 2}}, "outage cannot be"),
        ("cascade", {"outage": ["TSMC=²"]}, "write THING=WEEKS"),
        ("cascade", {"outage": ["TSMC=" + "9" * 5000]}, "write THING=WEEKS"),
        ("uncertainty", {"draws": 10**9}, "draws must be at most"),
        ("uncertainty", {"seed": -1}, "seed must be at least 0"),
        ("whatif", {"change_rule": ["s122-surcharge=nan"]}, "no number"),
        ("whatif", {"degrade": ["TSMC=0_1"]}, "no number"),
        ("duties", {"items": ["gpu-module"], "days": [20250601]}, "days cannot be 20250601"),
        ("timeline", {"start": "9999-01-01", "until": "2025"}, "before"),
        ("timeline", {"start": "1000", "until": "9999", "step": "day"}, "take a longer step"),
    ],
    ids=str,
)
def test_what_is_beyond_its_bounds_is_refused(
    chain: Chain, name: str, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(ParameterError, match=message):
        getattr(chain, name)(**given)


@pytest.mark.parametrize("question", DECLARED, ids=named)
def test_no_strange_value_breaks_a_question(chain: Chain, question: Question) -> None:
    for item in question.parameters:
        for value in STRANGE:
            with suppress(ParameterError, NotFoundError, QueryError):
                asked(chain, question, item.name, value)


def test_python_takes_what_the_command_line_takes(chain: Chain) -> None:
    written = chain.cascade("TSMC=2", of="chip", weeks=3, as_of="2025-06-01")
    assert written.rows == chain.cascade([("TSMC", 2, 0.0)], "chip", weeks=3, as_of="2025-06").rows
    many = chain.duties("gpu-module", "china", "2025-06")
    assert many.parameters["days"] == ["2025-06-01"]
    assert many.rows == chain.duties(["gpu-module"], ["china"], [date(2025, 6, 1)]).rows
    assert chain.find("NVIDIA", limit=np.int64(2)).rows == chain.find("NVIDIA", limit=2).rows
    months = chain.timeline(of="chips/nvidia-h20", start=date(2025, 5, 1), until="2025-05")
    assert months.parameters["until"] == "2025-05-31"
