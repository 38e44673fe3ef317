"""Keys of what a source names: made from its own names, the same from vintage to vintage."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

from aigraph.values import LONGEST_KEY

_OTHER: Final = re.compile(r"[^a-z0-9]+")
_MARK: Final = 8
_LONGEST: Final = LONGEST_KEY - 40


def digest(*parts: str) -> str:
    """Return a short hash of some texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_MARK]


def plain(name: str) -> str:
    """Return a name without what does not distinguish it: width of letters, blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def slug(name: str) -> str:
    r"""Return a name as part of a key; what no key can hold becomes a hash.

    >>> slug("NVIDIA H100 SXM5 80GB"), slug("Škoda+")
    ('nvidia-h100-sxm5-80gb', 'skoda')
    >>> slug("\u6587\u5fc3").isascii(), slug("\u6587\u5fc3") == slug("\u5fc3\u6587")
    (True, False)
    """
    folded = unicodedata.normalize("NFKD", plain(name).casefold())
    words = _OTHER.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")
    letters = sum(sign.isalnum() for sign in plain(name))
    kept = sum(sign.isalnum() for sign in words)
    if not words or 2 * kept < letters or len(words) > _LONGEST:
        return joined(words[:_LONGEST], digest(plain(name)))
    return words


def joined(*parts: str) -> str:
    """Return parts of a key as one; a part may have been cut anywhere.

    >>> joined("nvidia-", "", "h100")
    'nvidia-h100'
    """
    return "-".join(filter(None, (part.strip("-") for part in parts)))


class Keys:
    """Mints the keys of one source.

    Names that differ in more than blanks never get one key: of two that differ in case or signs
    only, the later gets a hash.
    """

    def __init__(self, prefix: str) -> None:
        """Begin.

        Args:
            prefix: how every key begins.
        """
        self._prefix = prefix
        self._names: dict[tuple[str, str], str] = {}

    def key(self, table: str, name: str) -> str:
        """Return the key of a name in a table.

        Args:
            table: the table.
            name: the name as the source prints it, with what distinguishes it there.
        """
        found = f"{self._prefix}-{slug(name)}"
        if self._names.setdefault((table, found), plain(name)) != plain(name):
            found = f"{found}-{digest(plain(name))}"
        return found
