"""Take from this process what a foreign query must not have: network, memory and time without end.

Linux can do all of it. Elsewhere what the system does not offer is left out; ``confine`` says what
was done.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import platform
import signal
import struct
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000

_MEMORY: Final = "RLIMIT_DATA" if sys.platform.startswith("linux") else "RLIMIT_AS"
"""Linux counts under the first what is really taken; the second counts what is only set aside."""
_SYSTEM_CALLS: Final = {
    # Machine: its audit number; and socket, socketpair, io_uring_setup, execve, execveat.
    "x86_64": (0xC000003E, (41, 53, 425, 59, 322)),
    "aarch64": (0xC00000B7, (198, 199, 425, 221, 281)),
}
_WIDE: Final = 8
"""Bytes of an address on the machines above."""
_X32: Final = 0x40000000
"""From this number on the system calls of x86_64 are those of another ABI, which are not needed."""
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | 13  # EACCES
_KILL: Final = 0x80000000
_LOAD: Final = 0x20
_IF_EQUAL: Final = 0x15
_IF_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06


def confine(parent: int) -> list[str]:
    """Take the network from this process, and let it end with the one that started it.

    Must run before any thread is started.

    Args:
        parent: process id of the one that started this.

    Returns:
        What was done: ``namespace`` (no network but its own), ``seccomp`` (it can open no socket
        and start no program), ``orphan`` (it ends with its parent).
    """
    _set_limit("RLIMIT_CORE", 0)
    if not sys.platform.startswith("linux"):
        return []
    steps: dict[str, Callable[[], bool]] = {
        "namespace": _leave_network,
        "seccomp": _open_no_socket,
        # Last, since a change of rights may make the system forget it.
        "orphan": lambda: _end_with(parent),
    }
    return [name for name, step in steps.items() if step()]


def limit_memory(more: int) -> None:
    """Let this process take so much more memory than it has now, in bytes.

    Does nothing where the system keeps no such limit.
    """
    _set_limit(_MEMORY, _data() + more)


def lift_memory_limit() -> None:
    """Let this process take as much memory as it was first allowed."""
    _set_limit(_MEMORY, None)


def limit_time(seconds: float) -> None:
    """Let the system end this process when it has used so much more time of processors.

    This is for the case that nobody watches any more; who started the process keeps the time.
    """
    _set_limit("RLIMIT_CPU", math.ceil(time.process_time() + seconds))


def _set_limit(name: str, wanted: int | None) -> None:
    """Set a limit that the system may have; never above what this process was first allowed."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        kind = getattr(resource, name)
        _soft, hard = resource.getrlimit(kind)
        unlimited = hard == resource.RLIM_INFINITY
        soft = hard if wanted is None else wanted if unlimited else min(wanted, hard)
        resource.setrlimit(kind, (soft, hard))


def _data() -> int:
    """Return the memory that the limit counts, in bytes; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return 0


def _end_with(parent: int) -> bool:
    done = _done("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the system was asked
        sys.exit(1)
    return done


def _leave_network() -> bool:
    """Move into a network of its own, in which nothing is up, as root or as anybody."""
    return any(_done("unshare", flags) for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def _open_no_socket() -> bool:
    machine = platform.machine()
    if machine not in _SYSTEM_CALLS or struct.calcsize("P") != _WIDE:
        return False
    audit, calls = _SYSTEM_CALLS[machine]
    program = _filter(audit, calls)
    code = ctypes.create_string_buffer(b"".join(program), 8 * len(program))
    # struct sock_fprog: how many instructions, and where they are.
    head = ctypes.create_string_buffer(struct.pack("@HP", len(program), ctypes.addressof(code)))
    return _done("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) and _done(
        "prctl", _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(head), 0, 0
    )


def _filter(audit: int, calls: tuple[int, ...]) -> list[bytes]:
    """Return the instructions of a filter that denies some system calls."""

    def step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
        return struct.pack("=HBBI", code, then, otherwise, value)

    count = len(calls)
    return [
        step(_LOAD, 4),  # the machine of the call
        step(_IF_EQUAL, audit, 1, 0),
        step(_RETURN, _KILL),
        step(_LOAD, 0),  # the number of the call
        step(_IF_AT_LEAST, _X32, count + 1, 0),
        *(step(_IF_EQUAL, call, count - at, 0) for at, call in enumerate(calls)),
        step(_RETURN, _ALLOW),
        step(_RETURN, _DENY),
    ]


def _done(name: str, *arguments: object) -> bool:
    """Call a function of the C library; return whether it did what was asked."""
    result: int = getattr(ctypes.CDLL(None), name)(*arguments)
    return result == 0
