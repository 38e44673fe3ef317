"""US trade in AI-related goods: codes by category, exemption lists, imports and duties."""
