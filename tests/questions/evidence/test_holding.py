"""A fact is held only by rows that say it: planted faults, and the list of facts."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from aigraph import vocab
from aigraph.ids import iri
from aigraph.questions.evidence.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aigraph.api import Chain

FOLDER = Path(__file__).parent
SAID = "relations/s002-164"  # procurement decisions shift away from a focus on peak performance
FIGURE = "observations/s000-016"  # 11.65 billion USD in 2025


def term(name: str) -> NamedNode:
    return NamedNode(vocab.term(name))


@pytest.fixture
def copy(chain: Chain) -> Store:
    """A copy of the release's store, for a test to damage."""
    store = Store()
    store.extend(chain.release.store)
    return store


def held(store: Store) -> tuple[int, list[str]]:
    """Return how many facts the graph holds, and those that it holds in part."""
    *_, total = coverage(SimpleNamespace(store=store), None).rows  # type: ignore[arg-type]
    return total["held"], total["lost"]


def change(store: Store, row: str, **values: Any) -> None:
    """Give properties of a row other values; None takes them away."""
    for name, value in values.items():
        for quad in list(store.quads_for_pattern(NamedNode(iri(row)), term(name), None)):
            store.remove(quad)
            if value is not None:
                store.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))


def values(store: Store, row: str, name: str) -> Iterator[Any]:
    for quad in store.quads_for_pattern(NamedNode(iri(row)), term(name), None):
        yield quad.object


def invert(store: Store) -> None:
    ends = {name: next(values(store, SAID, name)) for name in ("subject", "object")}
    change(store, SAID, subject=ends["object"], object=ends["subject"])


PLANTED: dict[str, tuple[Callable[[Store], None], str]] = {
    "an inversion": (invert, SAID),
    "another subject": (
        lambda store: change(store, SAID, subject=NamedNode(iri("concepts/gpu"))),
        SAID,
    ),
    "another wording": (
        lambda store: change(store, SAID, wording=NamedNode(iri("wordings/requires"))),
        SAID,
    ),
    "a dropped object": (lambda store: change(store, SAID, object=None), SAID),
    "another figure": (
        lambda store: change(store, FIGURE, amount=Literal(Decimal(11650000001))),
        FIGURE,
    ),
    "another unit": (lambda store: change(store, FIGURE, unit=Literal("CNY")), FIGURE),
    "another period": (lambda store: change(store, FIGURE, period=Literal("2026")), FIGURE),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_lowers_the_count_by_one(chain: Chain, copy: Store, fault: str) -> None:
    plant, row = PLANTED[fault]
    count, lost = held(chain.release.store)
    plant(copy)
    key = f"coverage/{row.partition('/')[2]}"
    assert key not in lost
    assert held(copy) == (count - 1, sorted([*lost, key]))


def test_what_is_lost_is_listed_and_not_counted(chain: Chain) -> None:
    *rows, total = chain.coverage().rows
    assert total["facts"] - total["excluded"] - total["held"] == len(total["lost"])
    told = [caveat.en for caveat in chain.coverage().caveats]
    assert all(any(key in text for text in told) for row in rows for key in row["lost"])


@pytest.fixture(scope="module")
def gold(root: Path, absent: Callable[[str], None]) -> dict[str, dict[str, str]]:
    path = root.parent / "shared" / "gold" / "seed_facts.csv"
    if not path.exists():
        absent("the list of facts in the documents")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["id"].lower(): row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def ledger(root: Path) -> dict[str, dict[str, str]]:
    with (root / "data/coverage.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["collection"] == "seed-documents"]
    return {row["key"]: row for row in rows if row["rows"]}


def kebab(text: str) -> str:
    """Return the words of a text, or of a name in camel case, joined by hyphens."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z])", " ", text)
    return re.sub(r"[^a-z0-9]+", "-", apart.lower()).strip("-")


def test_wordings_are_those_of_the_list(
    ledger: dict[str, dict[str, str]], gold: dict[str, dict[str, str]]
) -> None:
    """The key of a wording begins with the predicate of the list."""
    compared = 0
    for key, row in ledger.items():
        if row["wording"]:
            said = kebab(gold[key]["predicate"])
            assert f"{row['wording']}-".startswith(f"{said}-"), key
            compared += 1
    assert compared > 2000


def folded(text: str) -> str:
    return re.sub(r"[^a-z0-9\u4e00-\u9fff]+", " ", text.lower()).strip()


def test_ends_are_those_of_the_list(
    chain: Chain, ledger: dict[str, dict[str, str]], gold: dict[str, dict[str, str]]
) -> None:
    """Subject and object are things of that name, turned round where the wording is.

    Where a name of the list stands for a thing of another name, the pair is judged, and listed
    with the test.
    """
    names: dict[str, set[str]] = {}
    for name in chain.release.view.names:
        names.setdefault(name.thing, set()).add(folded(name.label))
    with (FOLDER / "judged_ends.csv").open(encoding="utf-8", newline="") as stream:
        judged = {(row["name"], row["thing"]) for row in csv.DictReader(stream)}
    for key, row in ledger.items():
        if not row["wording"] or row["lost"]:
            continue
        ends = [row["subject"], row["object"]]
        if row["wording"].endswith("-converse"):
            ends.reverse()
        for label, thing in zip((gold[key]["subject"], gold[key]["object"]), ends, strict=True):
            if folded(label) not in names.get(thing, ()):
                assert (label, thing) in judged, key


SCALES = {"billion": 9, "100 million": 8, "trillion": 12, "10 thousand": 4}


def test_figures_are_those_of_the_list(
    ledger: dict[str, dict[str, str]], gold: dict[str, dict[str, str]]
) -> None:
    compared = 0
    for key, row in ledger.items():
        value = gold[key]["value"].lstrip(">")
        if not row["figure"] or not re.fullmatch(r"\d+(\.\d+)?", value) or row["unit"] == "code":
            continue
        scale = next((power for word, power in SCALES.items() if word in gold[key]["unit"]), 0)
        assert Decimal(row["figure"]) == Decimal(value).scaleb(scale), key
        compared += 1
    assert compared >= 140


def test_periods_are_those_of_the_list(
    ledger: dict[str, dict[str, str]], gold: dict[str, dict[str, str]]
) -> None:
    judged = {"cagr": "2025/2032"}  # the text runs from the base year to the last
    for key, row in ledger.items():
        if row["period"]:
            printed = gold[key]["year_or_period"].replace(" to ", "/")
            meant = judged["cagr"] if gold[key]["predicate"].startswith("CAGR") else printed
            assert row["period"] == meant, key
