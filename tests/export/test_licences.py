"""What a licence keeps from being passed on is in no export, unless its licence is named."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import aigraph
from aigraph.cli.main import main
from aigraph.errors import AigraphError, NotFoundError
from aigraph.export import guard
from aigraph.export.guard import refuse_withheld, withheld
from aigraph.export.packaging import refuse_withheld_tables
from aigraph.export.quads import n_quads
from aigraph.export.writing import write_quads, write_tables
from aigraph.licences import why_withheld
from aigraph.schema import TABLES
from aigraph.schema.claims import targets
from aigraph.sources import known
from aigraph.version import RELEASE_DATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

LICENCE = "CC-BY-NC-4.0"
SOURCE = (
    "planted,A planted data set,,Planters,2026-01-01,https://example.org/planted,2026-01-02,"
    f"{LICENCE},,dataset,\n"
)
MAKER = "planted-maker,Planted Maker,,company,,,,planted,row 1,stated,high,\n"
SUPPLIES = (
    "planted-supplies,organisations/planted-maker,suppliesTo,organisations/nvidia,,,,,planted,row 2"
    ",stated,high,\n"
)
OWN = (
    "planted-own,organisations/tsmc,suppliesTo,organisations/planted-maker,,,,,aigraph,curation"
    ",stated,high,\n"
)


@pytest.fixture(scope="module")
def planted_tables(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "data"
    shutil.copytree(root / "data", folder)
    for name, line in (
        ("sources", SOURCE),
        ("organisations", MAKER),
        ("relations", _as_now(root, SUPPLIES)),
        ("relations", _as_now(root, OWN)),
    ):
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as stream:
            stream.write(line)
    return folder


def _as_now(root: Path, line: str) -> str:
    """Return a row of relations with as many cells as the table has columns."""
    with (root / "data/relations.csv").open(encoding="utf-8") as stream:
        columns = len(next(csv.reader(stream)))
    cells = line.rstrip("\n").split(",")
    head, tail = cells[:4], cells[-5:]
    return ",".join([*head, *[""] * (columns - 9), *tail]) + "\n"


@pytest.fixture(scope="module")
def planted(planted_tables: Path) -> Chain:
    return aigraph.load(planted_tables)


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("CC-BY-4.0", True),
        ("CC-BY-SA-4.0", True),
        ("CC0-1.0", True),
        ("MIT", True),
        ("Apache-2.0", True),
        ("US-government-work", True),
        ("all-rights-reserved", True),
        ("CC-BY-NC-4.0", False),
        ("cc-by-nc-sa-3.0", False),
        ("CC-BY-ND-4.0", False),
        ("ODC-BY-1.0", True),
        ("BSD-3-Clause", True),
        ("OGL-UK-3.0", True),
        ("CC BY-SA 4.0", True),
        ("CC BY-NC 4.0", False),
        ("CC_BY_NC_4.0", False),
        ("cc by nc sa", False),
        ("Creative Commons Attribution-NonCommercial 4.0", False),
        ("MIT, non-commercial use", False),
        ("PolyForm-Noncommercial-1.0.0", False),
        ("CC-BY-NoDerivatives-4.0", False),
        ("academic-use-only", False),
        ("Unlicensed", False),
        ("NOASSERTION", False),
        ("none", False),
    ],
)
def test_what_licences_allow(licence: str, allowed: bool) -> None:
    assert bool(why_withheld(licence)) is not allowed


def test_every_licence_of_the_tables_is_known(root: Path) -> None:
    found = set()
    for path in (root / "data").rglob("sources.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            found |= {row["licence"] for row in csv.DictReader(stream)}
    assert {licence for licence in found if why_withheld(licence)} <= {LICENCE}


def test_the_shipped_release_holds_nothing_of_the_kind(chain: Chain) -> None:
    assert withheld(chain.release) == []
    refuse_withheld(chain.release)


def test_a_data_set_that_its_description_keeps_local_is_withheld(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its licence is called: a list of an outsider may state other terms."""
    source = known.sources()["epoch_models"]
    kept = source.description.model_copy(update={"may_ship": False, "why": "It is a trade secret."})
    monkeypatch.setattr(guard, "sources", lambda: {"x": replace(source, description=kept)})
    (found,) = withheld(chain.release)
    assert (found.source, found.licence) == ("sources/epoch-model", "CC-BY-4.0")
    assert found.why == "may not be passed on, it is a trade secret."
    assert withheld(chain.release, ["CC-BY-4.0"]) == []


def test_what_is_left_out_is_counted(planted: Chain) -> None:
    (found,) = withheld(planted.release)
    assert (found.source, found.licence, found.statements) == ("sources/planted", LICENCE, 2)
    assert withheld(planted.release, [LICENCE]) == []
    with pytest.raises(AigraphError, match=r"2 rows of A planted data set .* forbids commercial"):
        refuse_withheld(planted.release)
    refuse_withheld(planted.release, [LICENCE])


def test_a_licence_that_no_source_has_is_a_mistake(planted: Chain) -> None:
    with pytest.raises(NotFoundError, match="CC-BY-NC-3"):
        withheld(planted.release, ["CC-BY-NC-3.0"])


def test_quads_hold_nothing_of_it(planted: Chain, tmp_path: Path) -> None:
    release = planted.release
    path = tmp_path / "graph.nq"
    counted = write_quads(release, path, withheld(release))
    text = path.read_text(encoding="utf-8")
    assert counted == {"quads": len(text.splitlines())}
    assert "graph/source/planted" not in text
    assert "planted-supplies" not in text
    assert "Planted Maker" not in text
    assert "planted-maker" not in text, "a statement of others on a thing that is left out"
    whole = n_quads(release, withheld(release, [LICENCE]), RELEASE_DATE).decode()
    assert "Planted Maker" in whole
    assert "planted-supplies" in whole
    edge = "organisations/planted-maker> <https://w3id.org/aigraph/ns/suppliesTo>"
    assert edge in whole
    assert edge not in text
    rest = {line for line in whole.splitlines() if "planted" not in line}
    assert rest == {line for line in text.splitlines() if "planted" not in line}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def dangling(folder: Path) -> list[str]:
    """Return what cells refer to that is in none of the tables."""
    keys = {name: {row["key"] for row in rows_of(folder, name)} for name in TABLES}
    return [
        f"{name}/{row['key']}: {column.name}: {thing}"
        for name, table in TABLES.items()
        for row in rows_of(folder, name)
        if name != "same_as"  # judgements name what gave way as well
        for column in table.columns
        if column.kind in {"reference", "references"}
        for thing in targets(column, row[column.name])
        if thing.partition("/")[2] not in keys[thing.partition("/")[0]]
    ]


def test_tables_hold_nothing_of_it(planted: Chain, planted_tables: Path, tmp_path: Path) -> None:
    release = planted.release
    folder = tmp_path / "tables"
    write_tables(release, folder, planted_tables, withheld(release))
    for name in ("organisations", "relations", "aliases"):
        assert "planted" not in (folder / f"{name}.csv").read_text(encoding="utf-8")
    assert dangling(folder) == []
    assert "A planted data set" not in (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
    write_tables(release, folder, planted_tables, [])
    assert "planted-supplies" in (folder / "relations.csv").read_text(encoding="utf-8")
    assert "A planted data set" in (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")


def test_equal_releases_give_equal_bytes(planted: Chain, tmp_path: Path) -> None:
    one, two = tmp_path / "one.nq", tmp_path / "two.nq"
    for path in (one, two):
        write_quads(planted.release, path, withheld(planted.release))
    assert one.read_bytes() == two.read_bytes()


def test_a_folder_of_something_else_is_left_alone(
    planted: Chain, planted_tables: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(AigraphError, match="something else"):
        write_tables(planted.release, tmp_path, planted_tables, [])


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["aigraph", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return ended.value.code or 0, out, err  # type: ignore[return-value]

    return run


def test_the_command_says_what_it_left_out(
    planted_tables: Path, run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "graph.nq"
    code, out, _ = run("export", "-o", path, "--data", planted_tables)
    assert code == 0
    assert "left out 2 rows of A planted data set (sources/planted): CC-BY-NC-4.0" in out
    code, out, _ = run("export", "-o", path, "--data", planted_tables, "--json")
    assert json.loads(out)["left_out"][0]["why"] == "forbids commercial use"
    words = ("export", "-o", path, "--data", planted_tables, "--include-licence")
    code, out, _ = run(*words, LICENCE)
    assert (code, "left out" in out) == (0, False)
    code, _, err = run(*words, "CC-BY-NC-3.0")
    assert code == 3
    assert "did you mean 'CC-BY-NC-4.0'" in err


def test_a_site_refuses_it(
    planted_tables: Path, run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    code, _, err = run("site", "-o", tmp_path / "site", "--data", planted_tables)
    assert code != 0
    assert "may not be passed on" in err
    assert not (tmp_path / "site").exists()


def test_a_page_that_holds_the_whole_graph_refuses_it(
    planted_tables: Path,
    run: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("aigraph.render.assets.require_assets", lambda: None)
    page = tmp_path / "page.html"
    code, _, err = run("sparql-page", "-o", page, "--data", planted_tables)
    assert code != 0
    assert "may not be passed on" in err
    assert not page.exists()


def test_a_wheel_refuses_it(root: Path, planted_tables: Path, tmp_path: Path) -> None:
    refuse_withheld_tables(root / "data")
    with pytest.raises(AigraphError) as caught:
        refuse_withheld_tables(planted_tables)
    assert "organisations.csv has 1 of sources/planted: CC-BY-NC-4.0 forbids" in str(caught.value)
    assert "relations.csv has 1 of sources/planted" in str(caught.value)
    (tmp_path / "theirs").mkdir()
    text = json.dumps({"source": "theirs", "licence": "custom", "may_ship": False})
    (tmp_path / "theirs/import.json").write_text(text, encoding="utf-8")
    with pytest.raises(AigraphError, match=r"theirs \(custom\) is for its user alone"):
        refuse_withheld_tables(tmp_path)


def test_no_folder_that_may_not_be_shipped_is_among_the_tables(root: Path) -> None:
    found = [
        path.parent.name
        for path in (root / "data").glob("*/import.json")
        if not json.loads(path.read_text(encoding="utf-8"))["may_ship"]
    ]
    assert found == []
