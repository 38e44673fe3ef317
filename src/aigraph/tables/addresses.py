"""One page, one key: no two sources have the same address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from aigraph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aigraph.tables.files import Row

_NOISE: Final = frozenset(
    [
        "amp",
        "amp_js_v",
        "bc",
        "chid",
        "dt_ref",
        "fbclid",
        "gclid",
        "highlight",
        "lang",
        "outputtype",
        "ref",
        "search_id",
        "srsltid",
    ]
)
"""Parts of a query that choose no other page: campaigns, sessions, highlights, renderings."""


def canonical(url: str) -> str:
    """Return an address without what does not choose the page.

    The scheme, ``www.``, a trailing slash, an ``amp`` at the end, the fragment and the noise of a
    query are left out; the rest of the query is sorted.

    >>> canonical("https://www.example.org/News/?utm_source=x&id=7") == canonical(
    ...     "http://example.org/News?id=7"
    ... )
    True
    """
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/").removesuffix("/amp").removesuffix("/index.html")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _NOISE and not name.lower().startswith("utm_")
    )
    query = "&".join(f"{name}={value}" for name, value in kept)
    return parts.netloc.lower().removeprefix("www.") + path + (f"?{query}" if query else "")


def same_addresses(rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield a problem for each source whose page is already that of an earlier one.

    Args:
        rows: the rows of ``sources.csv``.
    """
    first: dict[str, Row] = {}
    for row in rows:
        if not row["url"]:
            continue
        page = canonical(row["url"])
        earlier = first.setdefault(page, row)
        if earlier is not row:
            message = f"is the page of {earlier['key']!r} (line {earlier.line}): one page, one key"
            yield Problem(row.path, row.line, "url", message)
