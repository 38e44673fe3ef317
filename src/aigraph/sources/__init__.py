"""Sources: folders that turn open data of others into tables of ours.

A source is a folder with ``source.toml`` (what it is), ``importer.py`` (a function ``run``),
``lookups.csv`` (what its words mean here) and ``cases.csv`` (rows that an import must give).
"""
