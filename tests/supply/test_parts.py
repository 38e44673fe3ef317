"""The parts of the engine by themselves: order, levels, shares, circles, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aigraph.supply import levels as levels_module
from aigraph.supply import sweep
from aigraph.supply.cycles import absorbed
from aigraph.supply.exposure import (
    Exposure,
    carry,
    exposure,
    share_bounds,
    substitution_in_time,
)
from aigraph.supply.network import SupplyNetwork
from aigraph.supply.order import heights
from aigraph.supply.reach import reachability
from aigraph.supply.shares import (
    Interval,
    Supply,
    equal_shares,
    fitted,
    hull,
    least_shares,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aigraph.supply.levels import Level


def whole(*numbers: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.array(numbers, dtype=np.int64)


def height_of(nodes: int, *edges: tuple[int, int]) -> tuple[list[int], list[bool], list[int]]:
    dependent, supplier = (whole(*(edge[end] for edge in edges)) for end in (0, 1))
    height, cyclic, component = heights(nodes, dependent, supplier)
    return height.tolist(), cyclic.tolist(), component.tolist()


def test_the_height_of_a_node_is_its_longest_chain_of_needs() -> None:
    height, cyclic, component = height_of(5, (0, 1), (1, 2), (2, 3), (0, 3))
    assert height == [3, 2, 1, 0, 0]
    assert not any(cyclic)
    assert len(set(component)) == 5


def test_nodes_on_a_circle_share_height_and_component() -> None:
    height, cyclic, component = height_of(6, (0, 1), (1, 2), (2, 1), (2, 3), (4, 4), (4, 3))
    assert height == [2, 1, 1, 0, 1, 0]
    assert cyclic == [False, True, True, False, True, False]
    assert component[1] == component[2]
    assert len(set(component)) == 5


def test_many_edges_between_the_same_nodes_count_once() -> None:
    assert height_of(3, (0, 1), (0, 1), (1, 2), (1, 2))[0] == [2, 1, 0]
    assert height_of(2)[0] == [0, 0]


def layered(width: int, layers: int, *, circle: bool = False) -> SupplyNetwork:
    """Layers of nodes, each with two inputs of two suppliers in the layer below."""
    supplies = [
        Supply(f"{layer}-{node}", f"{layer - 1}-{(node + step) % width}", kind)
        for layer in range(1, layers)
        for node in range(width)
        for kind, steps in {"x": (0, 1), "y": (1, 2)}.items()
        for step in steps
    ]
    if circle:  # pairs on the same layer that need each other
        supplies += [
            Supply(f"{layer}-{node}", f"{layer}-{node ^ 1}", "z")
            for layer in range(1, layers)
            for node in range(width - width % 2)
        ]
    return SupplyNetwork.of(supplies)


def check_levels(network: SupplyNetwork) -> None:
    """Levels follow each other without a gap, and what a level needs was there before."""
    done = set(range(len(network.names))) - set(network.owner.tolist())
    first_input, first_edge = 0, 0
    for level in network.levels:
        assert (level.inputs.start, level.edges.start) == (first_input, first_edge)
        first_input, first_edge = level.inputs.stop, level.edges.stop
        assert first_input > level.inputs.start
        owners = network.owner[level.inputs]
        assert (
            owners[level.node_starts].tolist()
            == level.nodes.tolist()
            == list(dict.fromkeys(owners))
        )
        starts = network.start[level.inputs] - network.start[level.inputs.start]
        assert level.input_starts.tolist() == starts.tolist()
        needed = set(network.supplier[level.edges].tolist())
        nodes = set(level.nodes.tolist())
        assert not nodes & done
        assert needed <= (done | nodes if level.cyclic else done)
        assert level.cyclic == bool(needed & nodes)
        done |= nodes
    assert (first_input, first_edge) == (len(network.owner), len(network.supplier))


def sizes(levels: Sequence[Level]) -> list[int]:
    return [level.edges.stop - level.edges.start for level in levels]


@pytest.mark.parametrize("circle", [False, True])
@pytest.mark.parametrize("piece", [1, 3, 8])
@pytest.mark.parametrize("together", [1, 5])
def test_how_levels_are_cut_changes_no_answer(
    monkeypatch: pytest.MonkeyPatch, piece: int, together: int, circle: bool
) -> None:
    plain = layered(7, 4, circle=circle)
    values = np.zeros((len(plain.names), 3))
    values[plain.position["0-2"], 0] = values[plain.position["0-5"], 1] = 1.0
    values[plain.position["2-3"], 2] = 0.5
    monkeypatch.setattr(levels_module, "_PIECE", piece)
    monkeypatch.setattr(levels_module, "_TOGETHER", together)
    cut = layered(7, 4, circle=circle)
    check_levels(plain)
    check_levels(cut)
    for upper in (False, True):
        before, after = (share_bounds(one, values, upper=upper) for one in (plain, cut))
        assert np.array_equal(before, after)
    assert np.array_equal(carry(plain, values), carry(cut, values))
    things = [[0], [3], [5, 6]]
    assert np.array_equal(reachability(plain, things), reachability(cut, things))


def test_long_levels_are_cut_between_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sizes(layered(7, 2).levels) == [28]
    monkeypatch.setattr(levels_module, "_PIECE", 8)
    assert sizes(layered(7, 2).levels) == [8, 8, 8, 4]
    monkeypatch.setattr(levels_module, "_PIECE", 6)
    assert sizes(layered(7, 2).levels) == [8, 4, 8, 4, 4]


def test_small_circles_are_solved_together_and_never_split(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [
        Supply(f"{number}{one}", f"{number}{other}", "x")
        for number in range(5)
        for one, other in ("ab", "ba")
    ]

    def nodes() -> list[int]:
        return [len(level.nodes) for level in SupplyNetwork.of(pairs).levels]

    assert nodes() == [10]
    for together, expected in ((1, [2] * 5), (2, [2] * 5), (4, [4, 4, 2]), (5, [4, 4, 2])):
        monkeypatch.setattr(levels_module, "_TOGETHER", together)
        assert nodes() == expected


def test_a_circle_above_what_it_needs_is_a_level_of_its_own() -> None:
    supplies = [Supply("a", "b", "x"), Supply("b", "a", "x"), Supply("b", "leaf", "y")]
    supplies.append(Supply("plain", "leaf", "x"))
    network = SupplyNetwork.of(supplies)
    check_levels(network)
    found = {tuple(network.names[node] for node in one.nodes): one.cyclic for one in network.levels}
    assert found == {("plain",): False, ("a", "b"): True}
    assert len(set(network.levels[1].component.tolist())) == 1


def test_an_interval_is_certain_where_its_ends_agree_but_for_rounding() -> None:
    assert Interval(0.1 + 0.2, 0.3).certain
    assert Interval(0.3, 0.1 + 0.2).certain
    assert not Interval(0.3, 0.3 + 1e-9).certain


def test_the_hull_of_two_shares_holds_both() -> None:
    one, other = Interval(0.2, 0.5), Interval(0.4, 0.9)
    assert hull(one, other) == hull(other, one) == (0.2, 0.9)
    assert hull(one, None) == hull(None, one) == one
    assert hull(None, None) is None


def test_least_shares_leave_a_rest_or_are_scaled() -> None:
    low = np.array([0.5, 0.2, 0.9, 0.6, 0.0, 0.1, 0.2, 0.7])
    least, rest = least_shares(low, whole(0, 2, 4, 5), whole(2, 2, 1, 3))
    assert least == pytest.approx([0.5, 0.2, 0.6, 0.4, 0.0, 0.1, 0.2, 0.7])
    assert rest.tolist() == [pytest.approx(0.3), 0.0, 1.0, 0.0]


def fit(*bounds: tuple[float, float], stated: int | None = None) -> list[float]:
    """Middles of some bounds that make one input, made to fit the whole."""
    low, high = (np.array([bound[end] for bound in bounds]) for end in (0, 1))
    known = np.arange(len(bounds)) < (len(bounds) if stated is None else stated)
    middles = np.where(known, (low + high) / 2, 0.0)
    return [float(part) for part in fitted(middles, low, high, known, whole(0))]


def test_shares_move_as_little_as_needed_to_fit_the_whole() -> None:
    assert fit((0.6, 0.6), (0.4, 0.4)) == pytest.approx([0.6, 0.4])
    assert fit((0.2, 0.4), (0.1, 0.3)) == pytest.approx([0.4, 0.3])  # not enough: up to the most
    assert fit((0.2, 1.0), (0.1, 0.3)) == pytest.approx([0.76, 0.24])  # four fifths up
    assert fit((0.4, 1.0), (0.4, 0.8)) == pytest.approx([0.7 - 0.18, 0.6 - 0.12])
    assert fit((0.9, 0.9), (0.6, 0.6)) == pytest.approx([0.6, 0.4])  # contradicted: scaled
    assert fit((0.2, 0.4), (0.0, 1.0), stated=1) == pytest.approx([0.3, 0.0])  # others may be


def test_each_draw_and_each_input_is_fitted_by_itself() -> None:
    low, high = np.array([0.2, 0.1, 0.9]), np.array([1.0, 0.3, 0.9])
    draws = np.array([[0.6, 0.2], [0.2, 0.3], [0.9, 0.9]])
    found = fitted(draws, low, high, np.ones(3, dtype=bool), whole(0, 2))
    assert found[:, 0] == pytest.approx([0.76, 0.24, 0.9])
    assert found[:, 1] == pytest.approx([0.7, 0.3, 0.9])
    alone = [
        fitted(draws[:, [one]], low, high, np.ones(3, dtype=bool), whole(0, 2)) for one in (0, 1)
    ]
    assert np.array_equal(found, np.hstack(alone))


def equal(*bounds: tuple[float, float] | None) -> list[float]:
    low = np.array([bound[0] if bound else 0.0 for bound in bounds])
    high = np.array([bound[1] if bound else 1.0 for bound in bounds])
    stated = np.array([bound is not None for bound in bounds])
    found = equal_shares(low, high, stated, whole(0), whole(len(bounds)))
    return [float(part) for part in found]


def test_under_equal_weights_an_input_adds_up_to_the_whole() -> None:
    assert equal(None) == [1.0]
    assert equal(None, None, None, None) == pytest.approx([0.25] * 4)
    assert equal((0.5, 0.7), None, None) == pytest.approx([0.6, 0.2, 0.2])
    assert equal((0.3, 0.3), (0.2, 0.2)) == pytest.approx([0.6, 0.4])
    assert equal((1.0, 1.0), None) == pytest.approx([1.0, 0.0])
    assert equal((0.0, 0.0), (0.0, 0.0)) == pytest.approx([0.5, 0.5])
    assert equal((0.9, 0.9), (0.9, 0.9), None) == pytest.approx([0.5, 0.5, 0.0])


def test_under_equal_weights_inputs_do_not_mix() -> None:
    low = np.array([0.6, 0.0, 0.0, 0.0])
    stated = np.array([True, False, False, False])
    high = np.where(stated, low, 1.0)
    found = equal_shares(low, high, stated, whole(0, 2), whole(2, 2))
    assert found == pytest.approx([0.6, 0.4, 0.5, 0.5])


def test_absorption_is_the_solution_of_the_linear_system() -> None:
    numbers = np.random.default_rng(20261128)
    matrix = numbers.random((6, 6, 4))
    exits = numbers.random((6, 4)) + 0.1
    total = matrix.sum(axis=1) + exits
    matrix, exits = matrix / total[:, None], exits / total
    brought = exits * numbers.random((6, 4))
    kept = [part.copy() for part in (matrix, exits, brought)]
    found = absorbed(matrix, exits, brought)
    for column in range(4):
        solved = np.linalg.solve(np.eye(6) - matrix[:, :, column], brought[:, column])
        assert found[:, column] == pytest.approx(solved)
    assert all(map(np.array_equal, kept, (matrix, exits, brought)))


def test_what_nothing_leaves_is_worth_nothing_and_takes_nothing_from_others() -> None:
    matrix = np.zeros((4, 4, 1))
    matrix[1, 2] = matrix[2, 1] = 1.0
    matrix[0, 1] = matrix[0, 3] = 0.5
    exits, brought = np.zeros((4, 1)), np.zeros((4, 1))
    exits[3], brought[3] = 1.0, 0.8
    assert absorbed(matrix, exits, brought).ravel() == pytest.approx([0.4, 0.0, 0.0, 0.8])
    assert absorbed(np.ones((1, 1, 1)), np.zeros((1, 1)), np.zeros((1, 1))).tolist() == [[0.0]]


def point(part: float) -> Interval:
    return Interval(part, part)


def ring(size: int) -> SupplyNetwork:
    return SupplyNetwork.of(
        supply
        for number in range(size)
        for supply in (
            Supply(f"r{number}", f"r{(number + 1) % size}", "x", Interval(0.3, 0.6)),
            Supply(f"r{number}", f"leaf{number % 3}", "x", Interval(0.2, 0.5)),
            Supply(f"r{number}", "other", "x"),
            Supply(f"r{number}", f"leaf{number % 2}", "y"),
            Supply(f"r{number}", f"r{(number + 2) % size}", "y"),
        )
    )


def asked(network: SupplyNetwork, columns: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    values = np.zeros((len(network.names), columns))
    for column in range(columns):
        values[network.position[f"leaf{column % 3}"], column] = 1.0 - column / 10
    return values


def test_columns_of_a_circle_may_be_solved_in_any_number_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = ring(6)
    values = asked(network, 5)
    together = [share_bounds(network, values, upper=upper) for upper in (False, True)]
    shares = np.tile(network.shares[:, None], 5) ** np.arange(1, 6)
    shared = carry(network, values, shares=shares)
    for cells in (1, 2 * 36, 4 * 36):
        monkeypatch.setattr(sweep, "_CELLS", cells)
        for upper in (False, True):
            assert np.allclose(share_bounds(network, values, upper=upper), together[upper])
        assert np.allclose(carry(network, values, shares=shares), shared)
    for column in range(5):
        alone = carry(network, values[:, column], shares=shares[:, column])
        assert np.allclose(alone, shared[:, column])


def test_circles_too_large_to_solve_are_bounded_ever_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = ring(6)
    values = asked(network, 4)
    exact = [share_bounds(network, values, upper=upper) for upper in (False, True)]
    middle = carry(network, values)
    monkeypatch.setattr(sweep, "_SOLVED", 5)
    before = [np.zeros_like(values), np.ones_like(values)]
    for rounds in (1, 2, 5, 20, 400):
        monkeypatch.setattr(sweep, "_ROUNDS", rounds)
        low, high = (share_bounds(network, values, upper=upper) for upper in (False, True))
        assert np.all((before[0] <= low + 1e-12) & (low <= exact[0] + 1e-12))
        assert np.all((exact[1] <= high + 1e-12) & (high <= before[1] + 1e-12))
        assert np.all(carry(network, values) <= middle + 1e-12)
        before = [low, high]
    # From above, steps end at the greatest fixed point: sound, but a circle keeps itself alive.
    assert np.allclose(before[0], exact[0])
    assert np.allclose(carry(network, values), middle)
    # One step is not enough, and nothing that is safe gets a bound above zero.
    monkeypatch.setattr(sweep, "_ROUNDS", 1)
    assert not np.allclose(share_bounds(network, values, upper=True), exact[1])
    safe = SupplyNetwork.of([Supply("a", "b", "x"), Supply("b", "a", "x")])
    monkeypatch.setattr(sweep, "_SOLVED", 0)
    assert share_bounds(safe, np.zeros(2), upper=True).tolist() == [0, 0]


@pytest.mark.parametrize("rounds", [1, 2, 3, 9])
def test_too_few_steps_leave_a_bound_from_above_where_one_bad_supplier_is_enough(
    monkeypatch: pytest.MonkeyPatch, rounds: int
) -> None:
    """Each needs the next or a leaf of its own; in the worst case all hang on the one bad leaf."""
    network = SupplyNetwork.of(
        supply
        for number in range(6)
        for supply in (
            Supply(f"r{number}", f"r{(number + 1) % 6}", "x"),
            Supply(f"r{number}", f"leaf{number}", "x"),
        )
    )
    own = network.vector({"leaf0": 0.5})
    members = [network.position[f"r{number}"] for number in range(6)]
    assert share_bounds(network, own, upper=True)[members].tolist() == [0.5] * 6
    assert share_bounds(network, own, upper=False)[members].tolist() == [0.0] * 6
    monkeypatch.setattr(sweep, "_SOLVED", 5)
    monkeypatch.setattr(sweep, "_ROUNDS", rounds)
    assert min(share_bounds(network, own, upper=True, unnamed=0.5)[members]) == 0.5
    assert share_bounds(network, own, upper=False)[members].tolist() == [0.0] * 6


def test_a_circle_that_is_just_small_enough_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    network = ring(6)
    values = asked(network, 2)
    exact = share_bounds(network, values, upper=True)
    monkeypatch.setattr(sweep, "_ROUNDS", 1)
    monkeypatch.setattr(sweep, "_SOLVED", 6)
    assert np.array_equal(share_bounds(network, values, upper=True), exact)


def test_values_are_carried_by_share_or_by_the_least_supplier() -> None:
    supplies = [Supply("a", "b", "x", point(0.25)), Supply("a", "c", "x", point(0.75))]
    network = SupplyNetwork.of(supplies)
    own = network.vector({"b": 0.8, "c": 0.4})
    a = network.position["a"]
    assert carry(network, own)[a] == pytest.approx(0.5)
    assert carry(network, own, within="least")[a] == pytest.approx(0.4)
    assert carry(network, own, substitution=0.5)[a] == pytest.approx(0.45)
    assert carry(network, own, shares=np.array([1.0, 0.0]))[a] == pytest.approx(0.8)
    assert carry(network, own + np.array([0.6, 0, 0]))[a] == pytest.approx(0.6)
    by_question = np.array([[1.0, 0.25], [0.0, 0.75]])
    twice = carry(network, np.stack([own, own], axis=1), shares=by_question, substitution=0.5)
    assert twice[a] == pytest.approx([0.6, 0.45])


def test_a_share_that_is_not_named_brings_at_most_what_is_supposed() -> None:
    network = SupplyNetwork.of([Supply("a", "b", "x", point(0.6))])
    own = network.vector({"b": 0.5})
    a = network.position["a"]
    assert share_bounds(network, own, upper=True)[a] == pytest.approx(0.7)
    assert share_bounds(network, own, upper=True, unnamed=0.5)[a] == pytest.approx(0.5)
    assert share_bounds(network, own, upper=False, unnamed=0.5)[a] == pytest.approx(0.3)
    assert share_bounds(network, own, upper=False)[a] == pytest.approx(0.3)
    # No value is above all that come in; that of the unnamed counts among them.
    assert share_bounds(network, own * 0, upper=True, unnamed=0.25)[a] == pytest.approx(0.1)


def test_an_exposure_says_whether_it_is_reached_and_whether_it_is_certain() -> None:
    network = SupplyNetwork.of(
        [
            *(Supply("one", "lost", "x"), Supply("one", "kept", "x")),
            *(Supply("both", "lost", "x"), Supply("both", "hurt", "y")),
            *(Supply("partly", "hurt", "x"), Supply("none", "kept", "x")),
        ]
    )
    found = exposure(network, {"lost": 1.0, "hurt": 0.5})
    assert found == {
        "one": Exposure(True, False, 0.5, Interval(0.0, 1.0)),
        "both": Exposure(True, True, 1.0, Interval(1.0, 1.0)),
        "partly": Exposure(True, False, 0.5, Interval(0.5, 0.5)),
        "none": Exposure(False, False, 0.0, Interval(0.0, 0.0)),
        "kept": Exposure(False, False, 0.0, Interval(0.0, 0.0)),
        "lost": Exposure(True, True, 1.0, Interval(1.0, 1.0)),
        "hurt": Exposure(True, False, 0.5, Interval(0.5, 0.5)),
    }
    eased = exposure(network, {"lost": 1.0, "hurt": 0.5}, substitution=0.5)
    assert eased["one"].expected == pytest.approx(0.25)
    assert eased["one"].bounds == (0.0, 1.0)


def test_no_time_is_negative_and_no_horizon_is_nothing() -> None:
    assert substitution_in_time(52, 52) == 0
    assert substitution_in_time(39, 52) == 0.25
    for time, horizon in ((-1, 52), (1, 0), (1, -1)):
        with pytest.raises(ValueError, match="negative time"):
            substitution_in_time(time, horizon)


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 130])
def test_any_number_of_things_is_answered_at_once(count: int) -> None:
    size = 67
    chain = SupplyNetwork.of(Supply(f"{n:03}", f"{n + 1:03}", "x") for n in range(size - 1))
    things = [[number % size] for number in range(count)]
    expected = [[node <= thing for (thing,) in things] for node in range(size)]
    for through in ("any", "all"):
        found = reachability(chain, things, through=through)  # type: ignore[arg-type]
        assert found.shape == (size, count)
        assert found.tolist() == expected


def test_a_thing_leads_through_any_path_but_is_lost_with_all_suppliers_of_an_input() -> None:
    network = SupplyNetwork.of(
        [
            *(Supply("top", "a", "x"), Supply("top", "b", "x"), Supply("top", "c", "y")),
            *(Supply("a", "leaf", "x"), Supply("b", "leaf", "x"), Supply("c", "other", "x")),
            *(Supply("c", "d", "z"), Supply("d", "c", "z"), Supply("d", "leaf", "z")),
        ]
    )
    at = network.position
    groups = [["leaf"], ["other"], ["a"], ["a", "b"], [], ["d"], ["leaf", "c"]]
    things = [[at[name] for name in group] for group in groups]
    reached = reachability(network, things)
    lost = reachability(network, things, through="all")
    names = ("top", "a", "c", "d")
    marks = {
        name: (
            "".join(
                group[0] if hit else "."
                for group, hit in zip("lraApdm", reached[at[name]], strict=True)
            ),
            "".join(
                group[0] if hit else "."
                for group, hit in zip("lraApdm", lost[at[name]], strict=True)
            ),
        )
        for name in names
    }
    assert marks == {
        "top": ("lraA.dm", "lr.A.dm"),
        "a": ("l.aA..m", "l.aA..m"),
        "c": ("lr...dm", ".r...dm"),
        "d": ("lr...dm", ".....dm"),
    }
