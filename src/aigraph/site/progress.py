"""How a build tells how far it is."""

from __future__ import annotations


class Progress:
    """Told of every stage and every page; this one says nothing."""

    def stage(self, name: str, total: int) -> None:
        """Begin a stage of a number of pages."""

    def step(self) -> None:
        """Count one page."""
