"""Chips sold and owned by quarter, with intervals, as Epoch AI estimates them."""
