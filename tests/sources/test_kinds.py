"""Kinds of organisations: as the source says, else as the name says plainly, else marked."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from aigraph.sources.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.sources.importing import Imported

Row = dict[str, str]


def _organisations(imported: Imported) -> dict[str, Row]:
    text = imported.files["organisations.csv"].decode("utf-8")
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("National Institutes for Quantum and Radiological Science and Technology", "research"),
        ("Universität Dresden", "research"),
        ("北京理工大学东南信息技术研究院", "research"),
        ("福建医科大学孟超肝胆医院", "hospital"),
        ("Ministry of Science and ICT", "government"),
        ("Saudi Data and Artificial Intelligence Authority", "government"),
        ("Common Crawl Foundation", "association"),
        ("SAS Institute Inc.", ""),
        ("NVIDIA Corporation", ""),
        ("Applied Digital", ""),
    ],
)
def test_a_name_says_its_kind_in_plain_words_or_nothing(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_kind_that_no_source_says_is_marked(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    found = _organisations(take("epoch_gpu_clusters", real("epoch_gpu_clusters")))
    prefix = "epoch-cluster-"
    institute = next(row for key, row in found.items() if "quantum-and-radiological" in key)
    assert (institute["kind"], institute["note"]) == (
        "research",
        "Its kind is read from its name.",
    )
    assert (
        found[f"{prefix}ahrefs"]["note"]
        == "That it is a company is assumed; the source does not say of what kind it is."
    )


def test_a_kind_that_the_source_says_stays(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    """The file has Government for the Alan Turing Institute, Industry for OpenAI."""
    found = _organisations(take("epoch_models", real("epoch_models")))
    turing, openai = found["epoch-model-alan-turing-institute"], found["epoch-model-openai"]
    assert (turing["kind"], turing["note"]) == ("government", "")
    assert (openai["kind"], openai["note"]) == ("company", "")


def test_the_landscape_lists_no_role_in_a_name_and_no_licence_as_software(
    real: Callable[[str], Path], take: Callable[[str, Path], Imported]
) -> None:
    made = take("lfai_landscape", real("lfai_landscape"))
    found = _organisations(made)
    assert found["lfai-ibm-hosting"]["label_en"] == "IBM"
    assert not any("hosting" in row["label_en"].lower() for row in found.values())
    assert b"Community Data License Agreement" not in made.files["services.csv"]
