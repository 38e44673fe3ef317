"""Claims that follow from other claims: one CONSTRUCT a rule, run in order of the file names.

Under which ECCN a chip falls is a matter of law, and so inferred by the law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph import vocab
from aigraph.rdf.coverage import CLASSIFICATION, classifications
from aigraph.stores.oxigraph import add_to_graph, construct

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store


def infer(store: Store, ontology: Path) -> dict[str, int]:
    """Run the rules of ``ontology/rules`` and write what they infer into a graph of its own.

    Returns:
        Number of triples by rule.
    """
    counts = {
        path.stem: add_to_graph(
            store, vocab.INFERRED_GRAPH, construct(store, path.read_text(encoding="utf-8"))
        )
        for path in sorted((ontology / "rules").glob("*.rq"))
    }
    counts[CLASSIFICATION] = add_to_graph(store, vocab.INFERRED_GRAPH, classifications(store))
    return counts
