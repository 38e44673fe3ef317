"""How a build reports its progress."""

from __future__ import annotations


class Progress:
    """Called for every stage and every page; this one does nothing."""

    def stage(self, name: str, total: int) -> None:
        """Begin a stage of a number of pages."""

    def step(self) -> None:
        """Count one page."""
