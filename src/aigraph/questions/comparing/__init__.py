"""Two releases compared: what they say, and what they answer."""
