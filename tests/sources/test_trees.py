"""YAML, JSON and TOML of strangers: read as text, lists and mappings, or refused with a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError
from aigraph.sources.description import SourceFile
from aigraph.sources.reading import read_file
from aigraph.sources.trees import read_yaml
from aigraph.tables.lines import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (BOMB, 1, "refers back"),
        ("a: 1\nb:\n  a: 2\n  a: 3\n", 4, "names 'a' twice"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "has the tag"),
        ("a: 1\nb: !own 2\n", 2, "has the tag"),
        ("a: [1, 2\n", 2, "is no YAML"),
        ("a: 'x\n", 2, "is no YAML"),
        ("[" * 60 + "]" * 60, 1, "nested too deeply"),
        ("? [a, b]\n: 1\n", 1, "a key that is no text"),
        ("a: 1\n---\nb: 2\n", 2, "is no YAML"),
    ],
)
def test_yaml_that_is_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(UnreadableError, match=message) as raised:
        read_yaml(text)
    assert raised.value.line == line


def test_plain_values_stay_as_written() -> None:
    found = read_yaml("country: no\nday: 2020-06-11\nversion: 1.10\nnothing:\n")
    assert found == {"country": "no", "day": "2020-06-11", "version": "1.10", "nothing": ""}


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        ("json", '{"a": 1, "a": 2}', "names 'a' twice"),
        ("json", '{"a":\n NaN}', "NaN is no number"),
        ("json", '{"a":\n1,}', ":2: is no JSON"),
        ("json", "[" * 100_000, "nested too deeply|is no JSON"),
        ("toml", "a = 1\na = 2", "is no TOML"),
        ("yaml", "a: [", "is no YAML"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, form: str, text: str, message: str) -> None:
    path = tmp_path / f"x.{form}"
    path.write_text(text)
    with pytest.raises(DataError, match=message):
        read_file(path, SourceFile.model_validate({"name": path.name, "form": form, "most": 1}))


ITEM = "          - item:\n            name: {}\n            project: sandbox\n"
HEAD = "landscape:\n  - category:\n    name: Data\n    subcategories:\n"
HEAD += "      - subcategory:\n        name: Tool\n        items:\n"


def test_a_landscape(take: Callable[[str, Path], Imported], tmp_path: Path) -> None:
    items = "".join(ITEM.format(f"Loom {n}") for n in range(210))
    path = tmp_path / "landscape.yml"
    path.write_text(HEAD + items + ITEM.format("'<script>'"))
    made = take("lfai_landscape", path)
    assert (made.report.rows, made.report.mapped) == (211, 210)
    ((reason, line, _),) = made.report.files[0].left_out
    assert reason.endswith("holds markup")
    assert line == 7 + 210 * 3 + 1
    said = [text for text in made.report.lines() if "the vintage that ships has" in text]
    assert len(said) == 1, "fewer rows than those that ship may be a file cut off at a line end"
    path.write_text(HEAD + items.replace("name:", "title:", 300))
    with pytest.raises(DataError, match="name: no row says this"):
        take("lfai_landscape", path)
    path.write_text(HEAD + items[: len(items) // 3])
    with pytest.raises(DataError, match=r"has \d+ rows, at least 200 are expected"):
        take("lfai_landscape", path)
    path.write_text("landscape: nothing\n")
    with pytest.raises(DataError, match="is no landscape of categories"):
        take("lfai_landscape", path)
