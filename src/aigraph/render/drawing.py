"""Charts as SVG: drawn by Vega without a network, readable in light and dark, with descriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from aigraph.errors import AigraphError

if TYPE_CHECKING:
    import altair as alt

PALETTE: Final = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#8a6d00",
    "#4c9fd6",
    "#7a5195",
    "#6c757d",
)
"""Colours for every kind of colour vision (Okabe and Ito 2008), darkened for text."""

_TEXT: Final = {"labelColor": "currentColor", "titleColor": "currentColor", "labelLimit": 340}
_CONFIG: Final[dict[str, Any]] = {
    "aria": False,
    "background": "transparent",
    "padding": {"left": 48, "top": 6, "right": 96, "bottom": 6},
    "font": "sans-serif",
    "view": {"stroke": None},
    "range": {"category": list(PALETTE)},
    "text": {"color": "currentColor", "fontSize": 12},
    "axis": {
        **_TEXT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": "currentColor",
        "gridOpacity": 0.13,
        "domainColor": "currentColor",
        "domainOpacity": 0.4,
        "tickColor": "currentColor",
        "tickOpacity": 0.4,
    },
    "legend": {
        **_TEXT,
        "orient": "top",
        "direction": "vertical",
        "labelFontSize": 12,
        "title": None,
    },
    "header": {**_TEXT, "labelFontSize": 13},
    "title": {"color": "currentColor", "anchor": "start", "fontSize": 13},
}
_ROLES: Final = re.compile(r' (?:role|aria-[a-z]+|xmlns:xlink)="[^"]*"')
_LONGEST_NAME: Final = 60


def altair() -> Any:
    """Return the drawing library.

    Raises:
        AigraphError: if it is not installed.
    """
    try:
        import altair as alt
        import vl_convert  # noqa: F401
    except ImportError:
        raise AigraphError(
            "charts are drawn by altair and vl-convert-python, which are not installed:"
            " python -m pip install 'aigraph[charts]'"
        ) from None
    return alt


def svg(drawn: alt.TopLevelMixin, title: str, description: str, key: str) -> str:
    """Return a chart as one SVG element with a title and a description.

    Vega sees data and no markup; what it writes is text, lines and shapes. Its text takes the
    colour of the page around it.

    Args:
        drawn: the chart.
        title: what it shows.
        description: the same at more length, for those who do not see it.
        key: what no other drawing of a page is called, for identifiers inside the drawing.
    """
    import vl_convert

    specification = drawn.to_dict(validate=False)
    specification["config"] = _CONFIG
    text: str = vl_convert.vegalite_to_svg(specification)
    text = _ROLES.sub("", text).replace('id="', f'id="{key}-').replace("url(#", f"url(#{key}-")
    head = (
        f'<svg role="img" overflow="visible" color="#1a2230"'
        f' aria-labelledby="{key}-title {key}-description"'
        f' xmlns="http://www.w3.org/2000/svg"'
    )
    opening = (
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-description">{escape(description)}</desc>'
    )
    text = text.replace('<svg xmlns="http://www.w3.org/2000/svg"', head, 1)
    return text.replace(">", f">{opening}", 1)


def short(name: str) -> str:
    """Return a name that fits beside a bar.

    >>> short("H" * 100)[-3:]
    'HH…'
    """
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
