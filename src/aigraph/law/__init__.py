"""Trade law as rules: what covers a good, what lifts it, and what is unknown."""
