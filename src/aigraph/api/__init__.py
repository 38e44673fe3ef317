"""What ``import aigraph`` gives: open a release and ask."""

from __future__ import annotations

from aigraph.api.chain import Chain, load, table

__all__ = ["Chain", "load", "table"]
