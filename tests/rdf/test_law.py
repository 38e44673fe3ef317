"""What figures of a good become of the observations in a store, written by hand."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from aigraph.law.rules import Figure
from aigraph.rdf.law import notations, read_goods

PROLOGUE = """
@prefix ag: <https://w3id.org/aigraph/ns/> .
@prefix agg: <https://w3id.org/aigraph/graph/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
agg:things {
  <https://w3id.org/aigraph/id/thresholds/t> a ag:Threshold ;
    ag:measure <https://w3id.org/aigraph/id/concepts/tpp> ; ag:unit "TPP" .
  <https://w3id.org/aigraph/id/codes/c> ag:codeSystem "HTS" ; skos:notation "8473.30" .
}
"""
TPP = ("concepts/tpp", "TPP")


def observation(key: str, value: str, more: str = "", **changes: str) -> str:
    parts = {
        "entity": "chips/a",
        "measure": "concepts/tpp",
        "unit": "TPP",
        "source": "sources/one",
        "confidence": "high",
        **changes,
    }
    base = "https://w3id.org/aigraph/id/"
    return f"""agg:claims {{ <{base}observations/{key}> ag:entity <{base}{parts["entity"]}> ;
      ag:measure <{base}{parts["measure"]}> ; ag:unit "{parts["unit"]}" ; ag:value {value} ;
      ag:statedIn <{base}{parts["source"]}> ; ag:confidence ag:{parts["confidence"]} {more} . }}
    """


def figures(*observations: str, sources: tuple[str, ...] = ()) -> dict[str, dict[object, Figure]]:
    store = Store()
    store.load((PROLOGUE + "".join(observations)).encode(), format=RdfFormat.TRIG)
    return dict(read_goods(store, sources=sources).figures)  # type: ignore[arg-type]


def of(*keys: str) -> frozenset[str]:
    return frozenset(f"observations/{key}" for key in keys)


def test_rival_figures_span_from_the_least_to_the_greatest() -> None:
    rivals = [observation(key, key) for key in ("4800.0", "100.0", "9000.0")]
    expected = Figure(100, 9000, of("4800.0", "100.0", "9000.0"))
    for order in (rivals, rivals[::-1]):
        assert figures(*order) == {"chips/a": {TPP: expected}}


def test_a_range_has_both_its_ends_and_a_scale_moves_the_point() -> None:
    found = figures(observation("range", "2.0", "; ag:valueMax 3.0 ; ag:scale 2"))
    assert found == {"chips/a": {TPP: Figure(200, 300, of("range"))}}


def test_only_figures_that_a_threshold_compares_are_read() -> None:
    found = figures(
        observation("one", "5.0"),
        observation("low", "1.0", confidence="low"),
        observation("unit", "2.0", unit="TOPS"),
        observation("measure", "3.0", measure="concepts/price"),
        observation("other", "7.0", entity="chips/b"),
    )
    assert found == {
        "chips/a": {TPP: Figure(5, 5, of("one"))},
        "chips/b": {TPP: Figure(7, 7, of("other"))},
    }


def test_figures_may_be_confined_to_some_sources() -> None:
    both = [observation("one", "5.0"), observation("two", "6.0", source="sources/two")]
    assert figures(*both)["chips/a"][TPP] == Figure(5, 6, of("one", "two"))
    assert figures(*both, sources=("sources/two",))["chips/a"][TPP] == Figure(6, 6, of("two"))


def test_a_code_is_read_by_its_letters_and_digits() -> None:
    store = Store()
    store.load(PROLOGUE.encode(), format=RdfFormat.TRIG)
    assert notations(store) == {"codes/c": "847330"}
