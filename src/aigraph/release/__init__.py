"""Releases: built, published, opened."""
