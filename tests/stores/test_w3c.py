"""The queries of the W3C test suite pass the guard, but for those that name graphs elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Store

from aigraph.errors import QueryError
from aigraph.stores.guard import refuse
from aigraph.vocab import PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FEWEST = 250


def parses(query: str) -> bool:
    try:
        Store().query(query, base_iri=THINGS, prefixes=PREFIXES)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        pass
    return True


def refusal(query: str) -> str:
    try:
        refuse(query)
    except QueryError as error:
        return str(error)
    return ""


def test_what_is_sparql_passes(root: Path, absent: Callable[[str], None]) -> None:
    folder = root.parent / "shared" / "w3c"
    if not folder.is_dir():
        absent("the W3C test data in ../shared")
    legal = {}
    for path in sorted(folder.rglob("*.rq")):
        query = path.read_text(encoding="utf-8")
        if not re.search(r"\bSERVICE\b", re.sub(r"#.*", "", query)) and parses(query):
            legal[path.stem] = refusal(query)
    assert len(legal) >= FEWEST
    assert {name for name, said in legal.items() if said} == {
        "constructwhere04",
        "syntax-construct-where-02",
    }
