"""Trade law as rules: what applies to a good, what exempts it, and what is not known.

A pure domain: nothing here reads a table, a store or a release. Rules and goods are values;
``aigraph.rdf.law`` makes them of the statements of a store.
"""
