"""Faults that once passed all tests, each with the tests that must catch it now.

``python bench/mutation.py --known`` makes each in a copy of the code and runs these tests.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_LAWS: Final = ("tests/law/test_minimal_laws.py", "tests/law/test_minimal_totals.py")
_APPLICABILITY: Final = "src/aigraph/law/applicability.py"
_RULES: Final = "src/aigraph/law/rules.py"
_FIGURES: Final = "src/aigraph/rdf/law.py"


class Known(NamedTuple):
    """A fault that is made by hand.

    Attributes:
        what: the fault in words.
        module: path of the module in the repository.
        old: a text that occurs once in the module.
        new: what takes its place.
        tests: the tests that must fail.
    """

    what: str
    module: str
    old: str
    new: str
    tests: tuple[str, ...]


KNOWN: Final = (
    Known(
        "excluded origins are ignored",
        _APPLICABILITY,
        "if rule.excluded_origins\n",
        "if not rule.excluded_origins\n",
        _LAWS,
    ),
    Known(
        "a rule supersedes one of which the good is exempt",
        _APPLICABILITY,
        'if effect.status == "exempt":',
        'if effect.status == "exempt" and not surely:',
        _LAWS,
    ),
    Known(
        "what hangs on a fact ranks above what no source confirms",
        "src/aigraph/law/outcomes.py",
        '{CONFIRMATION: "unverified", MISSING: "undetermined", FACT: "conditional"}',
        '{FACT: "conditional", MISSING: "undetermined", CONFIRMATION: "unverified"}',
        _LAWS,
    ),
    Known(
        "a figure on the bound is above it",
        _RULES,
        "value > self.above",
        "value >= self.above",
        _LAWS,
    ),
    Known(
        "rival figures on the bound are above it",
        _RULES,
        "figure.high > self.above",
        "figure.high >= self.above",
        _LAWS,
    ),
    Known(
        "of rival figures the lower is the greatest",
        _FIGURES,
        "max(known.high, other.high)",
        "min(known.high, other.high)",
        ("tests/rdf/test_law.py",),
    ),
    Known(
        "of rival figures the greater is the least",
        _FIGURES,
        "min(known.low, other.low)",
        "max(known.low, other.low)",
        ("tests/rdf/test_law.py",),
    ),
    Known(
        "a foundry on a list of restricted parties is no hit",
        "src/aigraph/questions/law/control.py",
        'frozenset({"designedBy", "fabricatedBy"})',
        'frozenset({"designedBy"})',
        (
            "tests/questions/law/test_control.py"
            "::test_a_list_that_names_the_designer_or_the_foundry_is_a_hit",
        ),
    ),
    Known(
        "a period of one year ends on its first day",
        "src/aigraph/dates.py",
        "span(end if slash else start)[1]",
        "span(end if slash else start)[0]",
        ("tests/test_dates.py",),
    ),
    Known(
        "the largest supplier is never one that is not named",
        "src/aigraph/analytics/concentration.py",
        "max(high.max(), rest if others else 0.0)",
        "high.max()",
        ("tests/analytics/test_concentration.py",),
    ),
    Known(
        "CREATE, COPY and MOVE are no words of an update",
        "src/aigraph/stores/guard.py",
        '*("LOAD", "INSERT", "DELETE", "CREATE", "DROP", "CLEAR", "COPY", "MOVE"),',
        '*("LOAD", "INSERT", "DELETE", "DROP", "CLEAR"),',
        ("tests/stores/test_tokens.py",),
    ),
    Known(
        "a suspended rule was never in force",
        _RULES,
        'self.status == "suspended" and not self.valid_to',
        'self.status == "suspended"',
        _LAWS,
    ),
    Known(
        "on the day of its last confirmation a rule is not confirmed",
        _RULES,
        "self.confirmed_on < moment",
        "self.confirmed_on <= moment",
        _LAWS,
    ),
    Known(
        "a superseded rule decides until when a sum is confirmed",
        "src/aigraph/law/total.py",
        'for effect in found if effect.status != "superseded"]',
        "for effect in found]",
        _LAWS,
    ),
)
