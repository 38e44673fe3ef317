"""The manifest: what a release was made from, and by which its files are known to be whole."""

from __future__ import annotations

import hashlib
import json
import stat
import time
from typing import TYPE_CHECKING, Any, Final

from aigraph.errors import ReleaseError
from aigraph.tables.inputs import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MANIFEST: Final = "manifest.json"
_STAMP: Final = ".verified"
"""A file that says with which sizes, times and numbers the files had the right hashes."""
_FRESH: Final = 2.0
"""Seconds within which two changes of a file may have the same time: too fresh to be trusted."""
_STORE: Final = "store/"


def write_manifest(folder: Path, description: Mapping[str, Any]) -> None:
    """Write the manifest of a finished release, the last of its files.

    Args:
        folder: the release.
        description: what the manifest says besides the size and SHA-256 of each file.
    """
    files = {
        path.relative_to(folder).as_posix(): {
            "size": path.stat().st_size,
            "sha256": _digest(path),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    manifest = {**description, "files": files}
    manifest["sha256"] = _own_digest(manifest)
    (folder / MANIFEST).write_text(_text(manifest), encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a release.

    Raises:
        ReleaseError: if it is missing or is not as it was written.
    """
    try:
        manifest = json.loads(read_regular(folder / MANIFEST))
    except OSError as error:
        raise ReleaseError(_unreadable(MANIFEST, error)) from error
    except ValueError:
        raise ReleaseError(f"{MANIFEST} has changed since it was written") from None
    if not isinstance(manifest, dict) or manifest.get("sha256") != _own_digest(manifest):
        raise ReleaseError(f"{MANIFEST} has changed since it was written")
    return manifest


def verify(folder: Path, *, thorough: bool = False) -> None:
    """Hold every file of a release to the manifest.

    Sizes are always compared. Contents are hashed unless the times of all files are as they were
    when all hashes were right; what a disk spoils without any write is found when asked for.

    Args:
        folder: the release.
        thorough: hash every file whatever its times are.

    Raises:
        ReleaseError: naming the first file that is missing or not as it was written.
    """
    manifest = read_manifest(folder)
    files: dict[str, dict[str, Any]] = manifest["files"]
    stamp, newest = _stamp(folder, manifest)
    if not thorough and _read(folder / _STAMP) == stamp:
        return
    for name, expected in files.items():
        if _digest(folder / name) != expected["sha256"]:
            raise ReleaseError(f"{name} has changed since it was written")
    if newest < time.time() - _FRESH:
        _write(folder / _STAMP, stamp)


def read_part(folder: Path, manifest: Mapping[str, Any], name: str) -> bytes:
    """Return the content of a file of a release.

    Raises:
        ReleaseError: if it is missing or not as it was written.
    """
    try:
        content = read_regular(folder / name)
    except OSError as error:
        raise ReleaseError(_unreadable(name, error)) from error
    if hashlib.sha256(content).hexdigest() != manifest["files"][name]["sha256"]:
        raise ReleaseError(f"{name} has changed since it was written")
    return content


def published(manifest: Mapping[str, Any]) -> str:
    """Return the manifest as it is given to others: equal for equal releases.

    The files of the triple store are left out, whose bytes differ from build to build.
    """
    files = {
        name: expected
        for name, expected in manifest["files"].items()
        if not name.startswith(_STORE)
    }
    return _text({**{key: manifest[key] for key in manifest if key != "sha256"}, "files": files})


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReleaseError(_unreadable(path.name, error)) from error


def _unreadable(name: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{name} is missing"
    return f"{name} cannot be read ({error.strerror})"


def _own_digest(manifest: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in manifest.items() if key != "sha256"}
    return hashlib.sha256(_text(rest).encode()).hexdigest()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _stamp(folder: Path, manifest: Mapping[str, Any]) -> tuple[str, float]:
    """Return in short what the system knows of all files, and the time of the newest change.

    Raises:
        ReleaseError: if a file is missing or has another size than the manifest says.
    """
    digest = hashlib.sha256(manifest["sha256"].encode())
    newest = 0.0
    for line, changed in _states(folder, manifest["files"]):
        digest.update(line.encode())
        newest = max(newest, changed)
    return digest.hexdigest(), newest


def _states(folder: Path, files: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, expected in files.items():
        try:
            state = (folder / name).stat()
        except OSError as error:
            raise ReleaseError(_unreadable(name, error)) from error
        if not stat.S_ISREG(state.st_mode):
            raise ReleaseError(f"{name} is no file")
        if state.st_size != expected["size"]:
            raise ReleaseError(f"{name} has {state.st_size:,} bytes and not {expected['size']:,}")
        times = f"{state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino} {state.st_mode}"
        yield f"{name}\0{times}\n", max(state.st_mtime, state.st_ctime)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _write(path: Path, text: str) -> None:
    """Write the stamp where that is allowed; without one the files are hashed the next time."""
    try:
        path.write_text(text, encoding="ascii")
    except OSError:
        return
