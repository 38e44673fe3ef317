"""Chinese large language models with makers, places and fields of use."""
