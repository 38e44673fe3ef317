"""Parts of wholes are listed with basis, period, interval and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aigraph.errors import NotFoundError, ParameterError

if TYPE_CHECKING:
    from aigraph.api import Chain


def test_the_parts_of_a_whole(chain: Chain) -> None:
    rows = chain.weights("NVIDIA GB200 servers (all)").rows
    parts = {row["part"]: (row["share"], row["basis"], row["period"]) for row in rows}
    assert parts["organisations/foxconn"] == (0.4, "orders", "2024")
    assert parts["organisations/quanta"] == (0.3, "orders", "2024")
    assert all(row["source"] and row["locator"] and row["grade"] for row in rows)


def test_the_wholes_of_a_part_and_its_period(chain: Chain) -> None:
    rows = chain.weights(of="Quanta").rows
    assert "servers/nvidia-gb200-servers" in {row["whole"] for row in rows}
    rows = chain.weights("servers/nvidia-gb200-servers", start="2025").rows
    assert "2024" not in {row["period"] for row in rows}
    rows = chain.weights("chips/nvidia-rubin", start="2000").rows
    assert all(row["period"] for row in rows), "what has no period is in no period asked for"


def test_show_has_the_parts(chain: Chain) -> None:
    said = [row["value"] for row in chain.show("chips/nvidia-rubin").rows]
    assert any(text.startswith("SK hynix of NVIDIA Rubin: 70 %") for text in said)
    other = chain.show("organisations/sk-hynix").rows
    (row,) = (
        row
        for row in other
        if row.get("subject") == "chips/nvidia-rubin" and row["value"].startswith("SK hynix of")
    )
    assert row["predicate"] == "memory from (part of)"


def test_what_is_not_there_is_refused(chain: Chain) -> None:
    with pytest.raises(NotFoundError, match="orders"):
        chain.weights(basis="order")
    with pytest.raises(ParameterError, match="is before"):
        chain.weights(start="2026", until="2025")
