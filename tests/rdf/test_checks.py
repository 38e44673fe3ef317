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
    "rival-claims": 6,
    "rival-figures": 1,
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


def test_every_check_fires_on_a_mistake_here_or_on_the_data() -> None:
    checks = {path.stem for path in (ontology_dir() / "checks").glob("*.rq")}
    assert checks == set(MISTAKES) | set(KNOWN)


def test_the_release_has_the_known_findings_only(chain: Chain) -> None:
    assert Counter(item.check for item in chain.release.findings) == KNOWN
