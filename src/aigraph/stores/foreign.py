"""Run queries of strangers in a confined process, stopped at limits, kept for the next."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from aigraph.errors import QueryError
from aigraph.stores.worker import MEMORY

if TYPE_CHECKING:
    from collections.abc import Sequence

GIBIBYTE: Final = 2**30
_START_SECONDS: Final = 120.0
"""How long the worker may take to start, or to make the store of another day."""
_OVERFLOW: Final = 11
"""The signal SIGSEGV, with which the system ends a process that outgrows its stack."""
_NO_MEMORY: Final = ("memory allocation", "bad_alloc", "MemoryError", "PyObject pointer is null")
"""Last words of the libraries of a worker that could get no more memory."""
_PACKAGES: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Request:
    """A query and what it may use.

    Attributes:
        query: SPARQL, not yet checked.
        day: the day for which derived edges hold, as ``YYYY-MM-DD``.
        sources: ask only what these state; everything without any.
        names: addresses to look up besides.
        seconds: how long it may take, from when the store is at hand to the last row.
        memory: how much it may take beyond what the store takes, in GiB.
    """

    query: str
    day: str
    sources: Sequence[str] = ()
    names: Sequence[str] = ()
    seconds: float = 30.0
    memory: float = 2.0


@dataclass(frozen=True)
class Found:
    """What a query gave.

    Attributes:
        variables: names of the columns.
        rows: values by variable.
        unknown: those of the names of which the release says nothing.
        syntax: the engine's words where the query is malformed; blank where it is not.
    """

    variables: Sequence[str] = ()
    rows: Sequence[dict[str, Any]] = ()
    unknown: Sequence[str] = ()
    syntax: str = ""


class ForeignQueries:
    """Runs queries over a release in a worker, which is started with the first of them.

    One query runs at a time. A worker that was stopped is replaced for the next query. It ends with
    this object, with ``close``, and with this process.
    """

    def __init__(self, folder: Path, ontology: Path, day: str) -> None:
        """Name the release; nothing is started yet.

        Args:
            folder: the release.
            ontology: the ontology folder.
            day: the release's own date, as ``YYYY-MM-DD``.
        """
        self._arguments = (str(folder), str(ontology), day)
        self._lock = threading.Lock()
        self._worker: _Worker | None = None

    @property
    def process_id(self) -> int | None:
        """Process id of the worker; None while there is none."""
        return self._worker.process.pid if self._worker else None

    @property
    def confined(self) -> Sequence[str]:
        """What was taken from the worker, as ``confinement.confine`` names it."""
        return self._worker.confined if self._worker else ()

    def ask(self, request: Request) -> Found:
        """Run a query.

        Raises:
            QueryError: if it meets a limit, or ends without an answer.
        """
        with self._lock:
            worker = self._running()
            whole = False
            try:
                reply = worker.ask(request)
                whole = True
            finally:
                if not whole:
                    self._stop()
        if "error" in reply:
            raise QueryError(_too_much(request) if reply["error"] == MEMORY else reply["error"])
        return Found(**reply)

    def close(self) -> None:
        """End the worker, if there is one."""
        with self._lock:
            self._stop()

    def _running(self) -> _Worker:
        if self._worker and self._worker.owner != os.getpid():
            self._worker = None  # it belongs to the process that this one was forked from
        if self._worker and self._worker.process.poll() is not None:
            self._stop()
        if self._worker is None:
            self._worker = _Worker(self._arguments)
            self._end = weakref.finalize(self, self._worker.stop)
        return self._worker

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker = None
            self._end()


class _Worker:
    """A running worker and the pipes to it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.owner = os.getpid()
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in stop
        self._begun = threading.Event()
        self._failed: OSError | None = None
        # The system ends the worker with the thread that starts it, so that thread stays.
        threading.Thread(target=self._keep, args=(arguments,), daemon=True).start()
        self._begun.wait()
        if self._failed:
            raise QueryError(f"the process for queries cannot start: {self._failed}")
        self.confined: Sequence[str] = self._greeting()["confined"]

    def _greeting(self) -> dict[str, Any]:
        try:
            greeting = self._line(_START_SECONDS, "the process for queries did not start in time")
            if "error" not in greeting:
                return greeting
            said = greeting["error"]
        except EOFError:
            said = self._said().strip().rpartition("\n")[2]
        self.stop()
        raise QueryError(f"the process for queries cannot start: {said}")

    def _keep(self, arguments: Sequence[str]) -> None:
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                # -P: a file of the user's folder must not be imported in place of a library.
                [sys.executable, "-P", "-m", "aigraph.stores.worker", *arguments, str(self.owner)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env=_environment(),
                encoding="utf-8",
            )
        except OSError as error:
            self._failed = error
            return
        finally:
            self._begun.set()
        self.process.wait()

    def ask(self, request: Request) -> dict[str, Any]:
        """Send a request and return the answer; raise QueryError where a limit is met."""
        content = vars(request) | {"memory": round(request.memory * GIBIBYTE)}
        stopped = f"the query was stopped after {request.seconds:g} seconds"
        with contextlib.suppress(BrokenPipeError):
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps(content) + "\n")
            self.process.stdin.flush()
        try:
            first = self._line(_START_SECONDS, "the store was not ready in time")
            return first if "ready" not in first else self._line(request.seconds, stopped)
        except EOFError:
            raise QueryError(self._last_words(request)) from None

    def _line(self, seconds: float, otherwise: str) -> dict[str, Any]:
        """Return the next line; kill the worker where it is not whole in time."""
        late = threading.Event()

        def kill() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), kill)
        timer.daemon = True
        timer.start()
        try:
            assert self.process.stdout is not None
            line = self.process.stdout.readline()
        finally:
            timer.cancel()
            if late.is_set():
                self.process.wait()
        if line.endswith("\n"):
            reply: dict[str, Any] = json.loads(line)
            return reply
        if late.is_set():
            raise QueryError(otherwise)
        raise EOFError

    def _last_words(self, request: Request) -> str:
        """Say in a sentence why the worker ended."""
        said = self._said()
        if "overflowed its stack" in said or self.process.returncode == -_OVERFLOW:
            return "the query is nested too deeply"
        if any(word in said for word in _NO_MEMORY):
            return _too_much(request)
        return f"the query ended without an answer (exit code {self.process.returncode})"

    def _said(self) -> str:
        """Return what the worker wrote to its standard error before it ended."""
        self.process.wait()
        self._complaints.seek(0)
        return self._complaints.read().decode("utf-8", "replace")

    def stop(self) -> None:
        """Kill the process and close its pipes; nothing happens the second time."""
        if self.owner != os.getpid():
            return
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self._complaints):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def _too_much(request: Request) -> str:
    return f"the query was stopped because it needs more than {request.memory:g} GiB of memory"


def _environment() -> dict[str, str]:
    """Return the variables of the worker, which must find this package wherever it was found."""
    # With a backtrace wanted, the engine asks for memory while it reports that there is none, and
    # then waits for itself.
    environment = dict(os.environ) | {"RUST_BACKTRACE": "0"}
    if _PACKAGES.name not in {"site-packages", "dist-packages"}:
        known = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = f"{known}{os.pathsep}{_PACKAGES}" if known else str(_PACKAGES)
    return environment
