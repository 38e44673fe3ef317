"""Chips for machine learning, with their figures, as Epoch AI collects them."""
