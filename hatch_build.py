"""Puts built browser assets into a wheel, and refuses tables that may not be passed on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Includes the assets when ``aigraph assets`` has built them, and looks at the tables.

    With ``AIGRAPH_BUILD_ASSETS=1`` they are built first, which needs npm. Without either the wheel
    has none, and ``aigraph assets`` makes them where it is installed.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder of the assets among what goes into the wheel.

        Raises:
            AigraphError: if the tables hold statements that their licence withholds.
        """
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from aigraph.export.packaging import refuse_withheld_tables
        from aigraph.render.assets import find_assets, make_assets

        refuse_withheld_tables(Path(self.root) / "data")
        folder = make_assets(print) if os.environ.get("AIGRAPH_BUILD_ASSETS") else find_assets()
        if folder:
            build_data["force_include"][str(folder)] = f"aigraph/_bundle/assets/{folder.name}"
