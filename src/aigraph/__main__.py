"""``python -m aigraph``: the same as the command ``aigraph``."""

from aigraph.cli.main import main

main()
