"""Sources that may not be passed on: invented files of their form, and where tables may lie."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import AigraphError
from aigraph.sources.importing import write
from aigraph.sources.known import sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aigraph.sources.importing import Imported


def put(path: Path, header: str, rows: Sequence[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header.split(","))
        writer.writerows(rows)


def read(imported: Imported, table: str) -> list[dict[str, str]]:
    text = imported.files[f"{table}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def chain_of_lenses(tmp_path: Path) -> Path:
    """A supply chain of lenses in which nothing exists."""
    folder = tmp_path / "lenses"
    inputs = [(f"N{n}", f"Lens tool {n}", "S1") for n in range(80)]
    makers = [(f"P{n}", f"Lens maker {n}", "organization", "DEU", "") for n in range(300)]
    shares = [
        (f"P{n}", f"N{k}", f"Lens tool {k}", "12.5", "2025") for n in range(300) for k in range(3)
    ]
    put(folder / "stages.csv", "stage_id,stage_name", [("S1", "Grinding"), ("S2", "Coating")])
    put(folder / "inputs.csv", "input_id,input_name,stage_id", inputs)
    put(
        folder / "providers.csv",
        "provider_id,provider_name,provider_type,country,alias",
        [*makers, ("P900", "Various countries", "country", "", ""), (*makers[0][:4], "Old lenses")],
    )
    put(
        folder / "sequence.csv",
        "input_id,goes_into_id,is_type_of_id",
        [*((f"N{n}", f"N{n + 1}", "") for n in range(1, 79)), ("N79", "", "N0")],
    )
    put(
        folder / "provision.csv",
        "provider_id,provided_id,provided_name,share_provided,year",
        [*shares, ("P900", "N1", "Lens tool 1", "5", "2025"), ("P7777", "N1", "x", "5", "2025")],
    )
    return folder


def test_a_supply_chain(take: Callable[[str, Path], Imported], chain_of_lenses: Path) -> None:
    made = take("eto_supply_chain", chain_of_lenses)
    left_out = [row for file in made.report.files for row in file.left_out]
    assert [reason for reason, _, _ in left_out] == [
        "a group of countries that is no place here",
        "refers to 'P7777', which no table lists",
        "a group of countries that is no place here",
    ]
    said = {(row["subject"], row["predicate"], row["object"]) for row in read(made, "relations")}
    assert ("concepts/eto-chips-n2", "basedOn", "concepts/eto-chips-n1") in said
    assert ("concepts/eto-chips-n79", "broader", "concepts/eto-chips-n0") in said
    assert {row["headquarters"] for row in read(made, "organisations")} == {"germany"}
    assert [row["label"] for row in read(made, "aliases")] == ["Old lenses"]
    parts = read(made, "weights")
    assert len(parts) == 900
    assert {(row["share"], row["period"], row["grade"]) for row in parts} == {
        ("0.125", "2025", "estimated")
    }
    assert made.report.vintage == ""


def test_what_may_not_be_passed_on_stays_out_of_the_data_folder(
    take: Callable[[str, Path], Imported], chain_of_lenses: Path, tmp_path: Path
) -> None:
    made = take("eto_supply_chain", chain_of_lenses)
    data = tmp_path / "data"
    data.mkdir()
    with pytest.raises(AigraphError, match=r"may not be part of a release .CC-BY-NC-4"):
        write(made, data / "eto_supply_chain", data)
    (tmp_path / "link").symlink_to(data)
    with pytest.raises(AigraphError, match="may not be part of a release"):
        write(made, tmp_path / "link" / "eto", data)
    assert list(data.iterdir()) == []
    write(made, tmp_path / "mine", data)
    assert (tmp_path / "mine/relations.csv").is_file()


def test_assets_and_what_they_build_on(
    take: Callable[[str, Path], Imported], tmp_path: Path
) -> None:
    header = "name,type,organization,created_date,access,dependencies"
    filler = [(f"Corpus {n}", "dataset", "Loom", "2024", "open", "[]") for n in range(400)]
    rows = [
        ("Weft", "model", "Loom", "2024-02-01", "open", "['Corpus 1', 'Warp']"),
        ("Warp", "model", "Loom", "2023", "closed", ""),
        ("Shuttle", "application", "Spool", "2024", "limited", "['Weft', 'Nowhere']"),
        ("Shuttle", "application", "Bobbin", "2024", "limited", "__import__('os').getcwd()"),
        ("Thing", "gadget", "Loom", "2024", "open", ""),
    ]
    put(tmp_path / "resources/all_assets.csv", header, [*filler, *rows])
    made = take("ecosystem_graphs", tmp_path)
    assert {
        (row["subject"], row["predicate"], row["object"]) for row in read(made, "relations")
    } == {
        ("models/crfm-loom-weft", "trainedOnData", "datasets/crfm-loom-corpus-1"),
        ("models/crfm-loom-weft", "derivedFrom", "models/crfm-loom-warp"),
        ("applications/crfm-spool-shuttle", "usesModel", "models/crfm-loom-weft"),
    }
    assert [why for _, _, why in made.report.unclear] == [
        "is no list of names",
        "'Nowhere' is the name of no asset of the list",
    ]
    assert made.report.mapped == 404


def test_no_source_that_may_not_be_passed_on_carries_rows_of_itself() -> None:
    for source in sources().values():
        if not source.description.may_ship:
            assert not (source.folder / "cases.csv").exists()
