"""Measures of risk on networks of supply; they know nothing of the domain.

``network`` holds who needs what from whom, ``tables`` reads it from CSV, ``propagation`` carries
values along it. Each other module is one family of measures: a function on arrays, and one that
takes a network or a networkx graph and answers by name.
"""
