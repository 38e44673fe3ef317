"""Questions are declared once: what is made of a declaration agrees with it."""

from __future__ import annotations

import csv
import inspect
import io
import json
import shlex
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from aigraph.cli import asking
from aigraph.cli.main import main
from aigraph.cli.options import Language
from aigraph.cli.output import emit
from aigraph.errors import NotFoundError, ParameterError
from aigraph.questions.contract import answer_schema
from aigraph.questions.registry import ask, entries, find_question, questions
from aigraph.questions.rows import fields
from aigraph.questions.scope import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain
    from aigraph.questions.answer import Answer
    from aigraph.questions.declaration import Question

DECLARED = questions()
EXAMPLES = [(question, example) for question in DECLARED for example in question.examples]


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = answer_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def run(
    chain: Chain, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["aigraph", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return ended.value.code or 0, out, err  # type: ignore[return-value]

    return run


def named(question: Question) -> str:
    return question.command


def test_listing_by_text_finds_what_importing_finds() -> None:
    listed = {name: (entry.family, entry.summary) for name, entry in entries().items()}
    assert listed == {item.name: (item.family, item.summary) for item in DECLARED}


def test_help_imports_no_question() -> None:
    code = (
        "import sys; from aigraph.cli.main import make_app; make_app(['--help']);"
        "print(*[m for m in sys.modules if m.startswith('aigraph.questions.')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    imported = {tuple(name.split(".")[2:]) for name in run.stdout.split()}
    assert not {path for path in imported if len(path) > 1}


@pytest.mark.parametrize("question", DECLARED, ids=named)
def test_a_declaration_is_whole(question: Question) -> None:
    assert question.examples
    assert question.summary.endswith(".")
    assert all(item.param.meaning.endswith((".", "...")) for item in question.parameters)
    assert question.honours <= set(PARTS)
    assert not {item.name for item in question.parameters} & set(PARTS)
    for row in question.rows:
        for key, field in fields(row).items():
            assert field.meaning or "TypedDict" in str(row.__annotations__[key]), key


@pytest.mark.parametrize(
    ("question", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES]
)
def test_an_example_answers_in_every_form(
    run: Callable[..., tuple[int, str, str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    validator: Any,
    question: Question,
    example: str,
    tmp_path: Path,
) -> None:
    asked: list[tuple[Chain, Answer]] = []
    monkeypatch.setattr(asking, "emit", lambda chain, answer, **_: asked.append((chain, answer)))
    program, *words = shlex.split(example)
    assert (program, words[0]) == ("aigraph", question.command)
    assert run(*words)[::2] == (0, "")
    ((chain, answer),) = asked

    def printed(**form: Any) -> str:
        emit(chain, answer, **form)
        return capsys.readouterr().out

    published = json.loads(printed(json=True))
    validator.validate(published)
    assert list(published) == ["question", "parameters", "release", "rows", "caveats"]
    assert published["rows"]
    assert {name for name in published["parameters"] if name in PARTS} == question.honours
    rows = list(csv.reader(io.StringIO(printed(csv=True))))
    assert len(rows) == len(published["rows"]) + 1
    assert len({len(row) for row in rows}) == 1
    assert printed(md=True).startswith("## ")
    assert "release 0." in printed()
    alike = answer.title.to("en") == answer.title.to("zh") and not answer.caveats
    assert (printed(lang=Language.zh) == printed()) == alike
    for ending, start in {"md": "# ", "html": "<!doctype html>", "json": "{"}.items():
        output = tmp_path / f"report.{ending}"
        printed(output=output)
        assert output.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize("question", DECLARED, ids=named)
def test_the_method_has_the_declared_signature_and_help(chain: Chain, question: Question) -> None:
    method = getattr(chain, question.name)
    names = list(inspect.signature(method).parameters)
    assert names == [item.name for item in question.parameters] + [
        name for name in PARTS if name in question.honours
    ]
    for item in question.parameters:
        assert item.param.meaning in (inspect.getdoc(method) or "")
    assert question.name in dir(chain)


@pytest.mark.parametrize("question", DECLARED, ids=named)
def test_a_part_that_is_not_honoured_is_refused_by_name(chain: Chain, question: Question) -> None:
    given: dict[str, Any] = {
        "as_of": date(2025, 6, 1),
        "known_at": date(2026, 6, 1),
        "importer": "japan",
        "destination": "japan",
        "given": {"anything": True},
        "sources": ["s000"],
        "assumptions": ["equal-weights"],
    }
    for name in set(PARTS) - question.honours:
        own = {item.name: "nothing" for item in question.parameters if item.required}
        with pytest.raises(ParameterError, match=name):
            question.answer(chain.release, **own, **{name: given[name]})


def test_a_refused_part_is_a_usage_error_on_the_command_line(
    run: Callable[..., tuple[int, str, str]],
) -> None:
    code, out, err = run("find", "NVIDIA", "--as-of", "2025-06-01")
    assert (code, out) == (2, "")
    assert "find cannot take as_of into account" in err


def test_misspelt_names_have_hints(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="did you mean 'figures'"):
        ask(chain.release, "figurs")
    with pytest.raises(ParameterError, match="did you mean 'limit'"):
        chain.find("NVIDIA", limt=3)
    with pytest.raises(ParameterError, match="find: missing"):
        chain.find()


def test_command_and_method_give_one_answer(
    chain: Chain, run: Callable[..., tuple[int, str, str]]
) -> None:
    _, out, _ = run("figures", "market-size", "--source", "s000", "--json")
    assert json.loads(out) == chain.figures("market-size", sources=["s000"]).to_json()


@pytest.mark.parametrize("field", ["label", "printed", "source", "locator"])
def test_the_schema_misses_a_missing_key(chain: Chain, validator: Any, field: str) -> None:
    published = chain.figures("market-size").to_json()
    del published["rows"][0][field]
    assert not validator.is_valid(published)


def test_the_schema_refuses_a_key_that_is_not_declared(chain: Chain, validator: Any) -> None:
    published = chain.figures("market-size").to_json()
    published["rows"][0]["surprise"] = 1
    assert not validator.is_valid(published)


def test_competency_queries_are_listed_beside_questions(chain: Chain) -> None:
    listed = {row["name"] for row in chain.questions().rows}
    assert {question.command for question in DECLARED} | {"CQ01", "CQ61"} <= listed


def test_a_competency_query_runs_by_its_number(chain: Chain) -> None:
    number, whole = chain.sparql("CQ02"), find_question("sparql")
    assert number.rows
    text = number.parameters["query"]
    assert whole.answer(chain.release, text).rows == number.rows
    with pytest.raises(NotFoundError, match="CQ99"):
        chain.sparql("CQ99")


def test_an_option_has_one_name_in_command_python_and_json() -> None:
    differing = {
        (name, flag)
        for question in questions()
        for name, flag in [
            *((item.name, item.param.flag) for item in question.parameters if item.param.flag),
            *((part.name, part.flag) for part in PARTS.values()),
        ]
        if flag != f"--{name.replace('_', '-')}"
    }
    # README names these: "from" and "in" are words of Python, the others may be repeated.
    assert differing == {
        ("start", "--from"),
        ("sources", "--source"),
        ("assumptions", "--assume"),
        ("unit", "--in"),
    }


def test_from_and_until_mean_the_same_everywhere() -> None:
    spans = {
        question.command: {item.name: item.param.meaning for item in question.parameters}
        for question in questions()
        if any(item.name == "start" and item.param.flag for item in question.parameters)
    }
    assert set(spans) == {"figures", "law", "timeline", "weights"}
    for names in spans.values():
        assert names["start"].startswith("First day of the period")
        assert names["until"].startswith("Last day of the period")
