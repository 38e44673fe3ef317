"""The browser code that the SPARQL page takes from npm: installed and bundled, never committed.

This module imports nothing beyond the standard library, ``errors``, ``paths`` and ``publish``, so
that the hook that builds the wheel can use it too.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aigraph.errors import AssetError
from aigraph.paths import assets_dir, licence_file, shipped_assets_dir, viz_dir
from aigraph.publish import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

EDITOR: Final = "editor.js"
CHARTS: Final = "charts.js"
ENGINE: Final = "engine.js"
ENGINE_BINARY: Final = "engine.wasm.gz"
NOTICE: Final = "NOTICE.txt"
MANIFEST: Final = "manifest.json"

_BUNDLES: Final = (EDITOR, CHARTS, ENGINE)
_PINS: Final = ("package.json", "package-lock.json")
_BINARY_SOURCE: Final = ("node_modules", "oxigraph", "web_bg.wasm")
_SECONDS: Final = 300.0
_NEEDS_NODE: Final = (
    "{} is missing: install Node.js 18 or newer with npm (https://nodejs.org),"
    " then run `aigraph assets`"
)


class Package(NamedTuple):
    """A package whose code is in the assets.

    Attributes:
        name: its name on npm.
        version: the version that the lock file pins.
        licence: its licence as an SPDX expression.
    """

    name: str
    version: str
    licence: str


def _silent(_stage: str) -> None:
    """Report no progress."""


def find_assets() -> Path | None:
    """Return the folder of the assets, or None where none are whole and of the present sources."""
    key = _fingerprint()
    folders = (shipped_assets_dir() / key, assets_dir() / key)
    return next(filter(_is_whole, folders), None)


def require_assets() -> Path:
    """Return the folder of the assets.

    Raises:
        AssetError: if they are not built.
    """
    found = find_assets()
    if found is None:
        raise AssetError("the browser assets are not built: run `aigraph assets` (needs npm) once")
    return found


def make_assets(progress: Callable[[str], None] = _silent) -> Path:
    """Build the assets unless they are there already; return their folder.

    Everything is written into a folder beside the others that is renamed at the end.

    Args:
        progress: called with the name of each stage as it begins.

    Raises:
        AssetError: if Node.js or npm is missing or fails.
    """
    if found := find_assets():
        return found
    target = assets_dir() / _fingerprint()
    with Workplace(target) as made, tempfile.TemporaryDirectory() as modules:
        work = Path(modules)
        _install(work, progress)
        _bundle(work, made.folder, progress)
        made.publish()
    return target


def packages(folder: Path) -> list[Package]:
    """Return the packages whose code is in the assets, by name."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return [Package(*entry) for entry in manifest["packages"]]


def sizes(folder: Path) -> dict[str, int]:
    """Return how many bytes each file of the assets has."""
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir())}


def _is_whole(folder: Path) -> bool:
    """Return whether a folder holds every file as it was bundled."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return bool(manifest["files"] == _digests(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that is bundled, by name."""
    names = (*_BUNDLES, ENGINE_BINARY, NOTICE)
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def _sources() -> list[Path]:
    folder = viz_dir()
    return [
        *(folder / name for name in _PINS),
        *(folder / "sparql" / "bundle" / name for name in _BUNDLES),
    ]


def _fingerprint() -> str:
    """Return the content hash of what the assets are made from."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def _install(work: Path, progress: Callable[[str], None]) -> None:
    """Install the pinned packages; npm holds each to the hash in the lock file."""
    progress("installing the pinned packages from npm")
    for path in _sources():
        shutil.copy(path, work / path.name)
    _run(
        work,
        *("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    )


def _bundle(work: Path, output: Path, progress: Callable[[str], None]) -> None:
    """Make one classic script of each entry, and gather the licences of what went into it."""
    progress("bundling")
    _run(
        work,
        *("node", "node_modules/esbuild/bin/esbuild", *_BUNDLES),
        *("--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=ascii"),
        # A classic script has no address of its own, and the engine is handed its binary anyway.
        '--define:import.meta.url="about:blank"',
        *("--legal-comments=none", "--log-level=error", "--metafile=meta.json"),
        f"--outdir={output}",
    )
    binary = work.joinpath(*_BINARY_SOURCE).read_bytes()
    (output / ENGINE_BINARY).write_bytes(gzip.compress(binary, 9, mtime=0))
    inputs = json.loads((work / "meta.json").read_text(encoding="utf-8"))["inputs"]
    used = [_described(work / "node_modules" / name) for name in sorted(_used(inputs))]
    (output / NOTICE).write_text(_notice(work, used), encoding="utf-8")
    manifest = json.dumps({"packages": used, "files": _digests(output)}, indent=1)
    (output / MANIFEST).write_text(manifest, encoding="utf-8")


def _run(folder: Path, *command: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise AssetError(_NEEDS_NODE.format(command[0]))
    try:
        ended = subprocess.run(  # noqa: S603
            [program, *command[1:]],
            cwd=folder,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise AssetError(f"{command[0]} took longer than {_SECONDS:g} seconds") from None
    if ended.returncode != 0:
        raise AssetError(f"{command[0]} {command[1]} failed\n{ended.stderr.strip()[-2000:]}")


def _used(inputs: dict[str, Any]) -> set[str]:
    """Return the packages that contain some paths.

    >>> sorted(_used({"editor.js": {}, "node_modules/@lezer/lr/dist/index.js": {}}))
    ['@lezer/lr']
    """
    names = set()
    for path in inputs:
        folder, *parts = path.split("/")
        if folder == "node_modules":
            names.add("/".join(parts[: 2 if parts[0].startswith("@") else 1]))
    return names


def _described(package: Path) -> Package:
    manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
    return Package(manifest["name"], manifest["version"], manifest["license"])


def _notice(work: Path, used: list[Package]) -> str:
    """Return who wrote what under which licence, each licence text once."""
    holders: dict[str, list[Package]] = {}
    for package in used:
        folder = work / "node_modules" / package.name
        texts = sorted(folder.glob("LICEN[CS]E*"))
        # A package without a text of its own is taken under the Apache License.
        text = (texts[0] if texts else licence_file()).read_text(encoding="utf-8").strip()
        if not texts and "Apache-2.0" not in package.licence:
            raise AssetError(f"{package.name} carries no licence text")
        holders.setdefault(text, []).append(package)
    parts = []
    for text, holding in holders.items():
        lines = [f"{package.name} {package.version} ({package.licence})" for package in holding]
        parts.append("\n".join([*lines, "", text]))
    return ("\n\n" + "-" * 72 + "\n\n").join(parts) + "\n"
