"""Total processing performance: the definition by hand, printed values, every chip with figures."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from aigraph.law.performance import (
    BIT_LENGTHS,
    Performance,
    Rate,
    performance_density,
    total_processing_performance,
)
from aigraph.law.rules import Figure, Threshold
from aigraph.rdf.law import merged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.api import Chain

COLUMNS = {
    "FP64 (double precision) performance (FLOP/s)": "peak-fp64",
    "FP32 (single precision) performance (FLOP/s)": "peak-fp32",
    "TF32 (TensorFloat-32) performance (FLOP/s)": "peak-tf32",
    "FP16 (half precision) performance (FLOP/s)": "peak-fp16",
    "Tensor-FP16/BF16 performance (FLOP/s)": "peak-tensor-fp16",
    "FP8 performance (FLOP/s)": "peak-fp8",
    "FP4 performance (FLOP/s)": "peak-fp4",
    "INT16 performance (OP/s)": "peak-int16",
    "INT8 performance (OP/s)": "peak-int8",
    "INT4 performance (OP/s)": "peak-int4",
}

PRINTED = {
    "nvidia-b200": 36000,
    "nvidia-b300": 56000,
    "nvidia-h200-sxm": 15832,
    "nvidia-h100-sxm": 15832,
    "nvidia-h800-sxm": 15832,
    "nvidia-h20-sxm": 2368,
    "nvidia-a100-sxm": 4992,
    "nvidia-a800-sxm": 4992,
    "amd-mi355x": 40265,
    "amd-mi325x": 20919,
    "amd-mi300x": 20919,
    "amd-mi250x": 6128,
}
"""What a tracker of export controls prints (source ``kellychip``); no computed figure enters it."""


def total(*rates: tuple[str, float]) -> Performance:
    found = total_processing_performance(
        Rate(f"concepts/{measure}", value, f"observations/{measure}") for measure, value in rates
    )
    assert found
    return found


@pytest.mark.parametrize(
    ("rates", "value", "deciding"),
    [
        # MI250X: 383 TFLOPS in 16 bits and 383 TOPS in 8: 383 times 16
        ([("peak-tensor-fp16", 383e12), ("peak-int8", 383e12)], 6128, "peak-tensor-fp16"),
        # B300: 14 PFLOPS in 4 bits, 4.5 PFLOPS in 8, 2.25 PFLOPS in 16: 14,000 times 4
        (
            [("peak-fp4", 14e15), ("peak-fp8", 4.5e15), ("peak-tensor-fp16", 2.25e15)],
            56000,
            "peak-fp4",
        ),
        # V100: 7.8 TFLOPS in 64 bits and 15.7 in 32: 15.7 times 32 is 502.4, 7.8 times 64 is 499.2
        ([("peak-fp64", 7.8e12), ("peak-fp32", 15.7e12)], 502.4, "peak-fp32"),
    ],
)
def test_the_greatest_rate_times_bit_length_counts(
    rates: list[tuple[str, float]], value: float, deciding: str
) -> None:
    found = total(*rates)
    assert found.value == pytest.approx(value)
    assert found.deciding.measure == f"concepts/{deciding}"
    assert set(found.premises) == {f"observations/{measure}" for measure, _ in rates}


def test_without_a_rate_of_few_bits_it_is_a_lower_bound() -> None:
    assert total(("peak-tensor-fp16", 800e12)).at_least
    assert not total(("peak-tensor-fp16", 800e12), ("peak-int8", 1e12)).at_least


def test_density_is_per_square_millimetre_and_names_the_area() -> None:
    found = performance_density(total(("peak-int8", 1979e12)), 814, "observations/area")
    assert found.value == pytest.approx(1979 * 8 / 814)
    assert "observations/area" in found.premises


def test_a_lower_bound_reaches_thresholds_and_misses_none() -> None:
    limit = Threshold("thresholds/any", "concepts/tpp", at_least=4800)
    window = Threshold("thresholds/any", "concepts/tpp", at_least=2400, below=4800)
    bound = Figure(2500, 2500, at_least=True)
    assert (limit.met_by(bound), window.met_by(bound)) == (None, None)
    assert window.met_by(Figure(5000, 5000, at_least=True)) is False


def test_an_exact_figure_beats_a_lower_bound_that_it_confirms() -> None:
    bound, exact = Figure(2000, 2000, at_least=True), Figure(3000, 3000)
    assert merged(bound, exact) == merged(exact, bound) == Figure(3000, 3000)
    assert merged(Figure(4000, 4000, at_least=True), exact) == Figure(3000, 4000)


@pytest.mark.parametrize("chip", PRINTED)
def test_printed_values_are_reproduced(chain: Chain, chip: str) -> None:
    query = f"""SELECT ?value WHERE {{ GRAPH ?g {{ ?figure ag:entity chip:{chip} ;
      ag:measure concept:total-processing-performance ; ag:amount ?value ;
      ag:statedIn source:epoch-hw ; ag:grade ag:computed ; prov:wasDerivedFrom ?premise }} }}
      GROUP BY ?value"""
    prefix = "PREFIX prov: <http://www.w3.org/ns/prov#> "
    (row,) = chain.sparql(prefix + query).rows
    assert row["value"] == pytest.approx(PRINTED[chip], rel=1e-3)


def test_a_computed_figure_names_its_premises(chain: Chain) -> None:
    query = """PREFIX prov: <http://www.w3.org/ns/prov#>
      SELECT ?figure (COUNT(?premise) AS ?premises) WHERE {
        GRAPH <https://w3id.org/aigraph/graph/inferred> {
          ?figure a ag:Observation ; ag:grade ag:computed ; prov:wasDerivedFrom ?premise }
        GRAPH ?g { ?premise ag:printed ?printed } } GROUP BY ?figure"""
    rows = chain.sparql(query).rows
    assert len(rows) > 40
    assert all(row["premises"] >= 1 for row in rows)


def test_the_open_table_of_hardware_gives_it_for_most_chips(
    root: Path, absent: Callable[[str], None]
) -> None:
    path = root.parent / "shared/datasets/epoch_ml_hardware/ml_hardware.csv"
    if not path.is_file():
        absent("../shared/datasets/epoch_ml_hardware")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = {
        row["Hardware name"]: total_processing_performance(
            Rate(f"concepts/{measure}", float(row[column]), column)
            for column, measure in COLUMNS.items()
            if row[column]
        )
        for row in rows
    }
    known = [name for name, value in found.items() if value]
    assert len(known) >= 160
    assert {f"concepts/{measure}" for measure in COLUMNS.values()} == set(BIT_LENGTHS)
