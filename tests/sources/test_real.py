"""The real data sets, where they lie beside the project: every row is used or reported."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.sources.importing import differences
from aigraph.sources.known import sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported


class Counted(NamedTuple):
    """What was counted in the files without aigraph, with the reasons for rows left out."""

    rows: int
    left_out: int
    tables: dict[str, int]


COUNTED = {
    "awesome_llms_in_china": Counted(247, 0, {"models": 247, "organisations": 228}),
    "ecosystem_graphs": Counted(639, 0, {"datasets": 112, "applications": 98}),
    "epoch_ai_companies": Counted(172, 0, {"organisations": 7}),
    "epoch_chip_sales_owners": Counted(1758, 181, {}),
    "epoch_data_centers": Counted(1297, 684, {}),
    "epoch_gpu_clusters": Counted(786, 0, {"facilities": 786}),
    "epoch_ml_hardware": Counted(175, 0, {"chips": 175}),
    "epoch_models": Counted(1597, 0, {"organisations": 430, "chips": 75}),
    "eto_supply_chain": Counted(1971, 65, {"organisations": 373}),
    "hs_names": Counted(6961, 6428, {}),
    "lfai_landscape": Counted(472, 1, {}),
    "us_ai_trade": Counted(2880, 1840, {}),
    "us_export_controls": Counted(27274, 23863, {"codes": 125, "relations": 157, "policies": 27}),
    "us_hts": Counted(1_579_776, 1_494_366, {}),
    "us_tariff_lists": Counted(34_709, 30_636, {}),
}
"""Rows of the READMEs of the data sets added up. Left out: 670 models of cooling equipment and 14
rows that name no site; 181 inputs of a model; a licence in the landscape; 65 rows of
"Various countries". Organisations and chips are the distinct names, or numbers, of their
columns. Export controls: 508 ECCNs of other categories than 3 to 5, 340 memberships in other groups
than A:1, A:5, A:6, D:1, D:4, D:5, E:1 and E:2, the country chart, and of 25,921 parties all but
3,102. Tariff lists: 543 of 871 codes of the chain that are exempt from the reciprocal duties are
not in US note 2(v)(iii)(a), and 218 rows of section 301 are on lists whose printed numbers have
them not."""


def rows(imported: Imported, table: str) -> list[dict[str, str]]:
    text = imported.files[f"{table}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", sources())
def test_every_row_is_used_or_reported(
    name: str, root: Path, real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    made = take(name, real(name))
    shipped = root / "data" / name
    assert shipped.is_dir() == made.source.description.may_ship
    if shipped.is_dir():
        assert differences(made, shipped) == []
    counted = COUNTED[name]
    left_out = [row for file in made.report.files for row in file.left_out]
    count = len(left_out) + sum(file.passed.total() for file in made.report.files)
    assert made.report.rows == counted.rows
    assert count == counted.left_out
    assert made.report.mapped + count == counted.rows
    assert {table: made.report.tables[table] for table in counted.tables} == counted.tables
    assert made.report.vintage
    assert all(reason for reason, _, _ in left_out)
    print("\n".join(made.report.lines()))


def test_counts_of_the_files_are_those_of_their_readme(real: Callable[[str], Path]) -> None:
    """The rows expected above are not taken from aigraph."""
    for name, counted in COUNTED.items():
        text = (real(name) / "README.md").read_text(encoding="utf-8")
        listed = re.findall(r"^\| [^|]+\.csv \| (\d+) \|", text, re.MULTILINE)
        if listed:
            assert sum(map(int, listed)) == counted.rows, name


def test_a_locator_leads_to_its_row(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    folder = real("epoch_ml_hardware")
    text = (folder / "ml_hardware.csv").read_text(encoding="utf-8-sig")
    found = {row["Hardware name"].strip() for row in csv.DictReader(io.StringIO(text, newline=""))}
    for chip in rows(take("epoch_ml_hardware", folder), "chips"):
        file, _, name = chip["locator"].partition(", row ")
        assert (file, name) == ("ml_hardware.csv", chip["label_en"])
        assert name in found


def test_names_that_differ_in_case_only_stay_apart(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    models = rows(take("epoch_models", real("epoch_models")), "models")
    keys = {row["label_en"]: row["key"] for row in models}
    assert keys["CaLM"] != keys["CALM"]
    assert len({row["key"] for row in models}) == len(models)


def test_twice_imported_is_the_same(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    folder = real("lfai_landscape")
    assert take("lfai_landscape", folder).files == take("lfai_landscape", folder).files


def test_parts_of_the_compute_are_quotients_of_the_files(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    """Medians at the end of 2025, copied from the files and divided by hand."""
    made = rows(take("epoch_chip_sales_owners", real("epoch_chip_sales_owners")), "weights")
    share = {
        (row["whole"], row["part"]): float(row["share"])
        for row in made
        if row["period"] == "2025-12-31"
    }
    sold = 13659258 + 1244972 + 3812878 + 1020727
    owned, shipped = "concepts/h100-equivalents-owned", "concepts/h100-equivalents-shipped"
    google, nvidia = "organisations/epoch-chips-google", "organisations/epoch-chips-nvidia"
    assert share[owned, google] == pytest.approx((3812878 + 1236936) / sold, abs=1e-8)
    assert share[shipped, nvidia] == pytest.approx(13659258 / sold, abs=1e-8)
    amazon = [share[key] for key in share if key[0] == "organisations/epoch-chips-amazon"]
    assert sum(amazon) == pytest.approx(1, abs=1e-6)
    assert all(float(row["low"]) <= float(row["share"]) <= float(row["high"]) for row in made)
    assert {row["grade"] for row in made} == {"computed"}
    assert all(row["note"] for row in made)
    assert "2026-03-31" not in {row["period"] for row in made}, "marked as incomplete"


def test_chips_of_a_site_are_parts_of_it(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    made = rows(take("epoch_data_centers", real("epoch_data_centers")), "weights")
    site = "facilities/epoch-site-google-papillion"
    shares = {
        row["part"].rpartition("epoch-site-")[2]: float(row["share"])
        for row in made
        if row["whole"] == site and row["period"] == "2023-01-23"
    }
    assert shares["tpu-v4"] == pytest.approx(194429 / (194429 + 35553), abs=1e-8)
    assert sum(shares.values()) == pytest.approx(1)
