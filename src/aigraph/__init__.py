"""The generative-AI industry chain as a sourced graph, and questions about dependency.

>>> import aigraph
>>> chain = aigraph.load()
>>> answer = chain.find("英伟达")
>>> answer.rows[0]["id"]
'organisations/nvidia'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aigraph.version import __version__

if TYPE_CHECKING:
    from aigraph.api import Chain, load, table

__all__ = ["Chain", "__version__", "load", "table"]


def __getattr__(name: str) -> Any:
    """Import the interface only when it is used, so that ``import aigraph`` stays quick."""
    if name in __all__:
        from aigraph import api

        return getattr(api, name)
    raise AttributeError(f"module 'aigraph' has no attribute {name!r}")
