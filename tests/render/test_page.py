"""The page as a file: complete, guarded, and safe against hostile names."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.i18n import Name
from aigraph.render.page import page

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.views.subgraph import Subgraph

DAY = date(2025, 6, 1)
HOSTILE = '</script><img src=x onerror="alert(1)">{{ 7*7 }}&amp;'


@pytest.fixture(scope="module")
def drawn(chain: Chain) -> Subgraph:
    return chain.subgraph("exposure", as_of=DAY)


def test_the_policy_allows_exactly_the_scripts_of_the_page(drawn: Subgraph) -> None:
    html = page(drawn)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "connect-src 'none'" in allowed
    assert "unsafe" not in allowed
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def _given(html: str) -> dict[str, Any]:
    found = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    given: dict[str, Any] = json.loads(found[1])
    return given


def _rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table["fields"], row, strict=True)) for row in table["rows"]]


def test_the_page_carries_every_edge_with_its_evidence(drawn: Subgraph) -> None:
    given = _given(page(drawn))
    nodes, edges = _rows(given["nodes"]), _rows(given["edges"])
    for edge, told in zip(edges, drawn.edges, strict=True):
        assert nodes[edge["from"]]["id"] == told["subject"]
        assert nodes[edge["to"]]["id"] == told["object"]
        for field in ("predicate", "source", "locator", "grade", "valid_from", "valid_to"):
            assert edge[field] == told[field]
        assert edge["source"] in given["sources"]
    assert {node["kind"] for node in nodes} == set(given["kinds"])


def test_facts_come_with_their_source(drawn: Subgraph) -> None:
    given = _given(page(drawn))
    told = [fact for facts in given["facts"].values() for fact in facts]
    assert len(told) > 50
    assert all(source in given["sources"] for *_, source, _, _ in told if source)


def test_a_page_of_a_site_leads_back_to_it(drawn: Subgraph) -> None:
    assert 'href="../index.html"' in page(drawn, home="../index.html")
    assert 'id="home"' not in page(drawn)


def test_a_large_picture_begins_closed_and_a_small_one_open(chain: Chain, drawn: Subgraph) -> None:
    assert _given(page(drawn))["closed"]
    assert not _given(page(chain.subgraph("paths", "GitHub Copilot", "TSMC", as_of=DAY)))["closed"]


def test_a_view_of_real_data_is_small(chain: Chain) -> None:
    for words in (("chain",), ("region", "united-states"), ("conflicts",)):
        assert len(page(chain.subgraph(*words, as_of=DAY)).encode()) <= 2_500_000


def test_a_hostile_name_stays_data(drawn: Subgraph) -> None:
    first = replace(drawn.nodes[0], label=HOSTILE, label_zh=HOSTILE)
    hostile = replace(
        drawn,
        title=Name(HOSTILE, HOSTILE),
        nodes=(first, *drawn.nodes[1:]),
        caveats=(Name(HOSTILE, HOSTILE),),
    )
    html = page(hostile)
    assert "<img" not in html
    assert "49" not in re.search(r"<title>(.*?)</title>", html)[1]  # type: ignore[index]
    assert HOSTILE in {node["label"] for node in _rows(_given(html)["nodes"])}


def test_the_same_subgraph_gives_the_same_page(drawn: Subgraph) -> None:
    assert page(drawn) == page(drawn)


def test_the_page_names_no_address_that_a_browser_would_fetch(drawn: Subgraph) -> None:
    html = page(drawn)
    assert not re.search(r"<(?:link|iframe|object|embed|img)\b", html)
    assert not re.search(r"<script[^>]*\bsrc=", html)
    assert "@import" not in html


def test_a_page_holds_no_character_that_html_refuses(drawn: Subgraph) -> None:
    refused = r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"
    assert re.search(refused, page(drawn)) is None
