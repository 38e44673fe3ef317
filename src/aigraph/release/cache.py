"""The cache of releases: which is whole, which was last, which is pinned, which may go."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aigraph.errors import NotFoundError, ReleaseError
from aigraph.publish import remove_abandoned, remove_folder, write_file
from aigraph.release.manifest import MANIFEST, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEPT: Final = 3
"""How many releases of one data folder are kept, the newest first."""
_NAME: Final = re.compile(r"[0-9a-f]{16}")
_PIN: Final = re.compile(r"(?![0-9a-f]{16}$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LOCKS: Final = 16
_PATIENCE: Final = 900.0
"""Seconds for which one process waits for another that builds the same release."""


@dataclass(frozen=True)
class Cache:
    """The folder under which releases are kept.

    ``releases/`` holds them by name, ``pins/`` a file for each pin, ``locks/`` what processes lock,
    and a file ``latest-...`` for each data folder lists its last releases.

    Attributes:
        folder: where everything is.
    """

    folder: Path

    def release(self, name: str) -> Path:
        """Return the folder of a release, which may be missing."""
        return self.folder / "releases" / name

    @contextmanager
    def building(self, name: str, waiting: Callable[[], None]) -> Iterator[None]:
        """Hold the right to build a release, so that two processes do not both pay for it.

        Args:
            name: the release.
            waiting: called when another process is at it.

        Raises:
            ReleaseError: if the cache cannot be written to, or another process never ends.
        """
        from filelock import FileLock, Timeout

        self._check_writable()
        lock = FileLock(self.folder / "locks" / f"{int(name, 16) % _LOCKS:x}")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            try:
                lock.acquire(timeout=_PATIENCE)
            except Timeout:
                raise ReleaseError(
                    f"another process has been building this release for {_PATIENCE / 60:g}"
                    " minutes; end it and try again"
                ) from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the right to change what is kept; held for moments only."""
        from filelock import FileLock

        with FileLock(self.folder / "locks" / "kept", timeout=_PATIENCE):
            yield

    def remember(self, data: Path, name: str) -> None:
        """Note a release as the last one built from a data folder."""
        known = self.history(data)
        if known[:1] != [name]:
            names = [name, *(other for other in known if other != name)][:KEPT]
            content = json.dumps({"data": str(data.resolve()), "releases": names})
            write_file(self._pointer(data), content)

    def history(self, data: Path) -> list[str]:
        """Return the names of the last releases built from a data folder, newest first."""
        return _read_pointer(self._pointer(data))[1]

    def latest(self, data: Path) -> Path | None:
        """Return the last whole release built from a data folder, whatever the folder holds now."""
        for name in self.history(data):
            release = self.release(name)
            with suppress(ReleaseError):
                verify(release)
                return release
        return None

    def pin(self, pin: str, release: str) -> None:
        """Keep a release under a name until it is unpinned.

        Raises:
            ReleaseError: if the name cannot be one.
        """
        if not _PIN.fullmatch(pin):
            raise ReleaseError(
                f"{pin!r} cannot name a pin: letters, digits, points, hyphens and underscores can,"
                " at most 64, beginning with a letter or digit"
            )
        self._pins.mkdir(exist_ok=True)
        write_file(self._pins / pin, release)

    def unpin(self, pin: str) -> None:
        """Let a release go again.

        Raises:
            NotFoundError: if nothing is pinned under that name.
        """
        if pin not in self.pins():
            raise NotFoundError(pin, sorted(self.pins())[:3], what="pin")
        (self._pins / pin).unlink(missing_ok=True)

    def pins(self) -> dict[str, str]:
        """Return the pinned releases by the names of their pins."""
        found = {path.name: _line(path) for path in self._pins.glob("*")}
        return {pin: name for pin, name in found.items() if _NAME.fullmatch(name)}

    def find(self, wanted: str | Path) -> Path:
        """Return the folder of a release that a pin, a name or a path means.

        Args:
            wanted: the folder of a release, the name of a pin, or a release's name: its content
                hash, with or without the version.

        Raises:
            NotFoundError: if there is none.
        """
        path = Path(wanted)
        if path.is_dir() and (path / MANIFEST).is_file():
            return path
        pins = self.pins()
        name = pins.get(str(wanted), str(wanted).rpartition("+")[2])
        if _NAME.fullmatch(name) and self.release(name).is_dir():
            return self.release(name)
        raise NotFoundError(str(wanted), sorted(pins)[:3], what="release")

    def prune(self) -> None:
        """Remove what nothing refers to: releases, lists of folders that are gone, dead work."""
        kept = set(self.pins().values())
        for pointer in self.folder.glob("latest-*"):
            data, names = _read_pointer(pointer)
            if data is not None and data.is_dir():
                kept |= set(names)
            elif pointer.suffix != ".part":
                pointer.unlink(missing_ok=True)
        for release in self.folder.glob("releases/*"):
            if not release.name.startswith(".") and release.name not in kept:
                remove_folder(release)
        remove_abandoned(self.folder / "releases")

    @property
    def _pins(self) -> Path:
        return self.folder / "pins"

    def _pointer(self, data: Path) -> Path:
        digest = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
        return self.folder / f"latest-{digest}"

    def _check_writable(self) -> None:
        try:
            for name in ("releases", "locks"):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            with (self.folder / "locks" / "kept").open("ab"):
                pass
        except OSError as error:
            raise ReleaseError(
                f"the cache folder {self.folder} cannot be written to ({error.strerror}):"
                " set AIGRAPH_CACHE to a folder that can"
            ) from error


def _read_pointer(path: Path) -> tuple[Path | None, list[str]]:
    """Return a data folder and its releases; nothing of a file that is not as it was written."""
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        data, names = entry["data"], entry["releases"]
        return Path(data), [name for name in names if _NAME.fullmatch(name)]
    except (OSError, ValueError, KeyError, TypeError):
        return None, []


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
