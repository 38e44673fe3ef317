from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aigraph.ids import KEY, identifier, iri, is_key, table_of

KEYS = st.from_regex(KEY, fullmatch=True)


@given(KEYS, KEYS)
def test_identifiers_and_iris_go_both_ways(table: str, key: str) -> None:
    thing = f"{table}/{key}"
    assert identifier(iri(thing)) == thing
    assert table_of(thing) == table


@given(st.text())
def test_no_key_breaks_out_of_an_iri_or_a_path(text: str) -> None:
    if is_key(text):
        assert not set(text) & set("/\\<>\"'{}|^` .%#?")
