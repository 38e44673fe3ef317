"""Files that changed their shape: what a source no longer says is told, and nothing breaks."""

from __future__ import annotations

import gzip
import json
import resource
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.sources.test_hostile import HARDWARE, as_csv, hardware

from aigraph.errors import DataError
from aigraph.sources.description import Description, SourceFile
from aigraph.sources.reading import read_file, unpacked
from aigraph.sources.us_hts.lines import COLUMNS, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

    Take = Callable[[str, Path], Imported]

CARD = {"item": "", "name": "Quark", "project": "graduated", "license": "MIT"}


def landscape(count: int = 250, **changed: str) -> list[Any]:
    """Return a landscape; a key of its items may have another name."""
    items = [
        {changed.get(key, key): cell for key, cell in {**CARD, "name": f"Quark {at}"}.items()}
        for at in range(count)
    ]
    parts = [{"subcategory": "", "name": "Gluons", "items": items}]
    return [{"category": "", "name": "Physics", "subcategories": parts}]


def write(path: Path, tree: object) -> Path:
    path.write_text(json.dumps({"landscape": tree}) + "\n")
    return path


def test_a_key_that_has_another_name_in_all_rows_is_told(take: Take, tmp_path: Path) -> None:
    path = write(tmp_path / "landscape.yml", landscape(project="project_stage"))
    with pytest.raises(DataError, match=r"project: no row says this; is it .*'project_stage'"):
        take("lfai_landscape", path)
    assert take("lfai_landscape", write(path, landscape())).report.mapped == 250


@pytest.mark.parametrize("tree", ["x", ["x"], [{"name": "x", "subcategories": 7}], None])
def test_another_shape_is_told(take: Take, tmp_path: Path, tree: object) -> None:
    path = write(tmp_path / "landscape.yml", tree)
    with pytest.raises(DataError, match=r"landscape\.yml:1: "):
        take("lfai_landscape", path)


def test_what_an_importer_cannot_make_sense_of_is_told_with_its_place(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(ctx: Any) -> None:
        ctx.each("ml_hardware.csv", lambda record: int(record["Hardware name"]))

    monkeypatch.setattr("aigraph.sources.epoch_ml_hardware.importer.run", run)
    path = tmp_path / "ml_hardware.csv"
    path.write_bytes(as_csv(hardware()))
    with pytest.raises(DataError, match=r"ml_hardware\.csv:2: .* no sense of this \(ValueError"):
        take("epoch_ml_hardware", path)


def test_an_optional_column_that_may_have_another_name_is_told(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "ml_hardware.csv"
    path.write_bytes(as_csv([{**row, "Base clock in MHz": "1"} for row in hardware()]))
    told = "\n".join(take("epoch_ml_hardware", path).report.lines())
    assert "Base clock (MHz); is it the one now called 'Base clock in MHz'?" in told


def test_a_last_line_without_an_end_is_told(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "ml_hardware.csv"
    rows = as_csv(hardware(), [*(name for name in HARDWARE if name != "TDP (W)"), "TDP (W)"])
    for content, told in ((rows, False), (rows[:-3], True)):
        path.write_bytes(content)
        report = take("epoch_ml_hardware", path).report
        assert ("the last line has no end" in "\n".join(report.lines())) is told
        assert ("last_line_has_no_end" in report.as_json()["files"][0]) is told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04\x14\x00", "is a ZIP archive"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "is packed by gzip"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "is a pointer of Git LFS"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>404", "is a web page"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        read_file(path, SourceFile(name="x.csv", most=9))


def test_a_vintage_is_all_of_its_files() -> None:
    hashes = {"a.csv": "1", "b.csv": "2"}
    about = Description.model_validate(
        {
            **dict.fromkeys(("title", "publisher", "url", "licence", "why", "attribution"), "x"),
            "prefix": "x",
            "may_ship": True,
            "files": [{"name": name, "most": 9, "needed": False} for name in hashes],
            "vintages": [{"date": "2026", "read_on": "2026-11-28", "sha256": hashes}],
        }
    )
    assert about.vintage_of(hashes) is not None
    assert about.vintage_of({"a.csv": "1"}) is None


@pytest.mark.skipif(sys.platform == "win32", reason="counts memory as Unix does")
@pytest.mark.parametrize(
    ("form", "content", "message"),
    [
        ("yaml", b"- [" + b"a," * 10_000_000 + b"a]\n", "holds too much"),
        ("json", b"[" + b"[]," * 10_000_000 + b"0]\n", "lists and objects"),
        ("csv", b"a\n" + b"1\n" * 10_000_000, "has more than the 9 rows"),
        ("csv", b"a," * 10_000_000 + b"a\n", "columns; at most"),
        (
            "json.gz",
            gzip.compress(b"[" + b"{}," * 10_000_000 + b"0]", 1, mtime=0),
            "lists and objects",
        ),
    ],
    ids=["yaml", "json", "rows", "columns", "packed"],
)
def test_a_bomb_takes_no_room(tmp_path: Path, form: str, content: bytes, message: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    file = SourceFile.model_validate({"name": "x", "form": form, "id": ["a"], "most": 9})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DataError, match=message):
        unpacked(read_file(path, file), file)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 800_000 * (1024 if sys.platform == "darwin" else 1)


LINE = {"htsno": "8471", "indent": "0", "description": "x", "units": None, "footnotes": None}
LINE |= dict.fromkeys(COLUMNS, "Free")


@pytest.mark.parametrize(
    ("column", "cell"),
    [("indent", "x"), ("indent", "-3"), ("units", 7), ("footnotes", ["x"]), ("general", {"a": 1})],
)
def test_a_cell_of_the_schedule_of_another_shape_is_told(column: str, cell: object) -> None:
    assert read_lines([LINE], "x.json.gz")
    with pytest.raises(DataError, match=rf"x\.json\.gz:2: {column}: line 2 holds"):
        read_lines([LINE, {**LINE, column: cell}], "x.json.gz")
