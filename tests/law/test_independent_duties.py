"""Duties worked out from the schedule by other means than those of aigraph, and compared.

The reader below shares no code with the engine. It takes general rates and footnotes of chapter 1
to 98, and the rates of the headings that footnotes name, from the revision that holds on the day.
On the days chosen no duty but these was in force: before 4 February 2025 neither the duties under
the emergency powers act nor those of section 122 existed, and metals were dutied by heading.
"""

from __future__ import annotations

import gzip
import json
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aigraph.law.applicability import effects
from aigraph.law.base_rates import base_rate
from aigraph.law.total import total
from aigraph.rdf.law import read_goods

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.api.chain import Chain

SCHEDULE = Path(__file__).resolve().parents[2].parent / "shared" / "datasets" / "us_hts"
REVISIONS = {
    "2025-01-15": "hts_2025_basic",
    "2025-01-29": "hts_2025_rev_1",
    "2025-07-15": "hts_2025_rev_17",
    "2026-05-28": "hts_2026_rev_9",
}
"""Days, and the revision that holds on each by ``revision_dates.csv``."""

LISTS = {"9903.88.01", "9903.88.02", "9903.88.03", "9903.88.15"}
PARTS = {("9903.91.01", "85076000")}
"""Headings of which a footnote speaks and that take up only a part of the line: until 2026 the
review of section 301 raised the rate of batteries of electric vehicles alone."""

OPEN = {"85176200"}
"""Lines of which statistical parts are on several lists, so that the engine must leave them open
and the footnote names one list only."""

POLICIES = {"policies/section-301-china", "policies/section-301-four-year-review"}
REVIEW = {"9903.91.01", "9903.91.02", "9903.91.05", "9903.91.06", "9903.91.11"}


@cache
def lines(revision: str) -> dict[str, dict[str, Any]]:
    """The lines of a revision by number; a ten-digit line that has a rate is its eight digits."""
    found = {}
    packed = (SCHEDULE / f"{revision}.json.gz").read_bytes()
    for row in json.loads(gzip.decompress(packed)):
        number = (row["htsno"] or "").replace(".", "")
        if (row["general"] or "").strip():
            found[number[:8]] = row
    return found


def fraction(printed: str) -> Decimal | None:
    printed = printed.strip()
    if printed == "Free":
        return Decimal(0)
    per_cent = re.fullmatch(r"([\d.]+)%", printed)
    return Decimal(per_cent[1]) / 100 if per_cent else None


def named(row: dict[str, Any]) -> set[str]:
    notes = " ".join(note["value"] for note in row["footnotes"] or ())
    return set(re.findall(r"9903\.\d\d\.\d\d", notes))


def begun(revision: str, heading: str, day: str) -> bool:
    """Whether a heading is open on a day by its own words: entries on or after a day."""
    text = lines(revision)[heading.replace(".", "")]["description"]
    since = re.search(r"on or after (\w+ \d+, \d{4})", text)
    return not since or datetime.strptime(since[1], "%B %d, %Y").date().isoformat() <= day


def added(revision: str, code: str, day: str) -> Decimal:
    """What the headings add for goods of China: those of the four-year review go before lists."""
    cited = {
        heading
        for heading in named(lines(revision)[code]) & (REVIEW | LISTS)
        if (heading, code) not in PARTS and begun(revision, heading, day)
    }
    headings = (cited & REVIEW) or (cited & LISTS)
    rates = []
    for heading in headings:
        text = lines(revision)[heading.replace(".", "")]["general"]
        per_cent = re.search(r"(\d+(?:\.\d+)?)\s*%", text)
        assert per_cent, f"{heading}: {text}"
        rates.append(Decimal(per_cent[1]) / 100)
    return max(rates, default=Decimal(0))


@pytest.fixture
def codes(chain: Chain, absent: Callable[[str], None]) -> list[str]:
    if not SCHEDULE.is_dir():
        absent("../shared/datasets/us_hts")
    return sorted({rate.digits for rate in chain.release.rates})


def test_base_rates_are_those_of_the_revision(chain: Chain, codes: list[str]) -> None:
    compared, differ = 0, []
    for day, revision in REVISIONS.items():
        for code in codes:
            row = lines(revision).get(code)
            if row is None:
                continue
            printed = " ".join(re.sub("<[^>]+>", "", row["general"]).split())
            expected = fraction(printed)
            found = base_rate(chain.release.rates, code, date.fromisoformat(day))
            compared += 1
            said = None if found.rate is None else Decimal(str(found.rate))
            if (found.status, found.printed, said) != ("known", printed, expected):
                differ.append((day, code, printed, found))
    assert differ == []
    assert compared > 2000


def test_duties_on_goods_of_china_follow_the_footnotes(chain: Chain, codes: list[str]) -> None:
    """What section 301 adds, by rules that certainly apply, on each line and day."""
    law = {
        key: rule
        for key, rule in chain.release.law.items()
        if rule.kind == "duty" and rule.policy in POLICIES
    }
    goods = read_goods(chain.release.store)
    by_digits = {digits: key for key, digits in goods.notations.items()}
    compared, differ = 0, []
    for day, revision in REVISIONS.items():
        for code in codes:
            for origin in ("china", "vietnam") if code in lines(revision) else ():
                key = by_digits[code]
                entry = goods.entry(key, "", key, f"places/{origin}", "places/united-states")
                applied = effects(entry, law, date.fromisoformat(day), given={})
                found = total(applied, law).rate
                expected = added(revision, code, day) if origin == "china" else Decimal(0)
                compared += 1
                if code in OPEN and origin == "china":
                    assert found is None, code
                elif found is None or Decimal(str(found)) != expected:
                    differ.append((day, code, origin, str(expected), found))
    assert differ == []
    assert compared > 4000
