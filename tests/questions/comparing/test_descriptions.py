"""What a release says is read by identifier, each value under the column that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from aigraph import vocab
from aigraph.ids import iri
from aigraph.questions.comparing import descriptions
from aigraph.questions.comparing.descriptions import differing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api.chain import Chain


def test_equal_releases_have_nothing_that_differs(
    few: Path, opened: Callable[[Path], Chain]
) -> None:
    release = opened(few).release
    assert differing(release, release) == ({}, {})


def test_values_are_named_by_their_columns(
    data: Path, opened: Callable[[Path], Chain], few: Path, edit: Callable[..., None]
) -> None:
    edit(data, "chips", "nvidia-h100-sxm", label_en="H100 of tomorrow", note="Read again.")
    before, after = differing(opened(few).release, opened(data).release)
    chip = after["chips/nvidia-h100-sxm"]
    assert chip["label_en"] == "H100 of tomorrow"
    assert chip["label_zh"] == before["chips/nvidia-h100-sxm"]["label_zh"] != ""
    assert chip["note"] == "Read again."
    assert chip["class"] == "Chip"
    assert chip["source"] == "sources/epoch-hw"
    assert not {"label", "prefLabel", "statedIn", "releasedFirst"} & set(chip.fields)


def test_edges_that_follow_from_statements_are_passed_over(
    few: Path, opened: Callable[[Path], Chain]
) -> None:
    release = opened(few).release
    derived = NamedNode(vocab.DERIVED_GRAPH)
    subjects = {
        quad.subject.value for quad in release.store.quads_for_pattern(None, None, None, derived)
    }
    assert iri("chips/nvidia-h100-sxm") in subjects
    (found,) = descriptions._described(release.store, [iri("chips/nvidia-h100-sxm")]).values()
    assert "dependsOn" not in found.fields


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        (b"", b"", []),
        (b"<a> 1 .\n<b> 1 .\n", b"<a> 1 .\n<b> 1 .\n", []),
        (b"<a> 1 .\n", b"", ["a"]),
        (b"", b"<a> 1 .\n", ["a"]),
        (b"<a> 1 .\n<c> 1 .\n", b"<b> 1 .\n<c> 1 .\n<d> 1 .\n", ["a", "b", "d"]),
    ],
)
def test_lines_are_compared_in_order(
    tmp_path: Path, old: bytes, new: bytes, differ: list[str]
) -> None:
    for name, content in (("old", old), ("new", new)):
        (tmp_path / name).mkdir()
        (tmp_path / name / descriptions.QUADS_FILE).write_bytes(content)
    assert list(descriptions._subjects(tmp_path / "old", tmp_path / "new")) == differ
