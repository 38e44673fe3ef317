"""Parameters that several questions take, declared once."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from aigraph.questions.answer import Bilingual
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
Weeks = Annotated[int, Param("Weeks to simulate.", minimum=1)]
Stock = Annotated[float, Param("Weeks of stock that every buyer of a good holds.", minimum=0)]

GROUP_NAMES: Final = {
    "vendor": Bilingual("vendor", "厂商"),
    "place": Bilingual("place", "地点"),
    "technology": Bilingual("technology", "技术"),
    "chip": Bilingual("chip", "芯片"),
    "model": Bilingual("model", "模型"),
}
"""What each group is called."""
