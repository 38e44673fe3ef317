"""The commands as a script sees them: standard output, standard error, exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aigraph.cli.main import main, make_app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

DAY = "--as-of=2025-06-01"


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    chain: Chain, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ended]:
    def run(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["aigraph", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Ended(ended.value.code or 0, out, err)  # type: ignore[arg-type]

    return run


def test_explain_adds_every_path(run: Callable[..., Ended]) -> None:
    told = run("exposure", DAY, "--explain").out
    assert told.count(" — path ") > 20
    assert "; sources/" in told


def test_chinese_headings(run: Callable[..., Ended]) -> None:
    told = run("exposure", DAY, "--lang", "zh").out
    for word in ("暴露度", "最弱证据等级", "金融", "推断"):
        assert word in told


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("show", "nvida"), 3, "did you mean"),
        (("exposure", "--of", "vertcal"), 3, "did you mean 'vertical'"),
        (("exposure", "--to", "tarif"), 3, "did you mean 'tariff'"),
        (("paths", "nobody", "TSMC"), 3, "no thing called 'nobody'"),
        (("figures", "marketsise"), 3, "did you mean 'market-size'"),
        (("show", "GPU", "--source", "s999"), 3, "no source called 's999'"),
        (("sparql", "SELECT"), 4, ""),
        (("sparql", "LOAD <file:///etc/passwd>"), 4, "refused"),
        (("exposure", "--as-of", "yesterday"), 2, "yesterday"),
        (("exposure", "--as-of", "2025-02-30"), 2, "2025-02-30"),
        (("exposure", "--json", "--csv"), 2, "choose one"),
        (("duty", "gpu-module", DAY, "--known-at=2025-01-01"), 2, "before"),
        (("exposure", DAY, "--known-at=2025-01-01"), 2, "before"),
        (("timeline", "--from=2025-04", "--until=2025-01"), 2, "before"),
        (("exposure", "--given", "x=perhaps"), 2, "FACT=yes"),
        (("exposure", "--data", "nowhere"), 2, "nowhere"),
        (("sparql", "nowhere.rq"), 2, "nowhere.rq"),
        (("view", "vertical", "-o", "x.html"), 2, "view vertical NAME"),
        (("view", "paths", "H20", "-o", "x.html"), 2, "view paths FROM TO"),
        (("view", "vendor", "Nvida", "-o", "x.html"), 3, "did you mean"),
        (("report", "weather", "-o", "x.html"), 2, "weather"),
        (("report", "whatif", "-o", "x.html"), 2, "scenario"),
        (("find", "NVIDIA", "--as-of=2025"), 2, "cannot take as_of"),
        (("sparql", "CQ99"), 3, "CQ"),
        (("report", "exposure", "-o", "x.docx"), 2, ".md"),
        (("bild",), 2, "bild"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_goes_wrong_has_a_code_and_one_message(
    run: Callable[..., Ended], arguments: tuple[str, ...], code: int, message: str
) -> None:
    ended = run(*arguments)
    assert ended.code == code
    assert ended.out == ""
    assert message in ended.err
    assert "Traceback" not in ended.err


def test_broken_tables_are_reported_and_nothing_is_built(
    run: Callable[..., Ended], tables: Path
) -> None:
    path = tables / "chips.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("epoch-hw", "epoch-hv", 1), encoding="utf-8")
    ended = run("build", "--data", tables)
    assert ended.code == 2
    assert "chips.csv:" in ended.err
    assert "(did you mean 'epoch-hw'?)" in ended.err
    checked = run("check", "--data", tables, "--json")
    assert checked.code == 2
    (problem,) = json.loads(checked.out)["problems"]
    assert problem["column"] == "source"


def test_build_and_check(run: Callable[..., Ended]) -> None:
    assert "quads" in run("build").out
    assert json.loads(run("build", "--json").out)["quads"] > 10_000
    assert "the tables hold together" in run("check").out
    assert json.loads(run("check", "--json").out)["problems"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("chain",),
        ("exposure",),
        ("NVIDIA",),
        ("vertical", "Finance"),
        ("paths", "NVIDIA H20", "TSMC"),
    ],
    ids=" ".join,
)
def test_view_writes_a_page(
    run: Callable[..., Ended], tmp_path: Path, words: tuple[str, ...]
) -> None:
    output = tmp_path / "page.html"
    ended = run("view", *words, DAY, "-o", output)
    assert (ended.code, ended.out) == (0, "")
    assert output.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_timeline_writes_a_calendar(run: Callable[..., Ended], tmp_path: Path) -> None:
    output = tmp_path / "line.html"
    assert run("timeline", "--from=2025-04", "--until=2025-06", "-o", output).code == 0
    assert "shade" in output.read_text(encoding="utf-8")


def test_chart_writes_bars(run: Callable[..., Ended], tmp_path: Path) -> None:
    output = tmp_path / "chart.html"
    assert run("chart", "filed-services", "-o", output).code == 0
    assert '<svg role="img"' in output.read_text(encoding="utf-8")


def test_confined_to_sources(run: Callable[..., Ended]) -> None:
    query = "SELECT ?maker { ?chip ag:fabricatedBy ?maker }"
    ended = run("sparql", query, "--source", "s000", "--source", "s001", "--json")
    assert json.loads(ended.out)["caveats"] == ["Not stated in sources/s000, sources/s001."]


@pytest.mark.parametrize("suffix", ["md", "html", "json", "csv"])
def test_report_writes_the_form_of_its_suffix(
    run: Callable[..., Ended], tmp_path: Path, suffix: str
) -> None:
    output = tmp_path / f"report.{suffix}"
    assert run("report", "exposure", DAY, "-o", output).code == 0
    start = {"md": "# ", "html": "<!doctype html>", "json": "{", "csv": "label"}[suffix]
    assert output.read_text(encoding="utf-8").startswith(start)


def test_a_folder_that_does_not_exist_is_an_error(
    run: Callable[..., Ended], tmp_path: Path
) -> None:
    ended = run("view", "chain", "-o", tmp_path / "nowhere" / "page.html")
    assert ended.code == 1
    assert "nowhere" in ended.err
    assert "Traceback" not in ended.err


def test_a_query_from_standard_input(
    run: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?chip ag:fabricatedBy ?maker }"))
    assert json.loads(run("sparql", "-", "--json").out)["rows"] == [{"answer": True}]


def test_every_command_has_help_with_an_example(run: Callable[..., Ended]) -> None:
    names = [
        command.name or command.callback.__name__  # type: ignore[union-attr]
        for command in make_app().registered_commands
    ]
    assert len(names) >= 9
    for name in names:
        ended = run(name, "--help")
        assert ended.code == 0
        assert "Example: aigraph" in ended.out


def test_help_is_quick_because_it_loads_little() -> None:
    program = "import sys, aigraph.cli.main; print([m for m in sys.modules if m in set(sys.argv)])"
    heavy = ["pandas", "rdflib", "networkx", "pyvis", "pyoxigraph", "jinja2", "rapidfuzz"]
    ended = subprocess.run(
        [sys.executable, "-c", program, *heavy], capture_output=True, check=True, text=True
    )
    assert ended.stdout.strip() == "[]"


def test_the_module_runs_as_a_command() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "aigraph", "find", "NVIDIA", "--json"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert json.loads(ended.stdout)["rows"][0]["id"] == "organisations/nvidia"


@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",), ("--md",)], ids=str)
def test_a_closed_or_full_standard_output_is_one_message(
    chain: Chain,  # the release is there
    form: tuple[str, ...],
) -> None:
    for target in (">&-", "> /dev/full"):
        run = subprocess.run(
            [
                "sh",
                "-c",
                f'"$@" {target}',
                "sh",
                sys.executable,
                "-m",
                "aigraph",
                "find",
                "TSMC",
                *form,
            ],
            capture_output=True,
            check=False,
            text=True,
        )
        assert (run.returncode, run.stderr.count("\n")) == (1, 1), run.stderr


def test_an_argument_that_is_no_text_is_refused(run: Callable[..., Ended]) -> None:
    ended = run("find", "\udcff")
    assert (ended.code, ended.out) == (2, "")
    assert "not UTF-8" in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ("view", "chain", "-o", "x.pdf"),
        ("view", "chain", "-o", "x"),
        ("sparql-page", "-o", "x.svg"),
        ("chart", "filed-services", "-o", "x.pdf"),
        ("report", "find", "TSMC", "-o", "x.pdf"),
    ],
    ids=str,
)
def test_an_ending_that_stands_for_no_form_is_refused(
    run: Callable[..., Ended], tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = run(*words[:-1], tmp_path / words[-1])
    assert ended.code == 2
    assert "must end in" in ended.err
    assert not list(tmp_path.iterdir())


def test_a_blank_pin_is_refused(run: Callable[..., Ended]) -> None:
    assert run("build", "--pin", "")[::2] == (
        5,
        "'' cannot name a pin: letters, digits, points,"
        " hyphens and underscores can, at most 64, beginning with a letter or digit\n",
    )
    assert run("build", "--unpin", "").code == 3
