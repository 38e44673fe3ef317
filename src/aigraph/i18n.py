"""Every text of the interface: written in English where it is used, in Chinese in one catalogue.

How to write a text that a reader sees:

    from aigraph.i18n import Name, Text

    Text("No rule of {measure} applies.", measure=Name("tariff", "关税"))
    Text("{count} of {total} have no known path.", count=3, total=len(rows))
    Text("Left out: {names}.", names=[Name(thing.label, thing.label_zh) for thing in things])

A ``Text`` is a plain immutable value: it compares, hashes, pickles, and renders in a language with
``text.to("zh")``; ``text.en`` and ``text.zh`` are the same as attributes, as a ``Name`` has
them. Where a language is at hand and no value is needed, ``say("Sources", language)`` is short for
``Text("Sources").to(language)``.

- The message is the English text, a literal in the code, since babel extracts it from there. Its
  placeholders are those of ``str.format``, filled by keyword; a literal brace is doubled.
- A value may be text, a number, a date, a ``Name`` or ``Text`` (rendered in the same language), or
  a list or tuple of these, which is joined as the language joins: ``a, b`` and ``a、b``.
- One English text that needs two Chinese ones gets a context: ``Text.in_context("verb", "Open")``.
- Coded values of tables and answers (``applies``, ``export-control``, ``inferred``) have a
  catalogue of their own, ``values.po``: ``named("inferred", "zh")``. Any other text comes back as
  it is.
- What the schema says of tables and columns, and the sentence that says what a question answers,
  have their Chinese in ``dictionary.po``: ``described(column.meaning, "zh")``.
- ``column("Name", meaning)`` and ``Heading(field, Text("Name"))`` name the columns of an answer;
  the heading is a message, the meaning is shown in help and schema and stays English.
- Page scripts mark a message as ``message("Search")``, templates write ``say("Search")``;
  ``script_words`` gives a page the translations of the scripts that it carries.

The Chinese is in ``locale/zh/LC_MESSAGES``, as files that every editor of translations opens.
They are read as they are when a Chinese text is first asked for, so there is no step of building,
and an English command pays nothing. ``CONTRIBUTING.md`` has the two commands that carry changed
texts into ``aigraph.po``; ``tests/test_i18n.py`` names every message without a Chinese text and
every Chinese text that nothing uses. A missing translation shows the English text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from aigraph.numerals import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES: Final = ("en", "zh")
"""Languages of the interface; the first is the one that messages are written in."""

_FOLDER: Final = Path(__file__).parent / "locale" / "zh" / "LC_MESSAGES"
MESSAGES: Final = _FOLDER / "aigraph.po"
"""The Chinese of what is written in English in the code, the templates and the page scripts."""

VALUES: Final = _FOLDER / "values.po"
"""The Chinese of the coded values of tables and answers."""

DICTIONARY: Final = _FOLDER / "dictionary.po"
"""The Chinese of what is said of each table, column and question."""

_SEPARATORS: Final = {"en": ", ", "zh": "、"}
_SENTENCE_SEPARATORS: Final = {"en": " ", "zh": ""}


class Name(NamedTuple):
    """A name that comes from the data in both languages.

    Attributes:
        en: in English.
        zh: in Chinese.
    """

    en: str
    zh: str

    def to(self, language: str) -> str:
        """Return the name in a language.

        Raises:
            ValueError: if there is no such language.
        """
        _check(language)
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A text of the interface with the values in it.

    Attributes:
        message: the English text, with placeholders.
        values: what fills them, by name.
        context: distinguishes equal messages of different meaning; blank for most.

    >>> text = Text("{count} of {total} goods: {names}.", count=2, total=5, names=["a", "b"])
    >>> text.en, text == Text(text.message, count=2, total=5, names=("a", "b"))
    ('2 of 5 goods: a, b.', True)
    """

    message: str
    values: tuple[tuple[str, Any], ...]
    context: str

    def __init__(self, message: str, /, **values: Any) -> None:
        """Take a message and the values of its placeholders."""
        self._set(message, "", values)

    @classmethod
    def in_context(cls, context: str, message: str, /, **values: Any) -> Self:
        """Return a text whose message means different things in different contexts."""
        made = cls.__new__(cls)
        made._set(message, context, values)
        return made

    def _set(self, message: str, context: str, values: dict[str, Any]) -> None:
        frozen = ((key, _frozen(value)) for key, value in sorted(values.items()))
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "values", tuple(frozen))
        object.__setattr__(self, "context", context)

    def to(self, language: str) -> str:
        """Return the text in a language.

        Raises:
            KeyError: if a placeholder has no value.
            ValueError: if there is no such language.
        """
        pattern = _translation(self.message, language, self.context)
        return pattern.format_map({key: _shown(value, language) for key, value in self.values})

    @property
    def en(self) -> str:
        """The text in English."""
        return self.to("en")

    @property
    def zh(self) -> str:
        """The text in Chinese."""
        return self.to("zh")

    def __str__(self) -> str:
        """Return the text in English."""
        return self.en


def say(message: str, language: str, /, **values: Any) -> str:
    """Return a message in a language, its placeholders filled.

    >>> say("{count} paths", "en", count=2)
    '2 paths'
    """
    return Text(message, **values).to(language)


def in_language(texts: Mapping[str, Text | tuple[Text, ...]], language: str) -> dict[str, Any]:
    """Return a table of texts, or of rows of texts, in a language.

    >>> in_language({"heads": (Text("From"), Text("To")), "none": Text("Nothing.")}, "en")
    {'heads': ('From', 'To'), 'none': 'Nothing.'}
    """
    return {
        key: tuple(item.to(language) for item in text)
        if isinstance(text, tuple)
        else text.to(language)
        for key, text in texts.items()
    }


def named(code: str, language: str) -> str:
    """Return a coded value as people read it; any other text stays as it is.

    >>> named("inferred", "zh"), named("inferred", "en"), named("NVIDIA {H100}", "zh")
    ('推断', 'inferred', 'NVIDIA {H100}')
    """
    _check(language)
    found = None if language == LANGUAGES[0] else _catalogue(VALUES).get(("", code))
    return found.text if found else code


def described(meaning: str, language: str) -> str:
    """Return what is said of a table, a column or a question in a language.

    >>> described("ISO 3166 code.", "en")
    'ISO 3166 code.'
    """
    _check(language)
    found = None if language == LANGUAGES[0] else _catalogue(DICTIONARY).get(("", meaning))
    return found.text if found else meaning


def is_coded(code: str) -> bool:
    """Return whether a text is one of the coded values of tables and answers."""
    return ("", code) in _catalogue(VALUES)


def sentences(texts: Iterable[Text | Name], language: str) -> str:
    """Return whole sentences as one paragraph.

    >>> sentences([Text("One."), Text("Two.")], "en")
    'One. Two.'
    """
    return _SENTENCE_SEPARATORS[language].join(getattr(text, language) for text in texts)


def script_words(*scripts: str) -> dict[str, str]:
    r"""Return the Chinese of the messages that some page scripts use, by message.

    A message in a context has the key ``context\u0004message``, as in gettext.

    Args:
        scripts: paths as the catalogue's references write them, such as ``viz/panel.js``.
    """
    wanted = set(scripts)
    return {
        f"{context}\x04{message}" if context else message: entry.text
        for (context, message), entry in _catalogue(MESSAGES).items()
        if wanted & entry.places
    }


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _shown(value: Any, language: str) -> Any:
    """Return a value as the text in a language shows it; numbers stay, for their format."""
    match value:
        case Name() | Text():
            return getattr(value, language)
        case tuple():
            return _SEPARATORS[language].join(str(_shown(item, language)) for item in value)
        case float():
            return _Number(value, language)
        case _:
            return value


class _Number(float):
    """A number that is written for people unless its placeholder has a format."""

    language: str

    def __new__(cls, value: float, language: str) -> Self:
        made = super().__new__(cls, value)
        made.language = language
        return made

    def __format__(self, pattern: str) -> str:
        return float.__format__(self, pattern) if pattern else number(float(self), self.language)


class _Entry(NamedTuple):
    """The Chinese of a message, and the files that use it."""

    text: str
    places: frozenset[str]


def _translation(message: str, language: str, context: str) -> str:
    """Return a message in a language, its placeholders still in it."""
    _check(language)
    if language == LANGUAGES[0]:
        return message
    found = _catalogue(MESSAGES).get((context, message))
    return found.text if found and found.text else message


def _check(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"no language {language!r}: {', '.join(LANGUAGES)}")


@cache
def _catalogue(path: Path) -> dict[tuple[str, str], _Entry]:
    """Return the entries of a catalogue by context and message."""
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="zh", abort_invalid=True)
    return {
        (message.context or "", str(message.id)): _Entry(
            str(message.string), frozenset(place for place, _ in message.locations)
        )
        for message in catalogue
        if message.id
    }
