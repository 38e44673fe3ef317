"""Inputs, providers and shares of the semiconductor supply chain, as ETO and CSET publish them."""
