"""What sort of organisation a name says plainly, where a source gives names only."""

from __future__ import annotations

import re
from typing import Final

_COMPANY: Final = re.compile(
    r"\b(?:inc|ltd|llc|corp|corporation|gmbh|plc|limited|company)\b|\bco\.|公司|集团", re.IGNORECASE
)
_KINDS: Final = (
    ("hospital", re.compile(r"\bhospitals?\b|医院", re.IGNORECASE)),
    (
        "research",
        re.compile(
            r"\b(?:university|universität|universidade?|université|college|institut[eo]?s?"
            r"|academy|polytechnic|laboratory|research cent(?:er|re)"
            r"|supercomputing cent(?:er|re))\b|\bnational\b.*\blaboratories\b"
            r"|大学|学院|研究院|研究所|科学院|实验室|超算|超级计算",
            re.IGNORECASE,
        ),
    ),
    (
        "government",
        re.compile(
            r"\b(?:ministry|government|department of|agency|authority|council|commission|army)\b"
            r"|政府",
            re.IGNORECASE,
        ),
    ),
    (
        "association",
        re.compile(r"\b(?:association|consortium)\b|\bfoundation$|协会|联盟", re.IGNORECASE),
    ),
)


def kind_of(*names: str) -> str:
    """Return the kind of organisation that names say in plain words, or blank.

    >>> kind_of("National Institutes for Quantum Science"), kind_of("清华大学"), kind_of("Ahrefs")
    ('research', 'research', '')
    >>> kind_of("Government of India"), kind_of("Robot Institute Co., Ltd.")
    ('government', '')
    """
    text = " ".join(names)
    if _COMPANY.search(text):
        return ""
    return next((kind for kind, words in _KINDS if words.search(text)), "")
