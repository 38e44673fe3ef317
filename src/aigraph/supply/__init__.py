"""One supply network: who depends on whom for which input, and what follows from it.

``shares`` defines what a share means, ``network`` holds the network as arrays, ``exposure`` carries
values along it with bounds over all shares that sources allow, ``cycles`` solves things that depend
on each other, ``reach`` answers yes or no for many things at once, and ``routes`` finds the
best-evidenced path. Nothing here knows of stores, tables or queries.
"""
