"""Say what is wrong with a query in words that help: where, and what was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aigraph.spelling import did_you_mean
from aigraph.stores.guard import declared_prefixes
from aigraph.stores.tokens import Token, place, tokens
from aigraph.vocab import PREFIXES, TERMS, THINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_CLASS: Final = re.compile(r"\[(?:'[^']*'|[^\]'])*\]")
"""A range of characters, which the engine lists among what it expects and nobody reads."""
_EXPECTED: Final = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z][A-Za-z_ ]*')
_SHOWN: Final = 6
"""How many of the words that might follow are listed."""

KEYWORDS: Final = frozenset(
    """
    A ABS ADJUST ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT
    CONTAINS COPY COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP
    ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR HAVING
    HOURS IF IN INSERT INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR
    LANGMATCHES LATERAL LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES MONTH MOVE NAMED NOT NOW OBJECT
    OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS
    SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS
    STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TO TRIPLE TRUE TZ UCASE
    UNDEF UNION URI USING UUID VALUES VERSION WHERE WITH YEAR
    """.split()
)
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
    for check in (_undeclared, _unescaped, _no_word):
        found = check(code, declared, terms)
        if found is not None:
            line, column = place(query, found[0].start)
            return f"line {line}, column {column}: {found[1]}"
    return _in_engine_words(query, engine)


def names(query: str) -> Iterator[tuple[str, str]]:
    """Return the terms and things of ours that a query names: each as written, and its address.

    >>> list(names("SELECT * { ?s a ag:Chip ; skos:broader agd:x }"))[0]
    ('ag:Chip', 'https://w3id.org/aigraph/ns/Chip')
    """
    code = [token for token in tokens(query) if token.kind != "remark"]
    declared = declared_prefixes(query)
    seen = set()
    for before, token in zip([None, *code], code, strict=False):
        address = ""
        if token.kind == "name" and token.local and token.prefix in declared:
            address = declared[token.prefix] + token.local.replace("\\", "")
        elif token.kind == "address" and not _declares(before):
            address = token.address
        if address.startswith((TERMS, THINGS)) and address not in {TERMS, THINGS, *seen}:
            seen.add(address)
            yield token.text, address


def unknown_name(address: str, terms: Iterable[str], things: Iterable[str]) -> str:
    """Return what an address that occurs nowhere may have meant, as a query writes it; or blank.

    Args:
        address: of a term or thing of ours.
        terms: local names of the ontology's terms.
        things: identifiers, as ``table/key``.
    """
    if address.startswith(TERMS):
        return did_you_mean(
            "ag:" + address.removeprefix(TERMS), [f"ag:{term}" for term in terms]
        )
    known = list(things)
    identifier = address.removeprefix(THINGS)
    table = identifier.partition("/")[0] + "/"
    same = [thing for thing in known if thing.startswith(table)] or known
    return did_you_mean(_written(address), [_written(THINGS + thing) for thing in same])


def _declares(token: Token | None) -> bool:
    """Tell whether an address after this token is a namespace or a base."""
    return token is not None and (
        (token.kind == "name" and not token.local)
        or (token.kind == "word" and token.text.upper() == "BASE")
    )


def _undeclared(
    code: Sequence[Token], declared: Mapping[str, str], _terms: Collection[str]
) -> tuple[Token, str] | None:
    for token, after in zip(code, [*code[1:], None], strict=True):
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
            address = declared[token.prefix] + token.local + "/" + word.text
            return token, (
                f"{token.text}/{word.text} is read as a path, since '/' ends a name;"
                f" write {_written(address, token.prefix)}"
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
        close = f" (did you mean {term!r}?)" if term else did_you_mean(word.upper(), KEYWORDS)
        return token, f"{word!r} is no word of SPARQL{close}"
    return None


def _written(address: str, prefix: str = "agd") -> str:
    r"""Return an address as a name without escapes where a prefix allows it, else with escapes.

    >>> _written("https://w3id.org/aigraph/ns/Chip")
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
        for item in _EXPECTED.findall(_CLASS.sub("", found[3]).removeprefix("one of "))
        if item.strip()
    ]
    reasons = [item for item in items if " " in item and not item.startswith('"')]
    if reasons:
        reason = reasons[0]
    else:
        reason = "the query ends too early" if _is_end(query, line, column) else "this is not SPARQL"
        if items:
            reason += f"; expected {' or '.join(items[:_SHOWN])}"
            reason += " or others" if len(items) > _SHOWN else ""
    return f"line {line}, column {column}: {reason}"


def _is_end(query: str, line: int, column: int) -> bool:
    lines = query.split("\n")
    return line == len(lines) and column > len(lines[-1])
