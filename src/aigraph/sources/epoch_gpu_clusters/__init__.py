"""Clusters of accelerators, existing and planned, as Epoch AI collects them."""
