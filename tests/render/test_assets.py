"""The browser assets: pinned, whole or not there at all, and with their licences."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from aigraph.errors import AssetError
from aigraph.paths import viz_dir
from aigraph.render import assets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def built(absent: Callable[[str], None]) -> Path:
    found = assets.find_assets()
    if found is None:
        absent("what `aigraph assets` builds")
    assert found
    return found


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which nothing is built."""
    monkeypatch.setenv("AIGRAPH_ASSETS", str(tmp_path / "assets"))
    return tmp_path / "assets"


def test_the_lock_file_pins_by_hash_and_names_no_registry() -> None:
    lock = (viz_dir() / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: told for name, told in json.loads(lock)["packages"].items() if name}
    assert len(packages) > 10
    assert all(told["integrity"].startswith("sha512-") for told in packages.values())
    assert "resolved" not in lock
    assert not re.search(r"https?://", lock)


def test_without_assets_the_error_says_what_to_do(empty: Path) -> None:
    assert assets.find_assets() is None
    with pytest.raises(AssetError, match="run `aigraph assets`"):
        assets.require_assets()


def test_without_npm_the_error_says_what_to_install(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(empty))
    with pytest.raises(AssetError, match=r"npm is missing: install Node\.js"):
        assets.make_assets()
    assert list(empty.iterdir()) == []


def test_a_package_that_is_not_the_pinned_one_is_refused(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: Callable[[str], None]
) -> None:
    if shutil.which("npm") is None:
        absent("npm")
    changed = tmp_path / "viz"
    shutil.copytree(viz_dir(), changed)
    lock = changed / "package-lock.json"
    text = lock.read_text(encoding="utf-8")
    (pinned,) = re.findall(r'"node_modules/crelt": \{[^}]*"integrity": "(sha512-[^"]+)"', text)
    lock.write_text(text.replace(pinned, "sha512-" + "A" * 86 + "=="), encoding="utf-8")
    monkeypatch.setattr(assets, "viz_dir", lambda: changed)
    with pytest.raises(AssetError, match="npm ci failed") as refused:
        assets.make_assets()
    if "EINTEGRITY" not in str(refused.value):
        absent(f"the registry of npm ({refused.value})")
    assert list(empty.iterdir()) == []


def test_other_pins_are_other_assets(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "viz"
    shutil.copytree(viz_dir(), changed)
    with (changed / "package-lock.json").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    monkeypatch.setattr(assets, "viz_dir", lambda: changed)
    assert assets.find_assets() is None


def test_what_is_built_is_whole(built: Path) -> None:
    assert {assets.EDITOR, assets.CHARTS, assets.ENGINE, assets.ENGINE_BINARY} < set(
        assets.sizes(built)
    )
    assert gzip.decompress((built / assets.ENGINE_BINARY).read_bytes()).startswith(b"\0asm")
    for name in (assets.EDITOR, assets.CHARTS, assets.ENGINE):
        script = (built / name).read_text(encoding="utf-8")
        assert "import.meta" not in script
        assert not re.search(r"\beval\(|new Function\(", script)


def test_what_is_damaged_is_not_there(built: Path, empty: Path) -> None:
    copy = empty / built.name
    shutil.copytree(built, copy)
    assert assets.find_assets() == copy
    for name in assets.sizes(copy):
        content = (copy / name).read_bytes()
        for damaged in (b"", content[: len(content) // 2], b"\xff" + content[1:]):
            (copy / name).write_bytes(damaged)
            assert assets.find_assets() is None, name
        (copy / name).unlink()
        assert assets.find_assets() is None, name
        (copy / name).write_bytes(content)
    assert assets.find_assets() == copy


def test_the_licence_of_every_package_travels_along(built: Path) -> None:
    notice = (built / assets.NOTICE).read_text(encoding="utf-8")
    found = assets.packages(built)
    assert {"oxigraph", "chart.js", "@codemirror/view"} <= {package.name for package in found}
    for package in found:
        assert f"{package.name} {package.version} ({package.licence})" in notice
    assert "Permission is hereby granted" in notice
    assert "Apache License" in notice
