"""The tables as RDF: claims, quads, inferences, checks."""
