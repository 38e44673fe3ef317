"""Identifiers: ``table/key``, and their IRIs."""

from __future__ import annotations

import re

from aigraph.vocab import THINGS

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_key(text: str) -> bool:
    """Return whether a text may serve as a key: lower-case words joined by hyphens.

    >>> is_key("nvidia-h100-sxm"), is_key("NVIDIA H100"), is_key("a--b")
    (True, False, False)
    """
    return KEY.fullmatch(text) is not None


def iri(identifier: str) -> str:
    """Return the IRI of ``table/key``.

    >>> iri("chips/nvidia-h100-sxm")
    'https://w3id.org/aigraph/id/chips/nvidia-h100-sxm'
    """
    return THINGS + identifier


def identifier(thing_iri: str) -> str:
    """Return ``table/key`` of a thing's IRI; any other IRI comes back as it is.

    >>> identifier("https://w3id.org/aigraph/id/chips/nvidia-h100-sxm")
    'chips/nvidia-h100-sxm'
    """
    return thing_iri.removeprefix(THINGS)


def table_of(thing: str) -> str:
    """Return the table of an identifier.

    >>> table_of("chips/nvidia-h100-sxm")
    'chips'
    """
    return thing.partition("/")[0]


def claim_id(thing: str, column: str, target: str) -> str:
    """Return the identifier of the claim that one cell of a thing's row makes.

    It depends on what is claimed alone, so that reordering rows changes nothing. Its parts are
    joined by points, which no table, key or column holds: no two claims have one identifier.

    >>> claim_id("chips/nvidia-h100-sxm", "foundry", "organisations/tsmc")
    'claims/chips.nvidia-h100-sxm.foundry.organisations.tsmc'
    """
    return "claims/" + ".".join((*thing.split("/"), column, *target.split("/")))
