"""Lines of N-Quads mean what an independent reader takes them for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from aigraph import vocab
from aigraph.rdf.nquads import literal, node, quad

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, st.sampled_from(["", "en", "zh-Hant"]))
def test_any_text_is_read_back(text: str, language: str) -> None:
    line = quad(node("s:a"), node("p:b"), literal(text, language=language), node("g:c"))
    assert line.count("\n") == 1
    expected = Literal(text, language=language) if language else Literal(text)
    assert list(parse(line.encode(), format=RdfFormat.N_QUADS)) == [
        Quad(NamedNode("s:a"), NamedNode("p:b"), expected, NamedNode("g:c"))
    ]


def test_a_datatype_is_read_back() -> None:
    integer = vocab.XSD + "integer"
    line = quad(node("s:a"), node("p:b"), literal("7", datatype=node(integer)), node("g:c"))
    (read,) = parse(line.encode(), format=RdfFormat.N_QUADS)
    assert read.object == Literal("7", datatype=NamedNode(integer))
