"""Every text of the interface has one Chinese text, and each of these is used."""

from __future__ import annotations

import csv
import pickle
import re
import string
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from aigraph import i18n
from aigraph.i18n import Name, Text, described, is_coded, named, say, script_words, sentences
from aigraph.questions.registry import entries
from aigraph.schema import TABLES
from aigraph.vocab import GRADES

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

KEYWORDS = {"Text": None, "say": None, "message": None, "in_context": ((1, "c"), 2), "column": (1,)}
Messages = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def used(root: Path) -> Messages:
    """The messages that code, templates and scripts use, each with its files."""
    with (root / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)
    found: Messages = {}
    for top in ("src/aigraph", "viz"):
        for file, _, texts, _, context in extract_from_dir(
            root / top,
            [(pattern.removeprefix(f"{top}/"), method) for pattern, method in methods],
            {pattern.removeprefix(f"{top}/"): option for pattern, option in options.items()},
            keywords=KEYWORDS,
            directory_filter=lambda folder: "node_modules" not in folder,
        ):
            assert isinstance(texts, str)
            found.setdefault((context or "", texts), set()).add(f"{top}/{Path(file).as_posix()}")
    return found


def _read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale="zh", abort_invalid=True)


@pytest.fixture(scope="module")
def messages() -> dict[tuple[str, str], tuple[str, set[str]]]:
    return {
        (entry.context or "", str(entry.id)): (
            str(entry.string),
            {file for file, _ in entry.locations},
        )
        for entry in _read(i18n.MESSAGES)
        if entry.id
    }


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_a_chinese_text(
    used: Messages, messages: dict[tuple[str, str], tuple[str, set[str]]]
) -> None:
    assert {key: used[key] for key in used if not messages.get(key, ("",))[0]} == {}


def test_every_chinese_text_is_used_where_the_catalogue_says(
    used: Messages, messages: dict[tuple[str, str], tuple[str, set[str]]]
) -> None:
    stale = {key: places for key, (_, places) in messages.items() if used.get(key) != places}
    assert stale == {}


def test_translations_have_the_placeholders_of_their_messages(
    messages: dict[tuple[str, str], tuple[str, set[str]]],
) -> None:
    wrong = {
        message: chinese
        for (_, message), (chinese, _) in messages.items()
        if _placeholders(message) != _placeholders(chinese)
    }
    assert wrong == {}


def test_every_table_column_and_question_is_described_in_chinese() -> None:
    written = {str(entry.id): str(entry.string) for entry in _read(i18n.DICTIONARY) if entry.id}
    said = {table.meaning for table in TABLES.values()} | {
        column.meaning for table in TABLES.values() for column in table.columns
    }
    said |= {entry.summary for entry in entries().values()}
    assert {meaning for meaning in said if not written.get(meaning)} == set()
    assert set(written) == said
    assert described("ISO 3166 code.", "zh") == written["ISO 3166 code."] != "ISO 3166 code."


CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
ALLOWED = {
    "__init__.py": "a search for a Chinese name",
    "questions/lookup/find.py": "an example that searches for a Chinese name",
    "questions/name_forms.py": "legal forms of companies, and names that are folded",
    "characters.py": "characters that cells may hold",
    "i18n.py": "separators, and examples",
    "identity/forms.py": "signs of Chinese lists and brackets, and examples",
    "identity/spelled.py": "names that are folded",
    "render/cells.py": "full-width signs that begin a formula",
    "numerals.py": "Chinese counts in ten thousands",
    "site/frame.py": "the name of the language itself",
    "sources/kinds.py": "words of Chinese names of organisations",
    "tables/files.py": "quotation marks of a text processor",
    "tables/wordings.py": "Chinese words that negate or compare, which a check looks for",
}
"""Modules that may hold Chinese characters, and for what."""


def test_no_other_module_holds_chinese(root: Path) -> None:
    package = root / "src/aigraph"
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if CHINESE.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(ALLOWED)


def test_no_entry_is_doubtful() -> None:
    for path in (i18n.MESSAGES, i18n.VALUES, i18n.DICTIONARY):
        assert [entry.id for entry in _read(path) if entry.id and entry.fuzzy] == []
        assert not _read(path).obsolete


def test_every_coded_value_is_one_of_the_tables_or_the_code(root: Path) -> None:
    found = set()
    for table in (root / "data").rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as stream:
            found |= {cell for row in csv.reader(stream) for cell in row}
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((root / "src").rglob("*.py"))
    )
    found |= set(re.findall(r'"([^"\n]+)"', text)) | set(re.findall(r"[\w-]+", text))
    values = {str(entry.id) for entry in _read(i18n.VALUES) if entry.id} - found
    # A fact that is not given is shown as a column's name with these words behind it.
    named_after = {value: value.removesuffix(" not known") for value in values}
    assert {
        value for value, name in named_after.items() if not {name, name.replace(" ", "-")} & found
    } == set()


def test_every_coded_value_has_a_chinese_name() -> None:
    assert [entry.id for entry in _read(i18n.VALUES) if not entry.string] == []


def test_every_grade_has_one_chinese_name_of_its_own() -> None:
    names = {grade: named(grade, "zh") for grade in GRADES}
    assert len({*names.values(), *names}) == 2 * len(GRADES)


def test_values_are_written_as_the_language_writes_them() -> None:
    text = Text("{goods}: {share}, {share:.1f} on {day}", goods=[Name("a", "甲"), Name("b", "乙")],
                share=0.25, day=date(2026, 1, 2))  # fmt: skip
    assert text.en == str(text) == "a, b: 0.25, 0.2 on 2026-01-02"
    assert text.to("zh") == "甲、乙: 0.25, 0.2 on 2026-01-02"


def test_texts_are_values() -> None:
    text = Text("{names}", names=["a", "b"])
    assert text == Text("{names}", names=("a", "b")) != Text("{names}", names=("a",))
    assert hash(text) == hash(Text("{names}", names=["a", "b"]))
    assert pickle.loads(pickle.dumps(text)) == text
    assert Text("x") != Text.in_context("noun", "x")
    with pytest.raises(AttributeError):
        text.message = "other"  # type: ignore[misc]


def test_a_text_without_its_value_is_refused() -> None:
    with pytest.raises(KeyError):
        Text("{count} goods").to("en")


def test_a_text_may_hold_another() -> None:
    inner = Text("{count} paths", count=2)
    assert say("{text}; {name}", "zh", text=inner, name=Name("chip", "芯片")) == "2 paths; 芯片"


def test_languages_that_are_not_there_are_refused() -> None:
    for act in (lambda: named("inferred", "fr"), lambda: say("x", "fr")):
        with pytest.raises(ValueError, match="no language 'fr'"):
            act()


def test_coded_values_are_named_and_other_text_stays() -> None:
    assert is_coded("export-control")
    assert named("export-control", "zh") == "出口管制"
    assert not is_coded("{0}")
    assert named("{0}", "zh") == "{0}"


def test_sentences_run_on_as_the_language_has_it() -> None:
    texts = [Name("One.", "一。"), Name("Two.", "二。")]
    assert sentences(texts, "en") == "One. Two."
    assert sentences(texts, "zh") == "一。二。"


def test_a_page_gets_the_words_of_its_own_scripts_only(
    messages: dict[tuple[str, str], tuple[str, set[str]]],
) -> None:
    assert script_words() == {}
    for script in {file for _, files in messages.values() for file in files if file.endswith("js")}:
        words = script_words(script)
        assert words
        assert set(words) <= {
            message for (_, message), (_, files) in messages.items() if script in files
        }
