"""The JSON of every question keeps to the published schema."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from aigraph.render.exports import as_json

if TYPE_CHECKING:
    from pathlib import Path

    from aigraph.api import Chain

DAY = date(2025, 6, 1)
ASKED: dict[str, Any] = {
    "verticals and tariffs": lambda chain: chain.exposure(as_of=DAY),
    "models and export controls": lambda chain: chain.exposure(
        of="model", to="export-control", as_of=date(2026, 3, 15), importer="china"
    ),
    "nothing known so late": lambda chain: chain.exposure(as_of=date(2026, 11, 22)),
    "paths": lambda chain: chain.paths("GitHub Copilot", "TSMC", as_of=DAY),
    "find": lambda chain: chain.find("英伟达"),
    "show": lambda chain: chain.show("chips/nvidia-h100-sxm"),
    "figures": lambda chain: chain.figures("market-size"),
    "duty": lambda chain: chain.duty("gpu-module", origin="china", as_of=DAY),
    "control": lambda chain: chain.control("chips/nvidia-h20-sxm", as_of=DAY),
    "law": lambda chain: chain.law("8471.50"),
    "profile": lambda chain: chain.profile(as_of=DAY),
    "models and a foundry": lambda chain: chain.exposure(of="model", to="TSMC", as_of=DAY),
    "timeline": lambda chain: chain.timeline(start=DAY, end=date(2025, 8, 1)),
    "chokepoints": lambda chain: chain.chokepoints(as_of=DAY),
    "breaking sets": lambda chain: chain.chokepoints(of="application", sets=2, as_of=DAY),
    "concentration": lambda chain: chain.concentration(as_of=DAY, each=True),
    "concentration by country": lambda chain: chain.concentration(by="country", as_of=DAY),
    "what if": lambda chain: chain.whatif("taiwan-stops", of="chip"),
    "mitigation": lambda chain: chain.mitigation("hbm-maker-stops"),
    "cascade": lambda chain: chain.cascade({"TSMC": (26, 0.0)}, as_of=DAY),
    "risk exposure": lambda chain: chain.cascade({}, by="place", as_of=DAY),
    "uncertainty": lambda chain: chain.exposure(as_of=DAY, monte_carlo=50),
    "coverage": lambda chain: chain.coverage(),
    "conflicts": lambda chain: chain.conflicts(),
    "sparql": lambda chain: chain.sparql("SELECT ?chip { ?chip ag:fabricatedBy ?maker }"),
}


@pytest.fixture(scope="module")
def validator(root: Path) -> Any:
    schema = json.loads((root / "docs/answer.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_an_answer_is_valid(chain: Chain, validator: Any, ask: Any) -> None:
    published = json.loads(as_json(ask(chain)))
    validator.validate(published)
    assert list(published) == ["question", "parameters", "release", "rows", "caveats"]
    assert published["rows"]


@pytest.mark.parametrize("field", ["exposure", "paths", "grade", "sources", "measures"])
def test_the_schema_misses_a_missing_field(chain: Chain, validator: Any, field: str) -> None:
    published = json.loads(as_json(chain.exposure(as_of=DAY)))
    del published["rows"][0][field]
    assert not validator.is_valid(published)


@pytest.mark.parametrize("field", ["source", "locator", "grade", "valid_to"])
def test_the_schema_misses_a_missing_piece_of_evidence(
    chain: Chain, validator: Any, field: str
) -> None:
    published = json.loads(as_json(chain.exposure(as_of=DAY)))
    del published["rows"][0]["paths"][0]["edges"][0][field]
    assert not validator.is_valid(published)
