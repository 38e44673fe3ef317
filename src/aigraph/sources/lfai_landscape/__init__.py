"""Open-source software for AI and data, and the members of the foundation that lists it."""
