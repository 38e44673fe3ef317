"""Which rules are in effect where some supersede others, as far as it is known which hold.

A rule is in effect when it holds and no rule that supersedes it is in effect. Where rules supersede
each other in a circle, and nothing else decides, it stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def in_effect(
    holding: Mapping[str, bool | None], yields_to: Mapping[str, Collection[str]]
) -> dict[str, bool | None]:
    """Return whether each rule is in effect; None where that is open.

    Args:
        holding: whether each rule holds by itself; None where that is open.
        yields_to: the rules beside which each does not apply; those not in ``holding`` count as
            not holding.

    >>> in_effect({"a": True, "b": True, "c": None}, {"a": ["b"], "b": [], "c": []})
    {'a': False, 'b': True, 'c': None}
    """
    found: dict[str, bool | None] = dict.fromkeys(holding)
    changed = True
    while changed:
        changed = False
        for rule in holding:
            if found[rule] is None:
                found[rule] = _decided(rule, holding, yields_to, found)
                changed = changed or found[rule] is not None
    return found


def _decided(
    rule: str,
    holding: Mapping[str, bool | None],
    yields_to: Mapping[str, Collection[str]],
    found: Mapping[str, bool | None],
) -> bool | None:
    stronger = [found[other] for other in yields_to.get(rule, ()) if other in found]
    if holding[rule] is False or any(stronger):
        return False
    if holding[rule] and all(effect is False for effect in stronger):
        return True
    return None
