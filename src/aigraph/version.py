"""The version of aigraph and the day for which its data is released."""

from datetime import date
from typing import Final

__version__: Final = "0.1.0"

RELEASE_DATE: Final = date(2026, 11, 25)
"""The day for which a release's own derived graph holds."""
