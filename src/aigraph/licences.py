"""What licences let others do with facts of a source: the one place that says so."""

from __future__ import annotations

from typing import Final

_NO_TERMS: Final = frozenset({"", "noassertion", "none", "unknown", "proprietary"})


def why_withheld(licence: str) -> str:
    """Return why statements under a licence may not be passed on; blank where they may.

    Single facts read on a page are passed on with their source, whatever rights there are in its
    text. A data set is more than its facts: its licence must allow others to use and pass on parts.

    Args:
        licence: a short code, such as an SPDX identifier.

    >>> why_withheld("CC-BY-4.0"), why_withheld("all-rights-reserved")
    ('', '')
    >>> why_withheld("CC-BY-NC-4.0")
    'forbids commercial use'
    >>> why_withheld("NOASSERTION")
    'grants no right to pass it on'
    """
    words = licence.casefold().replace("_", "-").split("-")
    if licence.strip().casefold() in _NO_TERMS:
        return "grants no right to pass it on"
    if "nc" in words or "noncommercial" in licence.casefold().replace("-", ""):
        return "forbids commercial use"
    if "nd" in words:
        return "forbids changed versions"
    return ""
