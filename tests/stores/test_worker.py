"""The worker for foreign queries: quick, confined, stopped at its limits, never left behind."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import QueryError
from aigraph.stores.foreign import ForeignQueries, Request, _environment
from aigraph.vocab import TERMS, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from aigraph.api import Chain

    class Listener(Protocol):
        """What the fixture of that name gives."""

        address: str
        requests: list[str]


RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LINUX = sys.platform.startswith("linux")
DAY = "2026-01-01"


@pytest.fixture(scope="module")
def day(chain: Chain) -> str:
    return str(chain.release.manifest["date"])


@pytest.fixture(scope="module")
def foreign(chain: Chain, day: str) -> Iterator[ForeignQueries]:
    queries = ForeignQueries(chain.release.folder, chain.release.ontology, day)
    yield queries
    queries.close()


def is_running(process: int) -> bool:
    """Tell whether a process runs; one that has ended and is not yet buried does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def ends(process: int, seconds: float = 3.0) -> bool:
    """Wait until a process has ended; return whether it did in time."""
    until = time.monotonic() + seconds
    while is_running(process):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def test_one_worker_answers_query_after_query(foreign: ForeignQueries, day: str) -> None:
    first = foreign.ask(Request("SELECT (1 AS ?x) {}", day))
    process = foreign.process_id
    second = foreign.ask(Request("SELECT (2 AS ?y) {}", day))
    assert (first.variables, first.rows) == (["x"], [{"x": 1}])
    assert (second.variables, second.rows) == (["y"], [{"y": 2}])
    assert process is not None
    assert foreign.process_id == process != os.getpid()


def test_a_malformed_query_leaves_the_worker_in_place(foreign: ForeignQueries, day: str) -> None:
    foreign.ask(Request("ASK {}", day))
    process = foreign.process_id
    assert "1:" in foreign.ask(Request("SELECT ?x {", day)).syntax
    assert foreign.ask(Request("ASK {}", day)).rows == [{"answer": True}]
    assert foreign.process_id == process


def test_names_that_occur_nowhere_are_told(foreign: ForeignQueries, day: str) -> None:
    names = [TERMS + "fabricatedBy", TERMS + "fabricatdBy", THINGS + "chips/nvidia-h100-sxm"]
    assert foreign.ask(Request("ASK {}", day, names=names)).unknown == [TERMS + "fabricatdBy"]


def test_a_runaway_query_is_stopped_and_the_next_one_answered(
    foreign: ForeignQueries, day: str
) -> None:
    foreign.ask(Request("ASK {}", day))
    process = foreign.process_id
    assert process is not None
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"^the query was stopped after 0.5 seconds$"):
        foreign.ask(Request(RUNAWAY, day, seconds=0.5))
    assert time.monotonic() - began < 20
    assert not is_running(process)
    assert foreign.ask(Request("ASK {}", day)).rows == [{"answer": True}]


def test_the_time_of_a_query_ends_with_its_last_row(foreign: ForeignQueries, day: str) -> None:
    foreign.ask(Request("ASK {}", day))
    worker = foreign._worker
    assert worker is not None
    code = "import sys, time; sys.stdout.write('{'); sys.stdout.flush(); time.sleep(60)"
    slow = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    real, worker.process = worker.process, slow
    try:
        with pytest.raises(QueryError, match="too late"):
            worker._line(1.0, "too late")
        assert slow.poll() is not None
    finally:
        worker.process = real
        assert slow.stdout is not None
        slow.stdout.close()


def test_making_the_store_of_another_day_takes_none_of_the_query_s_time(
    foreign: ForeignQueries,
) -> None:
    # The store of another day is loaded into memory, which takes longer than this limit.
    assert foreign.ask(Request("ASK {}", "2019-03-03", seconds=0.2)).rows == [{"answer": True}]


@pytest.mark.skipif(not LINUX, reason="only Linux limits memory so")
@pytest.mark.parametrize(
    "query",
    [
        "SELECT (STRLEN(?z) AS ?n) { BIND('aaaaaaaaaaaaaaaa' AS ?a0) "
        + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(32))
        + " BIND(?a32 AS ?z) }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
    ids=["doubling", "sorting", "rows"],
)
def test_a_query_that_fills_memory_is_stopped(
    foreign: ForeignQueries, day: str, query: str
) -> None:
    said = r"^the query was stopped because it needs more than 0.25 GiB of memory$"
    with pytest.raises(QueryError, match=said):
        foreign.ask(Request(query, day, memory=0.25, seconds=120))
    assert foreign.ask(Request("ASK {}", day)).rows == [{"answer": True}]


def test_the_engine_makes_no_backtrace_while_there_is_no_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RUST_BACKTRACE", "1")
    assert _environment()["RUST_BACKTRACE"] == "0"


def test_a_query_that_is_nested_too_deeply_says_so(foreign: ForeignQueries, day: str) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        foreign.ask(Request("ASK " + "{" * 30_000 + "}" * 30_000, day))


@pytest.mark.skipif(not LINUX, reason="only Linux takes the network away")
def test_no_network_even_without_the_guard(
    foreign: ForeignQueries, day: str, listener: Listener
) -> None:
    with pytest.raises(QueryError):
        foreign.ask(Request(f"SELECT * {{ SERVICE {listener.address} {{ ?s ?p ?o }} }}", day))
    assert listener.requests == []
    assert {"namespace", "seccomp"} & set(foreign.confined)


@pytest.mark.skipif(not LINUX, reason="only Linux takes the network away")
@pytest.mark.parametrize("lock", ["_leave_network", "_open_no_socket"])
def test_each_lock_holds_alone(lock: str, listener: Listener, absent: object) -> None:
    port = listener.address.rpartition(":")[2].partition("/")[0]
    code = (
        "import socket\n"
        f"from aigraph.stores.confinement import {lock}\n"
        f"print({lock}(), flush=True)\n"
        f"socket.create_connection(('127.0.0.1', {port}), 5).sendall(b'GET /')\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if "False" in ended.stdout:
        absent(lock)  # type: ignore[operator]
    assert ended.stdout == "True\n"
    assert "OSError" in ended.stderr or "PermissionError" in ended.stderr
    assert listener.requests == []


def test_the_worker_survives_the_thread_that_asked_first(chain: Chain, day: str) -> None:
    queries = ForeignQueries(chain.release.folder, chain.release.ontology, day)
    thread = threading.Thread(target=lambda: queries.ask(Request("ASK {}", day)))
    thread.start()
    thread.join()
    process = queries.process_id
    time.sleep(0.2)
    assert queries.ask(Request("ASK {}", day)).rows == [{"answer": True}]
    assert queries.process_id == process
    queries.close()


def test_the_worker_ends_with_what_it_belongs_to(chain: Chain, day: str) -> None:
    queries = ForeignQueries(chain.release.folder, chain.release.ontology, day)
    queries.ask(Request("ASK {}", day))
    first = queries.process_id
    queries.close()
    queries.close()
    queries.ask(Request("ASK {}", day))
    second = queries.process_id
    assert first is not None
    assert second not in {None, first}
    assert ends(first)
    del queries
    gc.collect()
    assert second is not None
    assert ends(second)


@pytest.mark.skipif(
    not LINUX, reason="elsewhere a busy worker outlives a killed parent for a while"
)
@pytest.mark.parametrize("query", [RUNAWAY, "ASK {}"], ids=["busy", "idle"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_a_killed_parent(
    chain: Chain, day: str, query: str, how: signal.Signals
) -> None:
    told = json.dumps([str(chain.release.folder), str(chain.release.ontology), day, query])
    code = (
        "import json, pathlib, sys, threading, time\n"
        "from aigraph.stores.foreign import ForeignQueries, Request, _environment\n"
        f"folder, ontology, day, query = json.loads({told!r})\n"
        "queries = ForeignQueries(pathlib.Path(folder), pathlib.Path(ontology), day)\n"
        "queries.ask(Request('ASK {}', day))\n"
        "ask = lambda: queries.ask(Request(query, day, seconds=600))\n"
        "threading.Thread(target=ask, daemon=True).start()\n"
        "print(queries.process_id, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        time.sleep(0.3)
        assert is_running(process)
        parent.send_signal(how)
        parent.wait()
    assert ends(process, 3.0)


def test_a_file_of_the_user_is_not_imported_in_place_of_a_library(
    chain: Chain, day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    queries = ForeignQueries(chain.release.folder.resolve(), chain.release.ontology, day)
    assert queries.ask(Request("ASK {}", day)).rows == [{"answer": True}]
    queries.close()


def test_a_release_that_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    queries = ForeignQueries(tmp_path, tmp_path, DAY)
    with pytest.raises(QueryError, match="cannot start"):
        queries.ask(Request("ASK {}", DAY))
