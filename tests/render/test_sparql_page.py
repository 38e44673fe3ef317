"""The SPARQL page as a file: complete, guarded, the same each time, safe against hostile data."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shlex
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.cli.main import main
from aigraph.paths import ontology_dir, viz_dir
from aigraph.questions.stored import StoredQuery, read_stored
from aigraph.render.assets import find_assets
from aigraph.render.sparql_page import Source, compose, sparql_page
from aigraph.stores.oxigraph import QUADS_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }}&amp;\u202e"


@pytest.fixture(scope="module")
def html(chain: Chain, absent: Callable[[str], None]) -> str:
    if find_assets() is None:
        absent("what `aigraph assets` builds")
    return sparql_page(chain.release)


def block(html: str, name: str) -> str:
    found = re.search(rf'<script type="[a-z/]+" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return found[1]


def facts(html: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(block(html, "data"))
    return told


def test_the_policy_allows_exactly_the_scripts_of_the_page(html: str) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert found
    policy = found[1].replace("&#39;", "'")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    assert rules["worker-src"] == "blob:"
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    ]
    assert rules["script-src"].split() == [*digests, "'wasm-unsafe-eval'"]
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy


def test_the_page_carries_every_quad_of_the_release(html: str, chain: Chain) -> None:
    carried = gzip.decompress(base64.b64decode(block(html, "quads")))
    assert carried == (chain.release.folder / QUADS_FILE).read_bytes()
    assert facts(html)["quads"] == carried.count(b"\n")


def test_the_page_names_no_address_that_a_browser_would_fetch(html: str) -> None:
    outside = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r"<(?:link|iframe|object|embed|img|base)\b", outside)
    assert not re.search(r"<script[^>]*\bsrc=", html)
    assert "@import" not in outside


def test_the_same_release_gives_the_same_page(html: str, chain: Chain) -> None:
    assert sparql_page(chain.release) == html


def test_the_licences_travel_in_the_page(html: str) -> None:
    for name in ("oxigraph", "@codemirror/view", "chart.js", "vis-network"):
        assert name in html.partition("<footer>")[2].partition("</footer>")[0]


def test_every_word_of_the_template_is_one_of_the_scripts() -> None:
    script = (viz_dir() / "sparql" / "words.js").read_text(encoding="utf-8")
    known = set(re.findall(r"^  (\w+): message\(", script, re.MULTILINE))
    template = (viz_dir() / "sparql" / "page.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'data-word="(\w+)"', template))
    assert asked
    assert asked <= known


@pytest.mark.parametrize("folder", [ontology_dir() / "questions", viz_dir() / "sparql/starters"])
def test_every_question_is_asked_in_both_languages(folder: Path) -> None:
    questions = read_stored(folder, "group")
    assert len(questions) == len(list(folder.glob("*.rq"))) > 2
    for question in questions:
        assert question.en.endswith("?"), question.id
        assert question.zh.endswith(("？", "）？")), question.id
        assert re.search("[\u4e00-\u9fff]", question.zh)
        assert question.query.startswith(("PREFIX", "SELECT", "CONSTRUCT"))


def test_hostile_questions_and_quads_stay_data(html: str) -> None:
    source = Source(
        quads=f'<urn:a> <urn:b> "{HOSTILE}" .\n'.encode(),
        count=1,
        release=HOSTILE,
        day="2026-01-01",
        projection=[],
        covered=[],
        questions=[StoredQuery("a", "starters", HOSTILE, HOSTILE, HOSTILE, "table", HOSTILE)],
    )
    made = compose(source, "en", source.day)
    assert facts(made)["questions"][0]["query"] == HOSTILE
    assert "<img src=x" not in made
    assert made.count("</script>") == html.count("</script>")
    assert compose(replace(source, release="b"), "en", source.day) != made


def test_what_the_document_shows_runs(
    html: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (root / "docs/sparql-page.md").read_text(encoding="utf-8")
    commands = "".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)).splitlines()
    assert len(commands) == 3
    monkeypatch.chdir(tmp_path)
    for command in commands:
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code in {0, None}
    assert (tmp_path / "sparql.html").read_text(encoding="utf-8") == html
    assert "MIT OR Apache-2.0" in capsys.readouterr().out
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, str] = {}
    exec(compile(block, "sparql-page.md", "exec"), names)
    assert names["html"] == html
