"""The tables: reading them and checking that they hold together."""
