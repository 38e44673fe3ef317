"""The tariff schedule of the United States, as the revisions of 2025 and 2026 print it."""
