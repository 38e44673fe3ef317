"""Claims that follow from other claims: one CONSTRUCT a rule, run in order of the file names.

Which performance a chip has by the rates that sources give, and under which ECCN it falls, are
matters of law, and so inferred by the law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aigraph import vocab
from aigraph.rdf.coverage import ASSEMBLY, CLASSIFICATION, assemblies, classifications
from aigraph.rdf.performance import COMPUTED, performances
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
    counts[COMPUTED] = add_to_graph(store, vocab.INFERRED_GRAPH, performances(store))
    counts[CLASSIFICATION] = add_to_graph(store, vocab.INFERRED_GRAPH, classifications(store))
    counts[ASSEMBLY] = add_to_graph(store, vocab.INFERRED_GRAPH, assemblies(store))
    return counts
