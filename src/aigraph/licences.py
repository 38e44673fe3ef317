"""What licences let others do with facts of a source: the one place that says so."""

from __future__ import annotations

import re
from typing import Final

_FACTS: Final = frozenset({"all rights reserved", "us government work", "public domain"})
"""Terms under which single facts are passed on with their source, and no texts."""
_OPEN: Final = re.compile(
    r"(cc ?0|cc by|cc by sa|pddl|odc by|odbl|odc odbl|cdla permissive|cdla sharing|ogl|dl de by"
    r"|dl de zero|etalab|mit|mit 0|isc|apache|bsd|0bsd|upl|zlib|unlicense|mpl|epl|eupl|a?gpl|lgpl)"
    r"( \w+)*"
)
"""Licences, by the beginning of their code, that let everybody use and pass on what they cover."""
_NOTHING: Final = frozenset({"", "noassertion", "none", "unknown", "proprietary", "unlicensed"})
_NON_COMMERCIAL: Final = re.compile(r"\bnc\b|\bnon ?commercial\b|\bbync")
_UNCHANGED: Final = re.compile(r"\bnd\b|\bno ?deriv")


def why_withheld(licence: str) -> str:
    """Return why statements under a licence may not be passed on; blank where they may.

    Single facts read on a page are passed on with their source, whatever rights there are in its
    text. A data set is more than its facts: its licence must allow others to use and pass on parts.
    A licence that is not known here is not taken for an open one.

    Args:
        licence: a short code, such as an SPDX identifier, however it is spelt.

    >>> why_withheld("CC-BY-4.0"), why_withheld("all-rights-reserved")
    ('', '')
    >>> why_withheld("LicenseRef-US-Government-Work")
    ''
    >>> why_withheld("CC BY-NC 4.0")
    'forbids commercial use'
    >>> why_withheld("NOASSERTION")
    'grants no right to pass it on'
    >>> why_withheld("Evaluation-Only-1.0")
    'is not known to let others pass it on'
    """
    words = " ".join(re.findall(r"[a-z0-9]+", licence.casefold())).removeprefix("licenseref ")
    if words in _NOTHING:
        return "grants no right to pass it on"
    if _NON_COMMERCIAL.search(words):
        return "forbids commercial use"
    if _UNCHANGED.search(words):
        return "forbids changed versions"
    if words in _FACTS or _OPEN.fullmatch(words):
        return ""
    return "is not known to let others pass it on"
