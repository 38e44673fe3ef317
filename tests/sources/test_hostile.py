"""A file that is changed, cut off or hostile: a clear error, or a safe result; never half of it."""

from __future__ import annotations

import csv
import io
import os
import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.errors import AigraphError, DataError
from aigraph.sources import importing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

NAME = "epoch_ml_hardware"
HARDWARE = [
    *("Hardware name", "Manufacturer", "Foundry", "Release date", "TDP (W)", "Memory (bytes)"),
    *("FP32 (single precision) performance (FLOP/s)", "INT8 performance (OP/s)", "Notes"),
    *("FP16 (half precision) performance (FLOP/s)", "Die Size (mm^2)", "Process size (nm)"),
    *("Tensor-FP16/BF16 performance (FLOP/s)", "Memory bandwidth (byte/s)"),
]


def hardware(count: int = 100) -> list[dict[str, str]]:
    """Return rows of chips that do not exist."""
    blank = dict.fromkeys(HARDWARE, "")
    return [
        blank
        | {
            "Hardware name": f"Quark {number}",
            "Manufacturer": "Lepton" if number % 2 else "Muon",
            "Foundry": "Gluon Foundry",
            "Release date": f"2024-{number % 12 + 1:02}-01",
            "TDP (W)": f"{300 + number}.0",
            "Memory (bytes)": "80000000000.0",
            "Notes": 'Said, so it was, "twice".\nAnd on a second line.',
        }
        for number in range(count)
    ]


def as_csv(rows: list[dict[str, str]], columns: list[str] | None = None) -> bytes:
    """Return rows as a CSV file."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ml_hardware.csv"


@pytest.fixture
def load(take: Callable[[str, Path], Imported], place: Path) -> Callable[[bytes], Imported]:
    """Import the bytes of a file."""

    def load(content: bytes) -> Imported:
        place.write_bytes(content)
        return take(NAME, place)

    return load


def tables(imported: Imported) -> dict[str, bytes]:
    return {name: text for name, text in imported.files.items() if name.endswith(".csv")}


def cells(imported: Imported) -> set[str]:
    """Return every cell of every table."""
    return {
        cell
        for content in tables(imported).values()
        for row in csv.reader(io.StringIO(content.decode(), newline=""))
        for cell in row
    }


def renamed(rows: list[dict[str, str]], number: int, **new: str) -> list[dict[str, str]]:
    return [{**row, **(new if place == number else {})} for place, row in enumerate(rows)]


WHOLE = as_csv(hardware())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ('=HYPERLINK("http://evil.example","x")', "label_en begins like a formula"),
        ("+1+cmd|' /C calc'!A0", "label_en begins like a formula"),
        ("@SUM(1)", "label_en begins like a formula"),
        ("-2+3+cmd", "label_en begins like a formula"),
        ("<script>alert(1)</script>", "(label_en|locator) holds markup"),
        ("x <img src=x onerror=alert(1)>", "(label_en|locator) holds markup"),
        ("&lt;b&gt;", "(label_en|locator) holds markup"),
        ("javascript:alert(1)", "(label_en|locator) holds markup"),
        ("", "the name is blank"),
        (" \n ", "the name is blank"),
        ("N" * 400, "label_en is 400 characters long; at most 300 are allowed"),
        ("Qu\u202eark", "locator contains U\\+202E"),
        ("Qu\x00ark", "locator contains U\\+0000"),
        ("Qu\u0430rk", "label_en mixes alphabets"),
    ],
)
def test_a_hostile_name_costs_its_row(
    load: Callable[[bytes], Imported], name: str, reason: str
) -> None:
    made = load(as_csv(renamed(hardware(), 7, **{"Hardware name": name})))
    (file,) = made.report.files
    assert (file.rows, file.mapped) == (100, 99)
    ((told, _, _),) = file.left_out
    assert re.match(reason, told)
    chips = made.files["chips.csv"].decode()
    assert chips.count("\n") == 100
    assert not [cell for cell in cells(made) if cell.startswith(("=", "+", "@", "<"))]


@pytest.mark.parametrize("text", ["NaN", "inf", "1e999", "-", "12 W", "1,2", "٣", "0x1F", "=1"])
def test_a_cell_that_is_no_number_is_left_blank(
    load: Callable[[bytes], Imported], text: str
) -> None:
    made = load(as_csv(renamed(hardware(), 7, **{"TDP (W)": text})))
    assert made.report.mapped == 100
    ((place, column, why),) = made.report.unclear
    assert (place, column) == ("ml_hardware.csv, row Quark 7", "TDP (W)")
    assert repr(text) in why
    assert made.report.tables["observations"] == 199


CUT = WHOLE[: WHOLE.index(b"Quark 60") + 12]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (WHOLE.replace(b"Foundry", b"Foundries", 1), "is it the one now called 'Foundries'"),
        (WHOLE.replace(b"TDP (W)", b"Thermal", 1), r"TDP \(W\): the header lacks this column"),
        (WHOLE.replace(b"Manufacturer", b"Foundry", 1), "the header names this column twice"),
        (CUT, ":[0-9]+: the row has 2 cells, the header 14; is the file cut off"),
        (WHOLE[: WHOLE.rindex(b"And")], "the file ends within a quoted cell"),
        (as_csv(hardware(40)), "has 40 rows, at least 87 are expected; is it cut off"),
        (as_csv(hardware(4000)), "has more than the 3,500 rows that are expected"),
        (WHOLE.decode().encode("utf-16"), "the file is UTF-16; save it as UTF-8"),
        (WHOLE.decode().encode("utf-16-le"), "looks like UTF-16"),
        (
            as_csv(renamed(hardware(), 7, Notes="夸克")).decode().encode("gb18030"),
            ":[0-9]+: byte 0x",
        ),
        (
            as_csv(renamed(hardware(), 7, Notes="x" * 1_000_000)),
            "a cell is longer than the 100,000",
        ),
        (as_csv(renamed(hardware(), 7, Notes="x" * 110_000)), "Notes: is 110,000 characters long"),
        (WHOLE.replace(b",", b";"), "the header lacks this column"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "is a web page"),
        (random.Random(1).randbytes(5000), "."),
    ],
    ids=str,
)
def test_a_broken_file_is_refused(
    load: Callable[[bytes], Imported], content: bytes, message: str
) -> None:
    with pytest.raises(DataError, match=message) as raised:
        load(content)
    assert all(problem.path.endswith("ml_hardware.csv") for problem in raised.value.problems)


def test_a_file_of_faulty_rows_is_not_what_it_should_be(load: Callable[[bytes], Imported]) -> None:
    rows = hardware()
    spoilt = [{**row, "Hardware name": f"<b>{row['Hardware name']}</b>"} for row in rows[:30]]
    with pytest.raises(DataError, match="row <b>Quark 0</b>: locator holds markup"):
        load(as_csv([*spoilt, *rows[30:]]))
    assert load(as_csv([*spoilt[:20], *rows[20:]])).report.mapped == 80


@pytest.mark.parametrize(
    "content",
    [
        as_csv(random.Random(5).sample(hardware(), 100)),
        as_csv(hardware(), random.Random(5).sample(HARDWARE, len(HARDWARE))),
        b"\xef\xbb\xbf" + WHOLE,
        WHOLE.replace(b"\n", b"\r\n"),
        WHOLE + b"\n\n",
        as_csv([{**row, "New column": "=1+1"} for row in hardware()]),
    ],
    ids=["rows", "columns", "mark", "line-ends", "blank-lines", "a-new-column"],
)
def test_what_means_the_same_gives_the_same(
    load: Callable[[bytes], Imported], content: bytes
) -> None:
    assert tables(load(content)) == tables(load(WHOLE))


def test_what_is_no_file_is_refused(take: Callable[[str, Path], Imported], place: Path) -> None:
    with pytest.raises(DataError, match="there is no such file or folder"):
        take(NAME, place)
    (place.parent / "ml_hardware (1).csv").write_bytes(WHOLE)
    with pytest.raises(DataError, match="the file is missing; is it the one called 'ml_hardw"):
        take(NAME, place.parent)
    os.mkfifo(place)
    with pytest.raises(DataError, match="is a pipe or device and no file"):
        take(NAME, place.parent)
    place.unlink()
    place.symlink_to("nowhere")
    with pytest.raises(DataError, match=r"is missing|link to nothing"):
        take(NAME, place.parent)


def test_a_file_that_is_too_large_is_not_read(
    take: Callable[[str, Path], Imported], place: Path
) -> None:
    with place.open("wb") as stream:
        stream.truncate(10**12)
    with pytest.raises(DataError, match="has 1,000,000,000,000 bytes; at most 50,000,000 are read"):
        take(NAME, place)


def test_spoilt_bytes_give_an_error_or_account_for_every_row(
    load: Callable[[bytes], Imported],
) -> None:
    chance = random.Random(20261128)
    outcomes = set()
    for _ in range(30):
        content = bytearray(WHOLE)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 3)] = chance.choice(
                [b'"', b",", b"\n", b"\x00", b"\xff", b"=", b"<b>", b"", b"9" * 40]
            )
        try:
            report = load(bytes(content)).report
        except DataError:
            outcomes.add("error")
        else:
            outcomes.add("result")
            assert report.mapped + sum(len(file.left_out) for file in report.files) == report.rows
    assert outcomes == {"error", "result"}


def test_a_failing_write_leaves_what_was_there(
    load: Callable[[bytes], Imported], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, data = tmp_path / "out", tmp_path / "data"
    importing.write(load(WHOLE), folder, data)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert importing.differences(load(WHOLE), folder) == []
    later = load(as_csv(hardware(120)))
    assert len(importing.differences(later, folder)) == 3
    calls = iter([None, None])
    write = type(folder).write_bytes

    def fails(path: Path, content: bytes) -> int:
        next(calls, None)
        if path.name == "observations.csv":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(type(folder), "write_bytes", fails)
    with pytest.raises(OSError, match="No space left"):
        importing.write(later, folder, data)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []


def test_no_folder_of_anything_else_is_replaced(
    load: Callable[[bytes], Imported], tmp_path: Path
) -> None:
    folder, data = tmp_path / "letters", tmp_path / "data"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    made = load(WHOLE)
    with pytest.raises(AigraphError, match="holds something else"):
        importing.write(made, folder, data)
    (folder / "letter.txt").unlink()
    importing.write(made, folder, data)
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(AigraphError, match=r"holds 'letter\.txt', which no import wrote"):
        importing.write(made, folder, data)


def test_a_planned_error_of_an_importer_is_told(
    load: Callable[[bytes], Imported], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(ctx: Any) -> None:
        ctx.each("ml_hardware.csv", lambda record: None)

    monkeypatch.setattr("aigraph.sources.epoch_ml_hardware.importer.run", run)
    with pytest.raises(AigraphError, match=r"does nothing with ml_hardware\.csv, row Quark 0"):
        load(WHOLE)
