"""What is inside a page: scripts by their hash, data that cannot end its element."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from typing import Any, Final

_DRAWING: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
"""The drawing library as the installed pyvis package carries it."""

TURNING: Final = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Marks that turn the direction of writing round: with them one name could read as another."""


def drawing() -> str:
    """Return the script of vis-network, as the installed pyvis package carries it.

    A control character in one of its texts is escaped: HTML admits none.
    """
    text = (resources.files("pyvis") / _DRAWING).read_text(encoding="utf-8")
    return text.replace("\x85", r"\x85")


def digest(text: str) -> str:
    """Return the source expression by which a content security policy allows a script or style.

    >>> digest("alert(1)")
    "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    """
    hashed = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(hashed).decode('ascii')}'"


def script_json(value: Any) -> str:
    r"""Return JSON that cannot end the script element it is in.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
