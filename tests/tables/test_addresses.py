"""One page, one key: a source whose page another source has is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import DataError
from aigraph.tables.addresses import canonical
from aigraph.tables.read import check_tables

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.ontology import Ends


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a",
        "https://www.example.org/a/",
        "https://EXAMPLE.org/a?utm_source=x",
        "https://example.org/a/amp",
        "https://example.org/a?srsltid=1#part",
    ],
)
def test_an_address_of_the_same_page_is_refused(
    url: str, small: dict[str, bytes], ends: dict[str, Ends], tmp_path: Path
) -> None:
    line = small["sources"].splitlines()[1].decode().replace("https://example.org/a", url)
    small["sources"] += line.replace("s1,", "s2,", 1).encode() + b"\n"
    with pytest.raises(DataError) as caught:
        check_tables(tmp_path, small, ends)
    (problem,) = caught.value.problems
    assert problem.column == "url"
    assert "one page, one key" in problem.message


def test_other_pages_stay_apart() -> None:
    pages = ["https://a.org/x?id=1", "https://a.org/x?id=2", "https://a.org/y", "https://b.org/x"]
    assert len({canonical(page) for page in pages}) == len(pages)
