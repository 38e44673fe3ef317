"""The command ``aigraph``."""
