r"""The tokens of a SPARQL query, cut where Oxigraph cuts them.

Oxigraph parses characters, not words: a keyword needs no blank beside it (``trueSERVICE<...>``), a
name takes at most one run of dots, and text that is no good string, address or name is read again
as something else. What ``TOKEN`` cuts is the same; ``aigraph.stores.guard`` says what is left open.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEX: Final = "[0-9A-Fa-f]"
_CODEPOINT: Final = (
    rf"\\u(?![Dd][89A-Fa-f]){_HEX}{{4}}"
    rf"|\\U(?!0000[Dd][89A-Fa-f])00(?:0{_HEX}|10){_HEX}{{4}}"
)
_ESCAPE: Final = rf"\\[tbnrf\x22'\\]|{_CODEPOINT}"
_LETTER: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_DIGIT: Final = "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_PART: Final = rf"[{_LETTER}_{_DIGIT}\-]"
_PREFIX: Final = rf"[{_LETTER}]{_PART}*(?:\.+{_PART}+)*"
_LOCAL_ESCAPE: Final = rf"%{_HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL: Final = (
    rf"(?:[{_LETTER}_:0-9]|{_LOCAL_ESCAPE})(?:[{_LETTER}_{_DIGIT}:\-]|{_LOCAL_ESCAPE})*"
    rf"(?:\.+(?:[{_LETTER}_{_DIGIT}:\-]|{_LOCAL_ESCAPE})+)?"
)
_LONG: Final = "{0}{0}{0}[^{0}\\\\]*(?:(?:{0}{{1,2}}(?=[^{0}])|{1})[^{0}\\\\]*)*{0}{0}{0}"
_SHORT: Final = "{0}(?:[^{0}\\\\\\n\\r]|{1})*{0}"

TOKEN: Final = "|".join(
    [
        r"(?P<blank>[ \t\r\n]+)",
        r"(?P<remark>#[^\r\n]*)",
        rf"(?P<address><(?:[^<>\x22{{}}|^`\\\x00-\x20]|{_CODEPOINT})*>)",
        "(?P<text>"
        + "|".join(form.format(q, _ESCAPE) for form in (_LONG, _SHORT) for q in "'\"")
        + ")",
        rf"(?P<name>(?P<prefix>{_PREFIX})?:(?P<local>{_LOCAL})?)",
        rf"(?P<node>_:[{_LETTER}_0-9]{_PART}*(?:\.+{_PART}+)*)",
        rf"(?P<variable>[?$][{_LETTER}_0-9][{_LETTER}_{_DIGIT}]*)",
        r"(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)",
        rf"(?P<word>{_PREFIX}|_{_PART}*|[{_DIGIT}\-]+)",
        r"(?P<other>[\s\S])",
    ]
)
"""One token. JavaScript reads it too, with ``(?<`` for ``(?P<`` and the flag ``u``."""

_TOKEN: Final = re.compile(TOKEN)
_CODEPOINTS: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """A token of a query.

    Attributes:
        kind: ``address`` (an IRI between angle brackets), ``text`` (a string), ``name`` (with a
            prefix), ``node`` (a blank node), ``variable``, ``language``, ``word`` (several where
            dots join them), ``remark``, or ``other`` (one character).
        text: the token as it is written.
        start: how many characters precede it.
        prefix: of a name, what comes before the colon.
        local: of a name, what comes after the colon, with its escapes.
    """

    kind: str
    text: str
    start: int
    prefix: str = ""
    local: str = ""

    @property
    def address(self) -> str:
        r"""The IRI that an ``address`` holds, its codepoint escapes resolved.

        >>> Token("address", r"<urn:\u0061>", 0).address
        'urn:a'
        """
        return _CODEPOINTS.sub(lambda found: character(found[0]), self.text[1:-1])


def tokens(query: str) -> Iterator[Token]:
    r"""Cut a query into its tokens; blanks are left out.

    >>> [token.text for token in tokens(r"ASK{?s ag:a\#b 'c'@en.SERVICE<d>{}} # e")]
    ['ASK', '{', '?s', 'ag:a\\#b', "'c'", '@en', '.', 'SERVICE', '<d>', '{', '}', '}', '# e']
    """
    for found in _TOKEN.finditer(query):
        kind = str(found.lastgroup)
        if kind == "blank":
            continue
        if kind == "name":
            yield Token(kind, found[0], found.start(), found["prefix"] or "", found["local"] or "")
        else:
            yield Token(kind, found[0], found.start())


def codepoints(text: str) -> list[str]:
    r"""Return the characters that the codepoint escapes of a text mean.

    >>> codepoints(r"a\u0041\U00000042\n")
    ['A', 'B']
    """
    return [character(found[0]) for found in _CODEPOINTS.finditer(text)]


def character(escape: str) -> str:
    r"""Return the character that a codepoint escape means; blank where there is none.

    >>> character(r"\u0041"), character(r"\UFFFFFFFF")
    ('A', '')
    """
    digits = escape.lstrip("\\uU")
    value = int(digits, 16)
    return chr(value) if value <= sys.maxunicode else ""


def place(query: str, start: int) -> tuple[int, int]:
    r"""Return the line and column of a character, both counted from 1, as Oxigraph counts.

    >>> place("ASK {\n  SERVICE", 8)
    (2, 3)
    """
    return query.count("\n", 0, start) + 1, start - (query.rfind("\n", 0, start) + 1) + 1
