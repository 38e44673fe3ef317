"""Say what is wrong with a query in words that help: where, and what was meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from aigraph.spelling import did_you_mean, nearest
from aigraph.stores.guard import declared_prefixes
from aigraph.stores.tokens import Token, place, tokens
from aigraph.vocab import PREFIXES, TERMS, THINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_CLASS: Final = re.compile(r"\[(?:'[^']*'|[^\]'])*\]")
"""A range of characters, which the engine lists among what it expects and nobody reads."""
_EXPECTED: Final = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z][A-Za-z_ ]*')
_NO_ADDRESS: Final = "IRI parsing failed"
_SHOWN: Final = 6
"""How many of the words that might follow are listed."""

_WORDS: Final = (
    "A ABS ADJUST ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT "
    "CONSTRUCT CONTAINS COPY COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE "
    "DISTINCT DROP ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT "
    "HASLANG HASLANGDIR HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC "
    "ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES "
    "MONTH MOVE NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX "
    "REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 "
    "SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID "
    "SUBJECT SUBSTR SUM TIMEZONE TO TRIPLE TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES "
    "VERSION WHERE WITH YEAR"
)
KEYWORDS: Final = frozenset(_WORDS.split())
"""The words of SPARQL, in capitals."""


def explain(query: str, engine: str, terms: Collection[str]) -> str:
    """Return one line on what is wrong with a malformed query, with its own line and column.

    Args:
        query: the query as the user wrote it.
        engine: what Oxigraph says of it.
        terms: local names of the ontology's terms.
    """
    code = [token for token in tokens(query) if token.kind != "remark"]
    declared = declared_prefixes(query)
    for check in (_unended, _undeclared, _unescaped, _no_word):
        if check is _no_word and _NO_ADDRESS in engine:
            continue  # the words are parts of an address
        found = check(code, declared, terms)
        if found is not None:
            line, column = place(query, found[0].start)
            return f"line {line}, column {column}: {found[1]}"
    return _in_engine_words(query, engine)


def names(query: str) -> Iterator[tuple[str, str]]:
    """Return the terms and things of ours that a query names: address, and name as written.

    >>> list(names("SELECT * { ?s a ag:Chip ; skos:broader agd:x }"))[0]
    ('https://w3id.org/aigraph/ns/Chip', 'ag:Chip')
    """
    code = [token for token in tokens(query) if token.kind != "remark"]
    declared = declared_prefixes(query)
    for before, token in zip([None, *code], code, strict=False):
        address = ""
        if token.kind == "name" and token.local and token.prefix in declared:
            address = declared[token.prefix] + token.local.replace("\\", "")
        elif token.kind == "address" and not _declares(before):
            address = token.address
        if address.startswith((TERMS, THINGS)) and address not in {TERMS, THINGS}:
            yield address, token.text


def meant(address: str, terms: Iterable[str], things: Iterable[str]) -> str:
    """Return what an address that occurs nowhere may have meant, as a query writes it; or blank.

    Args:
        address: of a term or thing of ours.
        terms: local names of the ontology's terms.
        things: identifiers, as ``table/key``.
    """
    namespace = TERMS if address.startswith(TERMS) else THINGS
    known = list(terms if namespace == TERMS else things)
    name = address.removeprefix(namespace)
    table = name.partition("/")[0] + "/"
    near = nearest(name, [other for other in known if other.startswith(table)] or known)
    return written(namespace + near[0]) if near else ""


def _declares(token: Token | None) -> bool:
    """Return whether an address after this token is a namespace or a base."""
    return token is not None and (
        (token.kind == "name" and not token.local)
        or (token.kind == "word" and token.text.upper() == "BASE")
    )


def _unended(
    code: Sequence[Token], _declared: Mapping[str, str], _terms: Collection[str]
) -> tuple[Token, str] | None:
    """Find a quotation mark that begins no string."""
    for token in code:
        if token.kind == "other" and token.text in "\"'":
            return (
                token,
                "this string has no end on its line, or an escape that SPARQL does not know",
            )
    return None


def _undeclared(
    code: Sequence[Token], declared: Mapping[str, str], _terms: Collection[str]
) -> tuple[Token, str] | None:
    for token, after in zip_longest(code, code[1:]):
        if token.kind == "name" and token.prefix not in declared:
            if after is not None and after.kind == "address" and not token.local:
                continue  # its declaration, which has another fault
            close = did_you_mean(token.prefix, declared)
            return token, f"the prefix {token.prefix!r} is not declared{close}"
    return None


def _unescaped(
    code: Sequence[Token], declared: Mapping[str, str], _terms: Collection[str]
) -> tuple[Token, str] | None:
    """Find a name with a slash in it, which reads as a path of two names."""
    for token, slash, word in zip(code, code[1:], code[2:], strict=False):
        joined = word.start == slash.start + 1 == token.start + len(token.text) + 1
        if token.kind == "name" and slash.text == "/" and word.kind == "word" and joined:
            address = declared.get(token.prefix, "") + token.local + "/" + word.text
            return token, (
                f"{token.text}/{word.text} is read as a path, since '/' ends a name;"
                f" write {written(address, token.prefix)}"
            )
    return None


def _no_word(
    code: Sequence[Token], _declared: Mapping[str, str], terms: Collection[str]
) -> tuple[Token, str] | None:
    """Find a word that SPARQL does not have."""
    named = {term.casefold(): f"ag:{term}" for term in terms}
    for token in code:
        if token.kind != "word" or token.text[0] in "-0123456789":
            continue
        word = next((w for w in token.text.split(".") if w.upper() not in KEYWORDS), "")
        if re.fullmatch(r"[eE][0-9]*|", word):
            continue  # what is left of a number
        term = named.get(word.casefold())
        near = [term] if term else get_close_matches(word.upper(), KEYWORDS, 1, 0.75)
        close = f" (did you mean {near[0]!r}?)" if near else ""
        return token, f"{word!r} is not a word of SPARQL{close}"
    return None


def written(address: str, prefix: str = "agd") -> str:
    r"""Return an address as a name without escapes where a prefix allows it, else with escapes.

    >>> written("https://w3id.org/aigraph/ns/Chip")
    'ag:Chip'
    """
    for known, namespace in PREFIXES.items():
        rest = address.removeprefix(namespace)
        if rest != address and re.fullmatch(r"[A-Za-z0-9_-]+", rest):
            return f"{known}:{rest}"
    namespace = PREFIXES.get(prefix, "")
    if namespace and address.startswith(namespace):
        return f"{prefix}:" + address.removeprefix(namespace).replace("/", "\\/")
    return f"<{address}>"


def _in_engine_words(query: str, engine: str) -> str:
    found = _PLACE.fullmatch(engine)
    if found is None:
        return engine
    line, column = int(found[1]), int(found[2])
    items = [
        item.strip()
        for item in _EXPECTED.findall(
            _CLASS.sub("", found[3].replace("<unreported>", "")).removeprefix("one of ")
        )
        if item.strip()
    ]
    reasons = [item for item in items if " " in item and not item.startswith('"')]
    if reasons:
        reason = reasons[0]
    elif not items:
        reason = "this, or what comes before it, is not SPARQL"
    else:
        wrong = "the query ends too early" if _is_end(query, line, column) else "not SPARQL"
        others = " or others" if len(items) > _SHOWN else ""
        reason = f"{wrong}; expected {' or '.join(items[:_SHOWN])}{others}"
    return f"line {line}, column {column}: {reason}"


def _is_end(query: str, line: int, column: int) -> bool:
    lines = query.split("\n")
    return line == len(lines) and column > len(lines[-1])
