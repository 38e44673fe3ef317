"""The chain of a day as a supply network: what dependence and risk start from, and its gaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.errors import NotFoundError
from aigraph.graph import dependencies
from aigraph.i18n import Text
from aigraph.questions.answer import Row, best_first, by_fact, edge, path
from aigraph.questions.rows import column, detail
from aigraph.spelling import nearest
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.routes import best_routes, layers_by_strength
from aigraph.supply.shares import Interval, Supply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from aigraph.graph import Statement, View
    from aigraph.questions.scope import Scope
    from aigraph.release.opened import Release

GROUPS: Final = {
    "vendor": ("Organisation",),
    "place": ("Place",),
    "technology": ("Component", "Equipment", "Standard"),
    "chip": ("Chip",),
    "model": ("Model",),
}
"""What can be a chokepoint or fail, by the word of the question, and its classes."""

EXPECTED: Final = {
    "Chip": ("fabricatedBy", "comprisesChip"),
    "Component": ("madeBy",),
    "Equipment": ("madeBy",),
    "Server": ("contains", "assembledBy"),
    "Service": ("offersAccelerator", "runsOn"),
    "Model": ("trainedOn", "servedOn", "runsOn", "comprisesModel"),
    "Application": ("usesModel", "runsOn"),
    "Vertical": ("reliesOn", "servesVertical", "comprises"),
    "ComponentKind": ("metBy",),
}
"""What a thing of a class must depend on: one of these relations, or else there is a gap."""

_NAMED: Final = 8

ONLY_WHAT_IS_KNOWN: Final = Text(
    "Only what sources state is known. What is not known is not safe: where part of a chain is"
    " unknown, losses may be greater than shown."
)


class ChainCoverage(TypedDict):
    """How much of the chain above a thing is known."""

    seen: Annotated[
        float | None,
        detail("Part of the things that must depend on something whose suppliers are known."),
    ]
    things: Annotated[int, detail("Things in the chain.")]
    missing: Annotated[list[str], detail("Things whose suppliers are not known.")]
    choices: Annotated[int, detail("Inputs with several suppliers.")]
    with_shares: Annotated[int, detail("Of these, inputs whose shares are all stated.")]


Seen = Annotated[
    float | None,
    column("Chain known", "Part of the chain that is known; null if nothing is.", "part"),
]


@dataclass(frozen=True)
class SupplyChain:
    """What depends on what on a day, as a graph of statements and as a supply network.

    Attributes:
        view: things and names.
        graph: each edge from dependent to supplier, with its ``statement``.
    """

    view: View
    graph: nx.MultiDiGraph[str]

    @cached_property
    def network(self) -> SupplyNetwork:
        """The supplies: suppliers of one relation are alternatives, or each is an input."""
        return SupplyNetwork.of(
            self.supply(dependent, supplier, data["statement"])
            for dependent, supplier, data in self.graph.edges(data=True)
        )

    @cached_property
    def plain(self) -> nx.DiGraph[str]:
        """The graph without parallel edges and without statements, which are slow to copy."""
        import networkx as nx

        return nx.DiGraph(self.graph.edges())

    @cached_property
    def layers(self) -> list[nx.DiGraph[str]]:
        """The graph by strength of evidence, for routes."""
        return layers_by_strength(self.graph, strength)

    def supply(self, dependent: str, supplier: str, statement: Statement) -> Supply:
        """Return a statement as a supply; rival shares of one supplier make an interval."""
        alternatives = self.view.terms[statement.predicate].input_role == "any"
        share = statement.share
        return Supply(
            dependent,
            supplier,
            statement.predicate if alternatives else f"{statement.predicate} {supplier}",
            None if share is None else Interval(*share),
        )

    def dependencies_of(self, item: str) -> int:
        """Return how many things an item is known to depend on directly."""
        return self.plain.out_degree(item) if item in self.plain else 0

    def upstream(self, targets: Iterable[str]) -> set[str]:
        """Return the targets that the graph knows, and all that they depend on."""
        import networkx as nx

        known = [target for target in targets if target in self.graph]
        return set(known).union(*(nx.descendants(self.plain, target) for target in known))

    def routes(self, target: str) -> dict[str, list[Row]]:
        """Return the best-evidenced route from a target to all that it depends on, as edges."""
        return {
            end: [self.edge(step["statement"]) for step in steps]
            for end, steps in best_routes(self.layers, target).items()
        }

    def edge(self, statement: Statement) -> Row:
        """Return a statement as an edge with every source of the chain that states the same."""
        fact = statement.subject, statement.predicate, statement.object
        return edge(statement, self._facts[fact])

    @cached_property
    def _facts(self) -> dict[tuple[str, str, str], list[Statement]]:
        return by_fact(data["statement"] for _, _, data in self.graph.edges(data=True))

    def seen(self, target: str) -> ChainCoverage:
        """Return how much of the chain above a target is known.

        ``seen`` is None where no thing must depend on another, since then nothing is known.
        """
        upstream = sorted(self.upstream([target]))
        must = [item for item in upstream if self._kind(item) in EXPECTED]
        missing = self.unseen(upstream)
        choices = [
            data
            for item in upstream
            for data in self._inputs.get(item, ())
            if data["suppliers"] > 1
        ]
        return {
            "seen": round(1 - len(missing) / len(must), 4) if must else None,
            "things": len(upstream),
            "missing": missing,
            "choices": len(choices),
            "with_shares": sum(data["stated"] for data in choices),
        }

    def unseen(self, things: Iterable[str]) -> list[str]:
        """Return the things that must depend on something of which no supplier is known."""
        return [item for item in things if self._kind(item) in EXPECTED and not self._rests(item)]

    def found(self, kinds: Sequence[str], among: Iterable[str]) -> list[str]:
        """Return the things of some classes among others, sorted."""
        return sorted(item for item in among if self._kind(item) in kinds)

    @cached_property
    def _inputs(self) -> dict[str, list[dict[str, Any]]]:
        network = self.network
        found: dict[str, list[dict[str, Any]]] = {}
        for number, owner in enumerate(network.owner):
            edges = slice(network.start[number], network.start[number + 1])
            found.setdefault(network.names[owner], []).append(
                {
                    "suppliers": edges.stop - edges.start,
                    "stated": bool(network.stated[edges].all()),
                }
            )
        return found

    def _rests(self, item: str) -> bool:
        expected = EXPECTED[self._kind(item)]
        return any(
            data["statement"].predicate in expected
            for _, _, data in self.graph.out_edges(item, data=True)
        )

    def _kind(self, item: str) -> str:
        return self.view.things[item].kind if item in self.view.things else ""


def supply_chain(
    view: View, statements: Sequence[Statement], *, headquarters: bool = False
) -> SupplyChain:
    """Return the chain of some statements; a part of a place depends on the whole place.

    Args:
        view: things and names.
        statements: what is accepted and holds.
        headquarters: whether an organisation depends on the place of its headquarters.
    """
    graph = dependencies(view, statements)
    # Everything is in the world: a place that is in nothing larger would disrupt everything.
    larger = {item.subject for item in statements if item.predicate == "partOf"}
    for statement in statements:
        within = statement.predicate == "partOf" and statement.subject.startswith("places/")
        inside = within and statement.object in larger
        led = headquarters and statement.predicate == "headquarteredIn"
        if inside or led:
            graph.add_edge(
                statement.subject, statement.object, key=statement.claim, statement=statement
            )
    return SupplyChain(view, graph)


def chain_of(release: Release, scope: Scope, *, headquarters: bool = False) -> SupplyChain:
    """Return the chain that a scope allows: what holds on its day, of its sources."""
    view = release.view
    return supply_chain(view, view.only(scope.sources).held(scope.as_of), headquarters=headquarters)


def candidates(chain: SupplyChain, by: str, among: Iterable[str]) -> list[str]:
    """Return the things of a group among others.

    Raises:
        NotFoundError: if there is no such group.
    """
    if by not in GROUPS:
        raise NotFoundError(by, nearest(by, GROUPS, limit=2) or list(GROUPS), what="group")
    return chain.found(GROUPS[by], among)


def evidence(routes: Mapping[str, list[Row]], ends: Iterable[str]) -> Iterator[Row]:
    """Yield a path for each end that there is a route to."""
    for end in ends:
        if routes.get(end):
            yield path(routes[end])


def blind(chain: SupplyChain, targets: Sequence[str]) -> Iterator[Text]:
    """Yield what an answer about some targets leaves out for want of knowledge."""
    yield ONLY_WHAT_IS_KNOWN
    silent = [target for target in targets if target not in chain.graph]
    if silent:
        yield Text(
            "{silent} of {asked} have no known dependency and are left out; that does not make"
            " them safe.",
            silent=len(silent),
            asked=len(targets),
        )
    missing = chain.unseen(sorted(chain.upstream(targets)))
    if not missing:
        return
    some = [chain.view.name(item) for item in missing[:_NAMED]]
    if len(missing) > _NAMED:
        yield Text(
            "The suppliers of {count} things in these chains are not known: {things}, ...",
            count=len(missing),
            things=some,
        )
    else:
        yield Text(
            "The suppliers of {count} things in these chains are not known: {things}.",
            count=len(missing),
            things=some,
        )


def strength(attributes: Mapping[str, Any]) -> tuple[int, int, str]:
    """Order edges by the evidence of their statements, the best first."""
    return best_first(attributes["statement"])
