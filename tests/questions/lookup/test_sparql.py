from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import aigraph
from aigraph.cli.main import main
from aigraph.errors import ParameterError, QueryError
from aigraph.render.exports import as_json

if TYPE_CHECKING:
    from aigraph.api import Chain

PACKAGES = str(Path(aigraph.__file__).resolve().parents[1])


def test_a_selection_gives_plain_values(chain: Chain) -> None:
    answer = chain.sparql(
        "SELECT ?value ?unit { ?observation ag:entity chip:nvidia-h100-sxm ;"
        " ag:measure ?measure ; ag:value ?value ; ag:unit ?unit FILTER(?unit = 'TPP') }"
    )
    assert [heading.field for heading in answer.headings] == ["value", "unit"]
    assert {(row["value"], row["unit"]) for row in answer.rows} == {(15832.0, "TPP")}


def test_a_yes_or_no(chain: Chain) -> None:
    assert chain.sparql("ASK { ?chip ag:fabricatedBy ?maker }").rows == [{"answer": True}]


def test_a_construction_gives_triples(chain: Chain) -> None:
    rows = chain.sparql(
        "CONSTRUCT { ?chip ag:fabricatedBy ?maker } WHERE { ?chip ag:fabricatedBy ?maker }"
    ).rows
    assert {row["predicate"] for row in rows} == {"https://w3id.org/aigraph/ns/fabricatedBy"}
    assert all(row["subject"].startswith("chips/") for row in rows)


def test_the_day_projects_the_edges(chain: Chain) -> None:
    query = "SELECT ?rule { chip:nvidia-h20-sxm ag:coveredBy ?rule }"
    before = chain.sparql(query, as_of=date(2017, 1, 1)).rows
    after = chain.sparql(query, as_of=date(2026, 3, 15)).rows
    assert len(before) < len(after)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { BIND(true AS ?x)service<http://example.org/sparql>{ ?s ?p ?o } }",
        "select * { SerViCe SILENT <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <urn:a>",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM<http://example.org/> { ?s ?p ?o }",
    ],
)
def test_what_would_write_or_fetch_is_refused(chain: Chain, query: str) -> None:
    with pytest.raises(QueryError, match=r"refused|graphs of this release"):
        chain.sparql(query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x { ?x ", "line 1, column 16: the query ends too early"),
        ("SELECT * {\n  ?s foo:x ?o }", "line 2, column 6: the prefix 'foo' is not declared"),
        ("SELECT * { ?s chips:x ?o }", "prefix 'chips' is not declared (did you mean 'chip'?)"),
        (
            "SELECT ?m {\r\n\t?m ag:trainedOn agd:chips/huawei-ascend-910b }",
            "line 2, column 18: agd:chips/huawei-ascend-910b is read as a path, since '/' ends a"
            " name; write chip:huawei-ascend-910b",
        ),
        (
            "SELECT * { ?s fabricatedBy ?o }",
            "line 1, column 15: 'fabricatedBy' is not a word of SPARQL"
            " (did you mean 'ag:fabricatedBy'?)",
        ),
        (
            "SELEC * { ?s ?p ?o }",
            "line 1, column 1: 'SELEC' is not a word of SPARQL (did you mean 'SELECT'?)",
        ),
        ("SELECT * { ?s ?p 'open }", "line 1, column 18: this string has no end"),
        ("SELECT * {\n\n?s ?p <a b> }", "line 3, column 12: IRI parsing failed"),
    ],
)
def test_a_malformed_query_says_where_and_what_was_meant(
    chain: Chain, query: str, said: str
) -> None:
    with pytest.raises(QueryError) as raised:
        chain.sparql(query)
    assert said in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "ASK { ?s ag:fabricatdBy ?o }",
            "ag:fabricatdBy is not in this release (did you mean ag:fabricatedBy?).",
        ),
        (
            "ASK { chip:nvidia-h10-sxm ?p ?o }",
            "chip:nvidia-h10-sxm is not in this release (did you mean chip:nvidia-h100-sxm?).",
        ),
        (
            "ASK { ?s <https://w3id.org/aigraph/ns/fabricatdBy> ?o }",
            "<https://w3id.org/aigraph/ns/fabricatdBy> is not in this release"
            " (did you mean ag:fabricatedBy?).",
        ),
    ],
)
def test_a_name_that_occurs_nowhere_is_a_warning(chain: Chain, query: str, said: str) -> None:
    answer = chain.sparql(query)
    assert answer.rows == [{"answer": False}]
    assert [caveat.en for caveat in answer.caveats] == [said]
    assert "本版本中没有" in answer.caveats[0].zh


def test_names_that_occur_are_no_warning(chain: Chain) -> None:
    query = (
        "BASE <https://w3id.org/aigraph/id/> PREFIX own: <https://w3id.org/aigraph/ns/>"
        " SELECT * { ?claim a own:Claim ; ag:grade ?grade . <chips/nvidia-h100-sxm> ?p ?o }"
        " LIMIT 1"
    )
    assert list(chain.sparql(query).caveats) == []


def test_relative_addresses_are_those_of_things(chain: Chain) -> None:
    query = "SELECT DISTINCT ?o { <chips/nvidia-h100-sxm> ag:designedBy ?o }"
    assert chain.sparql(query).rows == [{"o": "organisations/nvidia"}]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ('xsd:double("NaN")', "NaN"),
        ('xsd:double("INF")', "INF"),
        ('xsd:float("-INF")', "-INF"),
        ('"abc"^^xsd:integer', "abc"),
        ('"1_000"^^xsd:integer', "1_000"),
        ('"１２"^^xsd:integer', "１２"),
        ('"1e400000000"^^xsd:decimal', "1e400000000"),
        ('"7"^^<http://example.org/#integer>', "7"),
        ('"perhaps"^^xsd:boolean', "perhaps"),
        ('"1"^^xsd:boolean', True),
        ('"0012"^^xsd:integer', 12),
        ("2.50", 2.5),
    ],
)
def test_every_value_is_one_that_json_can_hold(chain: Chain, term: str, value: object) -> None:
    answer = chain.sparql(f"SELECT ?x {{ BIND({term} AS ?x) }}")
    assert answer.rows == [{"x": value}]
    assert json.loads(as_json(answer), parse_constant=pytest.fail)["rows"] == [{"x": value}]


@pytest.mark.parametrize("limit", ["seconds", "memory"])
@pytest.mark.parametrize("value", [0, -5.0, float("nan"), float("inf")])
def test_a_limit_is_a_positive_number(chain: Chain, limit: str, value: float) -> None:
    with pytest.raises(ParameterError, match=limit):
        chain.sparql("ASK {}", **{limit: value})


@pytest.mark.parametrize("option", ["--seconds", "--memory"])
@pytest.mark.parametrize("value", ["0", "-5", "nan"])
def test_a_limit_that_is_none_is_wrong_usage(
    chain: Chain,
    option: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["aigraph", "sparql", "ASK {}", option, value])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert option.strip("-") in capsys.readouterr().err


SCRIPT = """
import os
import aigraph
with open("effects.txt", "a") as effects:
    effects.write("effect\\n")
chain = aigraph.load()
workers = set()
for _ in range(2):
    print(chain.sparql("ASK {}").rows)
    workers.add(chain.release.foreign.process_id)
assert len(workers) == 1
print("END")
"""


@pytest.mark.parametrize("way", ["file", "input", "module"])
def test_a_script_runs_once(chain: Chain, tmp_path: Path, way: str) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    arguments = {"file": ["script.py"], "input": ["-"], "module": ["-m", "script"]}[way]
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=tmp_path,
        input=SCRIPT if way == "input" else "",
        env=os.environ | {"PYTHONPATH": PACKAGES},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "[{'answer': True}]\n" * 2 + "END\n"
    assert (tmp_path / "effects.txt").read_text() == "effect\n"


@pytest.mark.parametrize("way", ["file", "input"])
def test_the_block_of_the_readme_runs_as_a_script(
    chain: Chain, root: Path, tmp_path: Path, way: str
) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    script = block + '\nprint("END", len(rows))\n'
    (tmp_path / "readme.py").write_text(script, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "readme.py" if way == "file" else "-"],
        cwd=tmp_path,
        input=script if way == "input" else "",
        env=os.environ | {"PYTHONPATH": PACKAGES, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(re.findall(r"^END [1-9]", ended.stdout, re.MULTILINE)) == 1


def test_a_long_query_is_stopped(chain: Chain) -> None:
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
    with pytest.raises(QueryError, match="stopped after 2 seconds"):
        chain.sparql(f"SELECT (COUNT(*) AS ?n) {{ {product} }}", seconds=2)
    assert chain.sparql("ASK { ?s ?p ?o }").rows == [{"answer": True}]


def test_a_query_changes_nothing(chain: Chain) -> None:
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert chain.sparql(count).rows == chain.sparql(count).rows


def test_a_graph_is_chosen_by_address_or_by_prefix(chain: Chain) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM {} {{ ?s ?p ?o }}"
    by_address = chain.sparql(count.format("<https://w3id.org/aigraph/graph/derived>")).rows
    by_prefix = chain.sparql(count.format("agg:derived")).rows
    everything = chain.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert by_prefix == by_address
    assert by_prefix[0]["n"] < everything[0]["n"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { svc:amazon-web-services ag:providedBy ?o }",
        "SELECT ?s { ?s skos:prefLabel ?service } LIMIT 1",
        'SELECT ?s { ?s skos:prefLabel "Drop, load and service"@en }',
        "SELECT ?s { ?s a ag:Service } # insert nothing",
    ],
)
def test_names_and_texts_are_no_commands(chain: Chain, query: str) -> None:
    chain.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a ag:Chip.SERVICE <http://example.org/> {} }",
        "SELECT * { ?s ?p 'x' SERVICE<http://example.org/> {} }",
        "SELECT * { ?s ?p '''x''' } #\nDELETE",
        'SELECT * { ?s ?p "a\\"b" SERVICE <http://example.org/> {} }',
        "SELECT * { ?s ?p 1SERVICE <http://example.org/> {} }",
        "SELECT * { BIND(<a>AS?x)SERVICE<http://example.org/>{} }",
        "SELECT * { BIND(1 < 2 AS ?x) SERVICE <http://example.org/> {} BIND(3 > 2 AS ?y) }",
        "SELECT * { FILTER(?a<1)}{SERVICE?v{?s?p?o}FILTER(?b>1) }",
        "PREFIX : <http://example.org/> SELECT * { ?s a ag:Chip. SERVICE:x {} }",
        "SELECT * FROM <http://example.org/#> { ?s ?p ?o }",
    ],
)
def test_nothing_hides_behind_names_and_texts(chain: Chain, query: str) -> None:
    with pytest.raises(QueryError, match=r"refused|only name graphs"):
        chain.sparql(query)
