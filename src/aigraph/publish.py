"""Files and folders put in place in one step: a reader finds the old or the new one, whole.

A file is written beside its target and renamed. A folder is made beside its target, in a
``Workplace``, and exchanged with it. What a killed process leaves behind is removed by the next one
that publishes there. This module imports nothing of aigraph but ``errors``.
"""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from aigraph.errors import AigraphError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from filelock import BaseFileLock

_LOCK: Final = ".lock"
"""A file that the process at work holds locked; the system frees it when the process ends."""
_SECONDS: Final = 60.0
"""How old something temporary must be before it is removed where no lock decides."""
_HERE: Final = -100
_EXCHANGE: Final = 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux."""


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file in one step, so that a full disk or a crash leaves what was there before.

    A link keeps pointing where it does, and what it points to is replaced. What is no regular file,
    such as ``/dev/stdout`` or a pipe, is written to directly.

    Args:
        path: the file to write.
        content: text, which becomes UTF-8, or bytes.

    Raises:
        AigraphError: if it cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AigraphError(f"{path} cannot be written: {reason}; nothing was changed") from error


def _replace(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    for old in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if _age(old) > _SECONDS:
            old.unlink(missing_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Workplace:
    """A folder beside a target in which the target's next version is made.

    Used as a context: the folder is there within it, ``publish`` puts it in the target's place, and
    whatever is there at the end is removed.

    Attributes:
        folder: where to write.
    """

    folder: Path

    def __init__(self, target: Path) -> None:
        """Choose a name beside the target, which may be missing."""
        self._target = target.resolve()
        self.folder = _beside(self._target)
        self._lock: BaseFileLock | None = None

    def __enter__(self) -> Self:
        """Make the folder, having removed what dead processes left of the same target."""
        from filelock import FileLock

        remove_abandoned(self._target.parent, self._target.name)
        self.folder.mkdir(parents=True)
        self._lock = FileLock(self.folder / _LOCK)
        self._lock.acquire()
        return self

    def publish(self, *, durable: bool = False) -> None:
        """Put the folder in the target's place; what was there before is removed at the end.

        Args:
            durable: whether every file is written to disk first, so that no loss of power can leave
                the new name with empty files.
        """
        if durable:
            _sync(self.folder)
        self._unlock()
        if not self._target.exists():
            self.folder.rename(self._target)
        elif not _exchange(self.folder, self._target):
            aside = self._target.with_name(f".{self._target.name}.old")
            self._target.rename(aside)
            self.folder.rename(self._target)
            shutil.rmtree(aside, ignore_errors=True)
        if durable:
            _sync_one(self._target.parent)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the folder, which holds the unfinished or the former version, if there is one."""
        self._unlock()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _unlock(self) -> None:
        lock = self.folder / _LOCK
        with suppress(PermissionError):  # Windows removes no open file
            lock.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        lock.unlink(missing_ok=True)


def remove_abandoned(parent: Path, name: str = "*") -> None:
    """Remove the workplaces that dead processes left, of one target or of all in a folder.

    Where a system can only rename twice, a target that was renamed aside and not replaced gets its
    name back.

    Args:
        parent: the folder that holds the targets.
        name: name of the target, or ``*`` for all.
    """
    chosen = name if name == "*" else glob.escape(name)
    for work in parent.glob(f".{chosen}.*"):
        if work.suffix == ".old" and work.is_dir():
            target = work.with_name(work.stem.removeprefix("."))
            if not target.exists():
                work.rename(target)
        if work.is_dir() and _abandoned(work):
            shutil.rmtree(work, ignore_errors=True)


def remove_folder(folder: Path) -> None:
    """Remove a folder that others may read: it loses its name at once, its files after that."""
    aside = _beside(folder)
    with suppress(FileNotFoundError):
        folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}")


def _abandoned(work: Path) -> bool:
    from filelock import FileLock, Timeout

    lock = work / _LOCK
    if not lock.exists():
        return work.suffix == ".old" or _age(work) > _SECONDS
    try:
        with FileLock(lock, timeout=0):
            return True
    except (Timeout, OSError):
        return False


def _age(path: Path) -> float:
    """Return how many seconds ago something was changed; nothing for what is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders in one step; return whether the system can."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    ends = (_HERE, os.fsencode(one), _HERE, os.fsencode(other))
    return bool(rename(*ends, _EXCHANGE) == 0)


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            _sync_one(path)
    for path in (*folder.rglob("*/"), folder):
        if path.is_dir():
            _sync_one(path)


def _sync_one(path: Path) -> None:
    """Have a file or folder reach the disk, where the system lets folders be opened."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
