"""RDF terms and quads as lines of N-Quads: Oxigraph loads them without an object a term."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(r'["\\\x00-\x1f\x7f]')


def node(iri: str) -> str:
    """Return an IRI as a term.

    >>> node("https://w3id.org/aigraph/id/chips/nvidia-h100-sxm")
    '<https://w3id.org/aigraph/id/chips/nvidia-h100-sxm>'
    """
    return f"<{iri}>"


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    r"""Return a literal as a term; without a language or a datatype (a term) it is plain text.

    >>> literal('24" rack', language="en")
    '"24\\" rack"@en'
    >>> literal("1.5", datatype=node("http://www.w3.org/2001/XMLSchema#decimal"))
    '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escaped, text)
    if language:
        return f'"{text}"@{language}'
    return f'"{text}"^^{datatype}' if datatype else f'"{text}"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04X}"


def quad(subject: str, predicate: str, object_: str, graph: str) -> str:
    r"""Return a statement of four terms as one line.

    >>> quad("<s:a>", "<p:b>", '"c"', "<g:d>")
    '<s:a> <p:b> "c" <g:d> .\n'
    """
    return f"{subject} {predicate} {object_} {graph} .\n"
