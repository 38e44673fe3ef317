"""Parameters that several questions take, declared once."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from aigraph.i18n import Text
from aigraph.questions.declaration import Param

Of = Annotated[str, Param("A kind of thing (vertical, application, model, chip...), or one thing.")]
Group = Literal["vendor", "place", "technology", "chip", "model"]
By = Annotated[Group, Param("Kind of supplier that may fail.")]
Headquarters = Annotated[
    bool,
    Param("Losing a place also removes the companies headquartered there."),
]
Substitution = Annotated[
    float,
    Param("Part of a lost share that other suppliers make up for at once.", minimum=0, maximum=1),
]
Weeks = Annotated[int, Param("Weeks to simulate.", minimum=1, maximum=1040)]
Stock = Annotated[float, Param("Weeks of stock that every buyer of a good holds.", minimum=0)]

GROUP_NAMES: Final = {
    "vendor": Text("vendor"),
    "place": Text("place"),
    "technology": Text("technology"),
    "chip": Text("chip"),
    "model": Text("model"),
}
"""What each group is called."""
