"""Statements say what the wordings of their sources say: planted cases of both kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError
from aigraph.paths import data_dir
from aigraph.tables.read import check_tables, read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.ontology import Ends

WRONG = {
    # what a source says: (relation meant, fit, sense, relation of the row)
    "shifts away from": ("respondsBy", "narrower", "contrast", "respondsBy"),
    "can diverge from": ("hasCharacteristic", "narrower", "positive", "hasCharacteristic"),
    "matters less for": ("hasCharacteristic", "narrower", "comparison", "hasCharacteristic"),
    "is chosen instead of": ("hasCharacteristic", "exact", "contrast", "hasCharacteristic"),
    "cannot operate": ("requires", "narrower", "negation", "requires"),
    "does not depend on": ("requires", "exact", "negation", "requires"),
    "grows faster than": ("drives", "narrower", "positive", "drives"),
    "differs in": ("demands", "narrower", "comparison", "demands"),
    "lags behind": ("limits", "narrower", "comparison", "limits"),
    "could influence": ("drives", "narrower", "possibility", "drives"),
    "should adopt": ("prioritises", "narrower", "advice", "prioritises"),
    "is held back by": ("limits", "exact", "backward", "limits"),
    "re-evaluates the sourcing of": ("reevaluatesSourcingOf", "exact", "positive", "respondsBy"),
    "adapts to": ("", "none", "positive", "drives"),
    "is essential to": ("importantFor", "exact", "positive", "relatesTo"),
}
RIGHT = {
    "shifts away from": ("shiftsAwayFrom", "exact", "contrast", "shiftsAwayFrom"),
    "can diverge from": ("differsFrom", "narrower", "contrast", "differsFrom"),
    "matters less for": ("mattersLessFor", "exact", "comparison", "mattersLessFor"),
    "is chosen instead of": ("alternativeTo", "exact", "contrast", "alternativeTo"),
    "cannot operate": ("", "none", "negation", "relatesTo"),
    "does not depend on": ("", "none", "negation", "relatesTo"),
    "grows faster than": ("surpasses", "narrower", "comparison", "surpasses"),
    "differs in": ("differsIn", "exact", "comparison", "differsIn"),
    "lags behind": ("lagsBehind", "exact", "comparison", "lagsBehind"),
    "could influence": ("mayAffect", "exact", "possibility", "mayAffect"),
    "should adopt": ("advisedTo", "exact", "advice", "advisedTo"),
    "holds back": ("limits", "exact", "positive", "limits"),
    "accelerates": ("supports", "narrower", "positive", "supports"),
    "adapts to": ("", "none", "positive", "relatesTo"),
    "is essential to": ("importantFor", "exact", "positive", "importantFor"),
}


def planted(
    small: dict[str, bytes], label: str, case: tuple[str, str, str, str]
) -> dict[str, bytes]:
    """Return the files of the small world with a wording and one statement in it."""
    means, fit, sense, predicate = case
    wording = f"w,{label},措辞,{means},{fit},{sense},\n"
    row = f"r2,concepts/gpu,{predicate},concepts/processor,w,,,s1,L1,stated,high,\n"
    return small | {
        "wordings": small["wordings"] + wording.encode(),
        "relations": small["relations"] + row.encode(),
    }


@pytest.mark.parametrize("label", WRONG)
def test_a_statement_that_its_wording_denies_is_refused(
    label: str, small: dict[str, bytes], ends: dict[str, Ends], tmp_path: Path
) -> None:
    with pytest.raises(DataError) as raised:
        check_tables(tmp_path, planted(small, label, WRONG[label]), ends)
    assert {problem.path.rpartition("/")[2] for problem in raised.value.problems} <= {
        "wordings.csv",
        "relations.csv",
    }
    columns = {problem.column for problem in raised.value.problems}
    assert columns <= {"property", "sense", "predicate"}


@pytest.mark.parametrize("label", RIGHT)
def test_a_statement_that_its_wording_supports_is_kept(
    label: str, small: dict[str, bytes], ends: dict[str, Ends], tmp_path: Path
) -> None:
    check_tables(tmp_path, planted(small, label, RIGHT[label]), ends)


@pytest.mark.parametrize(
    ("case", "column"),
    [
        (("drives", "none", "positive", "drives"), "fit"),
        (("", "exact", "positive", "relatesTo"), "fit"),
        (("relatesTo", "exact", "positive", "relatesTo"), "property"),
    ],
)
def test_a_wording_means_a_relation_or_fits_none(
    case: tuple[str, str, str, str],
    column: str,
    small: dict[str, bytes],
    ends: dict[str, Ends],
    tmp_path: Path,
) -> None:
    with pytest.raises(DataError) as raised:
        check_tables(tmp_path, planted(small, "accelerates", case), ends)
    assert column in {problem.column for problem in raised.value.problems}


def test_the_neutral_relation_needs_a_wording(
    small: dict[str, bytes], ends: dict[str, Ends], tmp_path: Path
) -> None:
    row = b"r2,concepts/gpu,relatesTo,concepts/processor,,,,s1,L1,stated,high,\n"
    small["relations"] += row
    with pytest.raises(DataError, match="says nothing without a wording"):
        check_tables(tmp_path, small, ends)


@pytest.mark.parametrize(
    ("label", "label_zh"),
    [
        ("no longer uses", "措辞"),
        ("is unlike", "措辞"),
        ("serves rather than", "措辞"),
        ("is as critical as", "措辞"),
        ("does better than", "措辞"),
        ("uses", "不再使用"),
        ("uses", "不同于"),
        ("uses", "落后于"),
    ],
)
def test_a_wording_is_not_called_positive_against_its_words(
    label: str, label_zh: str, small: dict[str, bytes], ends: dict[str, Ends], tmp_path: Path
) -> None:
    small["wordings"] += f"w,{label},{label_zh},uses,exact,positive,\n".encode()
    with pytest.raises(DataError, match="is not plainly positive"):
        check_tables(tmp_path, small, ends)


def test_no_row_of_ours_asserts_what_its_wording_denies(ends: dict[str, Ends]) -> None:
    tables = read_tables(data_dir(), ends)
    wordings = {row["key"]: row for row in tables.rows["wordings"]}
    for row in tables.rows["relations"]:
        if row["wording"]:
            wording = wordings[row["wording"]]
            assert row["predicate"] == (wording["property"] or "relatesTo"), row["key"]
            assert ends[row["predicate"]].sense in {"any", wording["sense"]}, row["key"]
    used = {row["wording"] for name in ("relations", "coverage") for row in tables.rows[name]}
    assert used == {*wordings, ""}
