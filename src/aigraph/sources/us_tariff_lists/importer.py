"""Map list entries of the chain's codes: scopes where a rule of ours is meant, else headings."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from aigraph.law.codes import notation
from aigraph.sources.figures import number
from aigraph.sources.us_hts.chosen import code_of, is_chosen, line_of
from aigraph.sources.us_hts.notes import (
    AIRCRAFT_OF_BRAZIL,
    OF_BRAZIL,
    RECIPROCAL,
    RECIPROCAL_HEADING,
    cited,
    is_named,
    within,
)
from aigraph.sources.us_tariff_lists.rules import asked, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_OUTSIDE: Final = "a code outside the chain"
_UNKNOWN: Final = "a code that no revision read has"
_WHICH: Final = "exempt from the reciprocal duties, by a heading that the list does not name"
_NOT_PRINTED: Final = "on a list whose printed numbers do not have it"
_SMALL: Final = "imports below 10 million dollars in the month"
_LEAST: Final = Decimal(10_000_000)
_MODEL: Final = "a parameter of a model, and no list"
_BESIDE: Final = {
    "census_codes.csv": "names a country by its Census code",
    "usmca_shares.csv": _MODEL,
    "semi_qualifying_shares.csv": _MODEL,
}
_ARTICLE: Final = ("hts10", "hts8", "hts_prefix")
"""The columns of which one has the number of the article."""
_MEDICINES: Final = "pharma"


def run(ctx: Context) -> None:
    """Import each list, then the claims by month."""
    _list(ctx, "s301_product_lists.csv", "hts8", _of_301)
    _list(ctx, "s122_exempt_products.csv", "hts8", _of_122)
    _list(ctx, "ieepa_exempt_products.csv", "hts10", _exempt)
    _list(ctx, "fentanyl_carveout_products.csv", "hts8", _headed)
    _list(ctx, "floor_exempt_products.csv", "hts8", _headed)
    _list(ctx, "country_eo_exempt_products.csv", "hts10", _dated)
    _list(ctx, "s232_annex_products.csv", "hts_prefix", _annex)
    _list(ctx, "s232_derivative_products.csv", "hts_prefix", _headed)
    _list(ctx, "s232_copper_products.csv", "hts10", _headed)
    _list(ctx, "s232_semi_products.csv", "hts10", _headed)
    _list(ctx, "s201_solar_products.csv", "hts10", _headed)
    for file in ctx.names("usmca/*.csv"):
        _claims(ctx, file)
    for file, why in _BESIDE.items():
        passed = Counter({why: len(ctx.rows(file))})
        ctx.each(file, lambda _record: None, [], passed)


def _list(
    ctx: Context, file: str, column: str, say: Callable[[Context, Record, str], None]
) -> None:
    """Import the entries of a list that are codes of the chain; the others are counted."""
    records = ctx.rows(file)
    kept = [record for record in records if _is_good(_digits(record, column))]
    passed = Counter({_OUTSIDE: len(records) - len(kept)})

    def handle(record: Record) -> None:
        code = code_of(line_of(_digits(record, column)))
        if ctx.there(code):
            say(ctx, record, code)
        else:
            ctx.skip(_UNKNOWN)

    ctx.each(file, handle, kept, passed)


def _is_good(digits: str) -> bool:
    """Return whether a code is one of the chain; chapters 98 and 99 hold no goods of their own."""
    return is_chosen(digits) and digits[:2] not in {"98", "99"}


def _digits(record: Record, column: str) -> str:
    return record[column].replace(".", "")


def _of_301(ctx: Context, record: Record, code: str) -> None:
    """Say on which list an article is, unless the note that prints the list has it not."""
    heading = record["ch99_code"]
    digits = _digits(record, "hts8")
    note = ctx.listed("note of the heading", heading)
    if note and not within(note, digits):
        ctx.skip(_NOT_PRINTED)
        return
    _named(ctx, record, code, heading, note=ctx.listed("remark on the heading", heading))
    _covered(ctx, record, digits, heading)


def _of_122(ctx: Context, record: Record, code: str) -> None:
    """Say that the surcharge leaves an article out: always, or for civil aircraft only.

    The list read does not distinguish the two; US note 2(aa) does, in clauses (ii) and (iv).
    """
    if ctx.listed("exempt for civil aircraft only", record["hts8"]):
        _named(ctx, record, code, "9903.03.05")
        note = "The condition is that of US note 2(aa)(iv) of the schedule of 2026, revision 6."
        aircraft = {"condition": "for civil aircraft", "note": note}
        ctx.scope(record, "rules/s122-exempt-list", code, **aircraft)
        return
    _named(ctx, record, code, "9903.03.03")
    ctx.scope(record, "rules/s122-exempt-list", code)


def _exempt(ctx: Context, record: Record, code: str) -> None:
    """Say which heading exempts an article; the list read names none, the note of one does."""
    if is_named(RECIPROCAL, _digits(record, "hts10")):
        _named(ctx, record, code, RECIPROCAL_HEADING, note=f"Named in {cited(RECIPROCAL)}.")
    else:
        ctx.skip(_WHICH)


def _annex(ctx: Context, record: Record, code: str) -> None:
    heading = ctx.listed("heading of the annex", record["annex"])
    metal = f"For its {record['metal_type']}."
    if heading:
        since = ctx.day(record, "effective_date")
        _named(ctx, record, code, heading, valid_from=since, note=metal)
        _covered(ctx, record, _digits(record, "hts_prefix"), heading, record["metal_type"])
    else:
        ctx.skip("an annex of goods that the duties leave out")


def _headed(ctx: Context, record: Record, code: str) -> None:
    """Say under which heading a list has a code."""
    if record.get("category") == _MEDICINES:
        ctx.skip("an exemption of medicines")
        return
    since = ctx.day(record, "effective_date") if record.get("effective_date") else ""
    heading, metal = record["ch99_code"], record.get("derivative_type") or ""
    column = next(name for name in _ARTICLE if record.get(name))
    _covered(ctx, record, _digits(record, column), heading, metal, valid_from=since)
    if ctx.there(code_of(heading.replace(".", ""))) or not rules_of(heading, metal):
        _named(ctx, record, code, heading, valid_from=since)


def _dated(ctx: Context, record: Record, _code: str) -> None:
    """Say that the duty of a heading leaves an article out; the list has no heading for that."""
    since, until = (ctx.day(record, f"effective_date_{end}") for end in ("start", "end"))
    digits = _digits(record, "hts10")
    cells = {"valid_from": since, "valid_to": until}
    if is_named(AIRCRAFT_OF_BRAZIL, digits) and not is_named(OF_BRAZIL, digits):
        note = f"The condition is that of {cited(AIRCRAFT_OF_BRAZIL)}."
        cells |= {"condition": "for civil aircraft", "note": note}
    _covered(ctx, record, digits, record["ch99_code"], **cells)


def _covered(
    ctx: Context, record: Record, digits: str, heading: str, metal: str = "", **cells: str
) -> None:
    """Say which rules cover an article because of the heading under which a list has it.

    A list may cut numbers off; the note that prints them decides.
    """
    for covering in rules_of(heading, metal):
        for one in covering.of(digits):
            code = code_of(line_of(one))
            condition = asked(covering, one)
            if ctx.there(code):
                given = {"condition": condition} if condition else {}
                ctx.scope(record, covering.rule, code, **cells, **given)


def _named(ctx: Context, record: Record, code: str, heading: str, **cells: str) -> None:
    target = code_of(heading.replace(".", ""))
    if ctx.there(target):
        ctx.claim(record, code, "namedUnder", target, **cells)
    else:
        ctx.skip("under a heading that no revision read has")


def _claims(ctx: Context, file: str) -> None:
    """Import which part of the imports of a month was claimed under USMCA, where it matters."""
    counts = Counter[str]()
    kept = []
    for record in ctx.rows(file):
        if not is_chosen(record["hts10"]):
            counts[_OUTSIDE] += 1
        elif number(record["total_value"]) < _LEAST:
            counts[_SMALL] += 1
        else:
            kept.append(record)
    month = file.rpartition("/")[2].removesuffix(".csv").replace("_", "-")
    ctx.each(file, lambda record: _claim(ctx, record, month), kept, counts)


def _claim(ctx: Context, record: Record, month: str) -> None:
    code = code_of(line_of(record["hts10"]))
    origin = ctx.lookup("origin", record["cty_code"])
    if not ctx.there(code) or not origin:
        ctx.skip(_UNKNOWN)
        return
    note = f"{record['usmca_value']} of {record['total_value']} dollars of imports in the month."
    ctx.observation(
        record,
        code,
        ctx.measure(record, "usmca-claim-share", origin),
        "usmca_share",
        "percent",
        scale=2,
        period=month,
        status="actual",
        note=note,
        locator=f"{record.file}, {notation(record['hts10'])}, country {record['cty_code']}",
    )
