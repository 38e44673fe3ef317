"""The static site: every thing, answer and table as pages that open from disk."""
