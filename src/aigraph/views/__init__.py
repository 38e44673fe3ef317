"""The views: which part of the graph each stakeholder's picture shows."""
