"""The page as a file: complete, guarded, and safe against hostile names."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aigraph.questions import subgraph
from aigraph.questions.answer import Bilingual
from aigraph.render.page import page

if TYPE_CHECKING:
    from aigraph.api import Chain
    from aigraph.questions.subgraph import Subgraph

DAY = date(2025, 6, 1)
HOSTILE = '</script><img src=x onerror="alert(1)">{{ 7*7 }}&amp;'


@pytest.fixture(scope="module")
def drawn(chain: Chain) -> Subgraph:
    return subgraph.exposed(chain.release, chain.exposure(as_of=DAY), DAY)


def test_the_policy_allows_exactly_the_scripts_of_the_page(drawn: Subgraph) -> None:
    html = page(drawn)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "connect-src 'none'" in allowed
    assert "unsafe" not in allowed
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 6
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_the_page_carries_every_edge_with_its_evidence(drawn: Subgraph) -> None:
    data = json.loads(re.search(r'id="data">(.*?)</script>', page(drawn), re.DOTALL)[1])  # type: ignore[index]
    assert len(data["edges"]) == len(drawn.edges)
    for edge in data["edges"]:
        assert edge["source"] in data["sources"]
        assert edge["locator"]
        assert edge["grade"]
    assert {node["kind"] for node in data["nodes"]} == set(data["kinds"])


def test_a_hostile_name_stays_data(drawn: Subgraph) -> None:
    first = replace(drawn.nodes[0], label=HOSTILE, label_zh=HOSTILE)
    hostile = replace(
        drawn,
        title=HOSTILE,
        nodes=(first, *drawn.nodes[1:]),
        caveats=(Bilingual(HOSTILE, HOSTILE),),
    )
    html = page(hostile)
    assert "<img" not in html
    assert "49" not in re.search(r"<title>(.*?)</title>", html)[1]  # type: ignore[index]
    data = json.loads(re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]
    assert data["nodes"][0]["label"] == HOSTILE


def test_the_same_subgraph_gives_the_same_page(drawn: Subgraph) -> None:
    assert page(drawn) == page(drawn)


def test_the_page_names_no_address_that_a_browser_would_fetch(drawn: Subgraph) -> None:
    html = page(drawn)
    assert not re.search(r"<(?:link|iframe|object|embed|img)\b", html)
    assert not re.search(r"<script[^>]*\bsrc=", html)
    assert "@import" not in html
