"""Figures of companies that train models, as Epoch AI collects them from reports."""
