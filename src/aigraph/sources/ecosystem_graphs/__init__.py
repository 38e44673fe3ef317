"""Models, data sets and applications with what they build on, as Stanford CRFM collected them."""
