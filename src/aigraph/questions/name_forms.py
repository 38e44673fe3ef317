"""The forms in which people type a name: case, width, script, maker and suffix left aside."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from aigraph.ids import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from opencc import OpenCC

    from aigraph.graph import Name, View

_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_QUALIFIER: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_UNKNOWN: Final = "not given"
"""A qualifier that says so marks what represents an unknown member, not for the whole."""
_PRODUCTS: Final = frozenset(
    {"chips", "models", "servers", "applications", "services", "components", "equipment"}
)
"""Tables of things that people call without naming the maker."""
_LEGAL_FORMS: Final = re.compile(
    r"[ ,]+(?:inc|corp|corporation|co|company|ltd|limited|plc|group|holdings?|technology"
    r"|technologies)\.?$"
)
_HAN_FORMS: Final = re.compile(
    r"(?:股份有限公司|有限公司|集成电路|半导体|集团|科技|公司|股份|汽车|电子|存储)$"
)
_NO_MAKERS: Final = frozenset({"ticker", "mistranslation", "ocr-error"})
_LEAST_HAN: Final = 2


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Return a text as names are compared: one case, width and script, hyphens as blanks.

    Traditional characters become simplified ones, so that either finds the other.

    >>> fold("ＮＶＩＤＩＡ  H100-SXM")
    'nvidia h100 sxm'
    >>> fold("英偉達") == fold("英伟达")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("-", " ").replace("_", " ")
    if _HAN.search(plain):
        plain = _converter().convert(plain)
    return " ".join(plain.split())


def tight(folded: str) -> str:
    """Return a folded text without blanks: "Ascend910B" and "Ascend 910B" are one name."""
    return folded.replace(" ", "")


def is_short(folded: str) -> bool:
    """Return whether a name is too short to be found inside another text, as "ar" in "tariff"."""
    return len(folded) < (_LEAST_HAN if _HAN.search(folded) else 4)


def plain_forms(folded: str) -> Iterator[str]:
    """Yield shorter forms of a name: without a qualifier in brackets, without a legal form.

    >>> list(plain_forms("claude (family)")), list(plain_forms("micron technology, inc."))
    (['claude'], ['micron technology', 'micron'])
    """
    bare = folded
    if (found := _QUALIFIER.search(folded)) and _UNKNOWN not in found[1]:
        bare = folded[: found.start()]
        yield bare
    while len(shorter := _without_form(bare)) < len(bare):
        bare = shorter
        yield bare


def _without_form(folded: str) -> str:
    shorter = _LEGAL_FORMS.sub("", folded)
    shorter = _HAN_FORMS.sub("", shorter)
    return shorter if len(shorter) >= _LEAST_HAN else folded


def makers(view: View) -> frozenset[str]:
    """Return the folded names of organisations, which may precede the name of a product."""
    found = set()
    for name in view.names:
        if table_of(name.thing) == "organisations" and name.kind not in _NO_MAKERS:
            found |= {fold(name.label), *plain_forms(fold(name.label))}
    keys = (thing.partition("/")[2] for thing in view.things if thing.startswith("organisations/"))
    return frozenset(form for form in (*found, *map(fold, keys)) if len(form) >= _LEAST_HAN)


def short_forms(name: Name, folded: str, known: Iterable[str]) -> set[str]:
    """Return the forms of one name that people type for it, apart from the name itself.

    Args:
        name: a name of a thing.
        folded: its folded label.
        known: folded names of makers.
    """
    table = table_of(name.thing)
    if table in {"sources", "policies", "rules", "codes"}:
        return set()
    if table == "organisations":
        return set(plain_forms(folded))
    found = _QUALIFIER.search(folded)
    forms = {folded[: found.start()]} if found and _UNKNOWN not in found[1] else set()
    if table in _PRODUCTS:
        forms |= {short for form in (folded, *forms) for short in _without_maker(form, known)}
    return forms


def _without_maker(folded: str, known: Iterable[str]) -> Iterator[str]:
    for maker in known:
        if folded.startswith(maker):
            rest = folded[len(maker) :]
            if rest.startswith(" ") or (rest and _HAN.search(maker[-1])):
                yield rest.strip()


@cache
def _converter() -> OpenCC:
    """Return the converter from traditional to simplified characters, loaded when first needed."""
    from opencc import OpenCC

    return OpenCC("t2s")
