"""Every check finds nothing wrong with the data that is not listed here, and fires on a mistake."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store

from aigraph.paths import ontology_dir
from aigraph.rdf.checks import run_checks

if TYPE_CHECKING:
    from aigraph.api import Chain

HEAD = """
PREFIX ag: <https://w3id.org/aigraph/ns/>
PREFIX agd: <https://w3id.org/aigraph/id/>
PREFIX agg: <https://w3id.org/aigraph/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
MISTAKES = {
    "rule-covers-nothing": """GRAPH agg:things {
        agd:r ag:coversAll "no" ; ag:ruleStatus "in-force" }""",
    "rule-outlives-confirmation": """GRAPH agg:things {
        agd:r ag:ruleStatus "ended" ; ag:validTo "2025-12-31"^^xsd:date ;
          ag:confirmedOn "2025-06-01"^^xsd:date }""",
    "growth-rate": """GRAPH agg:x {
        agd:o1 ag:entity agd:m ; ag:measure <https://w3id.org/aigraph/id/concepts/cagr> ;
          ag:amount 10.0 ; ag:periodStart "2025-01-01"^^xsd:date ;
          ag:periodEnd "2030-12-31"^^xsd:date .
        agd:o2 ag:entity agd:m ; ag:unit "USD" ; ag:amount 100.0 ;
          ag:measure <https://w3id.org/aigraph/id/concepts/market-size> ;
          ag:periodStart "2025-01-01"^^xsd:date .
        agd:o3 ag:entity agd:m ; ag:unit "USD" ; ag:amount %s ;
          ag:measure <https://w3id.org/aigraph/id/concepts/market-size> ;
          ag:periodEnd "2030-12-31"^^xsd:date }""",
    "rival-claims": """GRAPH agg:x {
        agd:c1 ag:subject agd:a ; ag:predicate ag:fabricatedBy ; ag:object agd:b ;
          ag:statedIn agd:s1 }
      GRAPH agg:y {
        agd:c2 ag:subject agd:a ; ag:predicate ag:fabricatedBy ; ag:object agd:c ;
          ag:statedIn agd:s2 }""",
    "parts-exceed-whole": """GRAPH agg:x {
        agd:w1 a ag:Weight ; ag:whole agd:m ; ag:part <https://w3id.org/aigraph/id/chips/a> ;
          ag:weightBasis "units" ; ag:share 0.7 ; ag:statedIn agd:s1 .
        agd:w2 a ag:Weight ; ag:whole agd:m ; ag:part <https://w3id.org/aigraph/id/chips/b> ;
          ag:weightBasis "units" ; ag:share 0.6 ; ag:lowEnd 0.4 ; ag:statedIn agd:s1 }""",
    "rival-parts": """GRAPH agg:x {
        agd:w1 a ag:Weight ; ag:whole agd:m ; ag:part agd:a ; ag:weightBasis "units" ;
          ag:period "2025" ; ag:share 0.62 ; ag:statedIn agd:s1 }
      GRAPH agg:y {
        agd:w2 a ag:Weight ; ag:whole agd:m ; ag:part agd:a ; ag:weightBasis "units" ;
          ag:period "2025" ; ag:share 0.57 ; ag:statedIn agd:s2 }""",
}
KNOWN = {
    "announced-not-contained": 2,
    "comparison-without-benchmark": 1,
    "divided-twice": 3,
    "figure-without-date": 2,
    "gap-in-ages": 1,
    "growth-multiple": 1,
    "list-off-topic": 1,
    "market-exceeds-market": 1,
    "narrow-exceeds-wide": 1,
    "nested-differently": 3,
    "one-figure-two-measures": 1,
    "part-exceeds-whole": 1,
    "placed-apart": 5,
    "rival-claims": 10,
    # Five are in a data set of companies: it has two rows for one round of Mistral AI, one of them
    # with the amount raised as valuation, two tranches of OpenAI on one day, and rival reports.
    "rival-figures": 25,
    "rival-rules": 1,
    "role-and-layer": 3,
    "rule-covers-nothing": 3,
    "share-and-count": 1,
    "siblings-apart": 2,
}
"""How often each check finds something in the data; ``test_conflicts`` names what."""


def _found(content: str) -> set[str]:
    store = Store()
    trig = HEAD + content
    store.load(trig.encode(), format=RdfFormat.TRIG)
    return {finding.check for finding in run_checks(store, ontology_dir())}


@pytest.mark.parametrize("check", MISTAKES)
def test_a_check_finds_its_mistake(check: str) -> None:
    content = MISTAKES[check] % "200.0" if check == "growth-rate" else MISTAKES[check]
    assert _found(content) == {check}


def test_a_rate_that_fits_is_no_finding() -> None:
    assert _found(MISTAKES["growth-rate"] % "161.05") == set()


def test_parts_within_their_intervals_are_no_findings() -> None:
    fits = MISTAKES["parts-exceed-whole"].replace("ag:lowEnd 0.4", "ag:lowEnd 0.3")
    assert _found(fits) == set()
    overlap = MISTAKES["parts-exceed-whole"].replace('"units"', '"firms"')
    assert _found(overlap) == set()
    near = MISTAKES["rival-parts"].replace("0.57", "0.615")
    assert _found(near) == set()
    meeting = MISTAKES["rival-parts"].replace("0.57", "0.57 ; ag:highEnd 0.62")
    assert _found(meeting) == set()


def test_every_check_fires_on_a_mistake_here_or_on_the_data() -> None:
    checks = {path.stem for path in (ontology_dir() / "checks").glob("*.rq")}
    assert checks == set(MISTAKES) | set(KNOWN)


def test_the_release_has_the_known_findings_only(chain: Chain) -> None:
    assert Counter(item.check for item in chain.release.findings) == KNOWN
