"""Judgements as SSSOM, the format in which mappings are exchanged."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from aigraph.i18n import Text
from aigraph.vocab import TABLE_PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aigraph.identity.judgements import Judgement

COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "mapping_date",
    "comment",
)
"""Slots of SSSOM, in its order."""

_MAPPING_SET: Final = "https://w3id.org/aigraph/mappings/same-as"
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_OTHERS: Final = {
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_BY: Final = {"hand": "semapv:ManualMappingCuration", "rule": "semapv:CompositeMatching"}


def as_sssom(judgements: Iterable[Judgement], labels: Mapping[str, str]) -> str:
    """Return judgements as a table of SSSOM with its head of metadata.

    What was judged the same is ``skos:exactMatch``, what was judged different the same with the
    modifier ``Not``. What is unsure is no mapping, and is left out.

    Args:
        judgements: what was judged.
        labels: the name of each thing by its identifier.
    """
    rows = [item for item in judgements if item.judgement != "unsure"]
    tables = {part.partition("/")[0] for item in rows for part in (item.left, item.right)}
    prefixes = {TABLE_PREFIXES[table]: f"{THINGS}{table}/" for table in sorted(tables)} | _OTHERS
    stream = io.StringIO()
    for line in _head(prefixes):
        stream.write(f"#{line}\n")
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in sorted(rows, key=lambda judgement: judgement.key):
        writer.writerow(_row(item, labels))
    return stream.getvalue()


def _head(prefixes: Mapping[str, str]) -> list[str]:
    """Return the metadata of the set, as YAML."""
    return [
        "curie_map:",
        *(f"  {prefix}: {namespace}" for prefix, namespace in sorted(prefixes.items())),
        f"mapping_set_id: {_MAPPING_SET}",
        f"mapping_set_title: {Text('Which things of several sources are one').en}",
        f"license: {_LICENCE}",
    ]


def _row(item: Judgement, labels: Mapping[str, str]) -> list[str]:
    return [
        _curie(item.left),
        labels.get(item.left, ""),
        "skos:exactMatch",
        "Not" if item.judgement == "different" else "",
        _curie(item.right),
        labels.get(item.right, ""),
        _BY.get(item.by, "semapv:UnspecifiedMatching"),
        "aigraph project",
        item.on,
        item.why,
    ]


def _curie(thing: str) -> str:
    table, _, key = thing.partition("/")
    return f"{TABLE_PREFIXES[table]}:{key}"
