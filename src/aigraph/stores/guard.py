r"""Refuse queries that would write, or fetch from the network or from files.

The words are looked for in the tokens that Oxigraph sees (``aigraph.stores.tokens``). Three things
can be read in two ways, because Oxigraph reads a part again as something else when the first
reading fails. Each is refused where it could hide SERVICE or FROM:

- a name whose address comes out invalid is read as its prefix alone, and then as code: with
  ``PREFIX h: <http://x:>``, ``h:SERVICE<...>{}`` asks another place;
- a keyword needs no blank before a prefix: ``SERVICEag:x{}``;
- ``<`` may open an address or be "less than": ``?a<'>')SERVICE<...>{}``.

This is the first of two locks: the worker that runs a query has no network where the system can
withhold it (``aigraph.stores.confinement``).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from aigraph.errors import QueryError
from aigraph.stores.tokens import TOKEN, Token, codepoints, place, tokens
from aigraph.vocab import GRAPHS, PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FETCHING: Final = "SERVICE"
"""Asks another place from inside a query; refused wherever it may be read as a keyword."""
WRITING: Final = (
    *("LOAD", "INSERT", "DELETE", "CREATE", "DROP", "CLEAR", "COPY", "MOVE"),
    *("ADD", "WITH"),
)
"""Begin updates, which the engine takes for no query; refused as whole words, to say so."""

_ANY_CASE: Final = re.ASCII | re.IGNORECASE
_HIDDEN: Final = re.compile(f"{FETCHING}|FROM", _ANY_CASE)
_SUSPECT: Final = re.compile(rf"{FETCHING}|FROM|{'|'.join(WRITING)}|\\u", _ANY_CASE)
_PLAIN_NAMESPACE: Final = (
    r"[A-Za-z][A-Za-z0-9+.\-]*:(?:\/\/[A-Za-z0-9.\-]+(?::[0-9]{1,4})?\/|(?!\/\/))"
    r"[A-Za-z0-9_~.:\/\-]*#?"
)
"""A namespace that makes a valid address with every plain local name."""
_PLAIN_LOCAL: Final = (
    r"(?!.*\.(?:[Ss][Ee][Rr][Vv][Ii][Cc][Ee]|[Ff][Rr][Oo][Mm]))"
    r"(?:[A-Za-z0-9_:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\/\-])*"
)
"""A local name that cannot be cut in two; engines differ on where a name with dots ends."""
_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+.\-]*:"
_UP: Final = re.compile(r"/\.\.?(?:/|$)")
_ENDS: Final = {"text": "'\"\\\n\r", "remark": "\n\r", "address": '<>"{}|^`\\'}


def for_javascript() -> dict[str, Any]:
    """Return what the guard of the SPARQL page is made of: the same words and patterns."""
    return {
        "token": TOKEN.replace("(?P<", "(?<"),
        "fetching": FETCHING,
        "writing": WRITING,
        "namespace": f"^{_PLAIN_NAMESPACE}$",
        "local": f"^{_PLAIN_LOCAL}$",
        "scheme": f"^{_SCHEME}",
        "base": THINGS,
        "ends": _ENDS,
    }


def refuse(query: str) -> None:
    r"""Refuse what would write, or read from the network or from files.

    Raises:
        QueryError: with the line and column of what is refused.

    >>> refuse("SELECT * { BIND(true AS ?x) SERVICE <http://example.org/> {} }")
    Traceback (most recent call last):
    aigraph.errors.QueryError: line 1, column 29: SERVICE is refused
    >>> refuse('SELECT * { ?s ag:x "load"@move } # service')
    """
    if not _SUSPECT.search(query):
        return
    found = list(tokens(query))
    _refuse_escapes(query, found)
    code = [token for token in found if token.kind != "remark"]
    declared = _declared(code)
    hidden = _HIDDEN.search(query) is not None
    for token in code:
        reason = _reason(token, declared, hidden=hidden)
        if reason:
            raise _refusal(query, token, reason)
    for token, address in _graphs(code, declared):
        if not address.startswith(GRAPHS) or _UP.search(address):
            raise _refusal(query, token, "FROM may only name graphs of this release")


def names_graphs(query: str) -> bool:
    """Return whether a query chooses its default graph by FROM, by address or by prefix.

    >>> names_graphs("SELECT * FROM agg:derived { ?s ?p ?o }")
    True
    >>> names_graphs('SELECT * { ?s ?p "away from ag:home" } # FROM agg:derived')
    False
    """
    if not _HIDDEN.search(query):
        return False
    code = [token for token in tokens(query) if token.kind != "remark"]
    return any(True for _ in _graphs(code, _declared(code)))


def declared_prefixes(query: str) -> dict[str, str]:
    """Return the prefixes that a query may use: the usual ones and its own.

    >>> declared_prefixes("PREFIX ex: <urn:ex:> ASK {}")["ex"]
    'urn:ex:'
    """
    code = [token for token in tokens(query) if token.kind != "remark"]
    return {prefix: addresses[-1] for prefix, addresses in _declared(code).items()}


def _refusal(query: str, token: Token, reason: str) -> QueryError:
    line, column = place(query, token.start)
    return QueryError(f"line {line}, column {column}: {reason}")


def _refuse_escapes(query: str, found: Sequence[Token]) -> None:
    """Refuse codepoint escapes that other engines would take for syntax."""
    for token in found:
        ends = _ENDS.get(token.kind)
        if token.text == "\\" and query[token.start + 1 : token.start + 2] not in {"u", "U"}:
            raise _refusal(query, token, "this '\\' is refused; it escapes nothing here")
        if token.text == "\\" or (ends and set(codepoints(token.text)) & {*ends, ""}):
            reason = "an escape such as \\u0041 is refused here; write the character itself"
            raise _refusal(query, token, reason)


def _declared(code: Sequence[Token]) -> dict[str, list[str]]:
    """Return the addresses of every prefix, each that a query could mean by it."""
    declared = {prefix: [address] for prefix, address in PREFIXES.items()}
    own: dict[str, list[str]] = {}
    for name, address in pairwise(code):
        if name.kind == "name" and not name.local and address.kind == "address":
            own.setdefault(name.prefix, []).append(address.address)
            if name.prefix[:6].upper() == "PREFIX":  # PREFIXex:<...> needs no blank
                own.setdefault(name.prefix[6:], []).append(address.address)
    return declared | own


def _reason(token: Token, declared: Mapping[str, Sequence[str]], *, hidden: bool) -> str:
    """Return why a token is refused; blank where it is not."""
    if token.kind == "word":
        word = token.text.upper()
        refused = FETCHING if FETCHING in word else word if word in WRITING else ""
        return f"{refused} is refused" if refused else ""
    if not hidden:
        return ""
    if token.kind == "name":
        if _followed(token.prefix, FETCHING, "SILENT", declared) is not None:
            return f"{FETCHING} is refused"
        if _HIDDEN.search(token.local) and not _is_plain(token, declared):
            return "this name is refused, since it can be read in two ways; write <its address>"
    # With // after the scheme it can be no comparison.
    if (
        token.kind == "address"
        and re.search("['#]", token.text)
        and not re.match(_SCHEME + "//", token.text[1:])
    ):
        return "this '<' is refused, since it can be read in two ways; put a blank after it"
    return ""


def _followed(prefix: str, keyword: str, second: str, declared: Mapping[str, object]) -> str | None:
    """Return the prefix that follows a keyword without a blank; None where none does.

    >>> _followed("SERVICESILENTag", "SERVICE", "SILENT", {"ag": ""})
    'ag'
    >>> _followed("service", "SERVICE", "SILENT", {"ag": ""}) is None
    True
    """
    for found in re.finditer(keyword, prefix, _ANY_CASE):
        rest = prefix[found.end() :]
        for candidate in (rest, rest[len(second) :] if rest.upper().startswith(second) else rest):
            if candidate in declared:
                return candidate
    return None


def _is_plain(token: Token, declared: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a name makes a valid address, whichever prefix is read in it."""
    return re.fullmatch(_PLAIN_LOCAL, token.local) is not None and all(
        re.fullmatch(_PLAIN_NAMESPACE, address)
        for addresses in declared.values()
        for address in addresses
    )


def _graphs(
    code: Sequence[Token], declared: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Token, str]]:
    """Return the address of every graph that FROM and FROM NAMED name, and where it is named."""
    based = any(token.kind == "word" and token.text.upper() == "BASE" for token in code)
    for at, token in enumerate(code):
        if token.kind == "word" and "FROM" in token.text.upper():
            rest = [t for t in code[at + 1 : at + 3] if t.text.upper() != "NAMED"][:1]
            for target in rest:
                yield from ((target, address) for address in _meant(target, declared, based=based))
        elif token.kind == "name":
            prefix = _followed(token.prefix, "FROM", "NAMED", declared)
            if prefix is not None:
                for address in declared[prefix]:
                    yield token, _absolute(address, based=based) + token.local.replace("\\", "")


def _meant(target: Token, declared: Mapping[str, Sequence[str]], *, based: bool) -> Iterator[str]:
    """Return the addresses that a token behind FROM may mean."""
    if target.kind == "address":
        yield _absolute(target.address, based=based)
    elif target.kind == "name":
        glued = _followed(target.prefix, "NAMED", "NAMED", declared)
        for address in declared.get(target.prefix if glued is None else glued, [""]):
            yield _absolute(address, based=based) + target.local.replace("\\", "")


def _absolute(address: str, *, based: bool) -> str:
    """Resolve an address against our base; blank where the query sets a base of its own."""
    if re.match(_SCHEME, address):
        return address
    return "" if based else urljoin(THINGS, address)
