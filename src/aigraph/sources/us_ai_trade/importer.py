"""Map categories of codes, lists of exemptions, and figures by category."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from aigraph.errors import DataError, Problem
from aigraph.law.codes import notation
from aigraph.sources.us_hts.chosen import code_of, is_chosen, line_of
from aigraph.sources.us_hts.notes import RECIPROCAL, RECIPROCAL_HEADING, cited, is_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_CODES: Final = "AI_TRADE_HIGH_RELEVANCE_PRODUCTS.md"
_FIGURES: Final = "README.md"
_INDEX: Final = "ai_trade_index_series.csv"
_SCHEME: Final = "AI-related goods by category"
_HEADING: Final = re.compile(r"## (?P<category>[^#]+)")
_CODE: Final = re.compile(r"\| `(?P<code>\d{10})` \|")
_RULE: Final = re.compile(r"\|[\s:|-]+\|")
_CODES_HEADER: Final = "| HS10 Code |"
_FIGURES_HEADER: Final = [
    *("Category", "Codes", "2023, bn USD", "2025, bn USD"),
    *("On an exemption list, share of 2025 imports", "Duties / imports 2024"),
    *("Duties / imports Dec 2025", "Largest origins 2024-2025"),
]
_NO_CODE: Final = "a row of a table of codes without a code of ten digits"
_PLACE: Final = re.compile(r"(?P<place>[A-Z]\w+) (?P<share>[\d.]+) %")
_OUTSIDE: Final = "a code outside the chain"
_UNKNOWN: Final = "a code that no revision read of the schedule has"
_MATERIALS: Final = "a part of data centres, without a code"
_EXEMPT: Final = {
    "annex-II-exemptions.csv": ("HTSUS", RECIPROCAL_HEADING, ""),
    "consumer_electronics_EO14257_apr11.csv": ("HTSUS", RECIPROCAL_HEADING, "2025-04-05"),
    "section122-product-exemptions.csv": ("hts_code", "9903.03.03", ""),
}
_COLUMNS: Final = (
    ("imports 2023", "import-value", "USD", 9, "2023"),
    ("imports 2025", "import-value", "USD", 9, "2025"),
    ("exempt 2025", "exempt-share", "percent", 0, "2025"),
    ("duties 2024", "collected-duty-rate", "percent", 0, "2024"),
    ("duties 2025-12", "collected-duty-rate", "percent", 0, "2025-12"),
)
_PAPER: Final = "Waugh 2026, section 3"


def run(ctx: Context) -> None:
    """Import the codes by category, the lists, the figures and the index."""
    ctx.each(_CODES, lambda record: _code(ctx, record), ctx.items(_CODES, _codes(ctx)))
    for file, (column, heading, since) in _EXEMPT.items():
        _list(ctx, file, column, heading, since)
    if ctx.has(_FIGURES):
        rows = ctx.items(_FIGURES, _figures(ctx))
        ctx.each(_FIGURES, lambda record: _figure(ctx, record), rows)
    ctx.each(_INDEX, lambda record: _index(ctx, record))
    for file in ctx.names("*data_center_materials*.csv"):
        ctx.each(file, lambda _record: None, [], Counter({_MATERIALS: len(ctx.rows(file))}))


def _codes(ctx: Context) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each code of the tables, with the category under which it is listed."""
    category, of_codes = "", False
    for line, text in enumerate(ctx.tree(_CODES).splitlines(), 1):
        heading = _HEADING.fullmatch(text)
        code = _CODE.match(text)
        of_codes = text.startswith("|") and (of_codes or text.startswith(_CODES_HEADER))
        if heading:
            category = heading["category"].strip()
        elif code:
            yield line, {"code": code["code"], "category": category}
        elif of_codes and not text.startswith(_CODES_HEADER) and not _RULE.fullmatch(text):
            yield line, {"printed": text[:80], "category": category}


def _category(ctx: Context, record: Record, name: str) -> str:
    """Say that there is a category, and return it."""
    scheme = ctx.thing(record, "schemes", _SCHEME, kind="theme")
    key = ctx.lookup("category", name)
    if not key:
        return ""
    label = ctx.listed("label", key) or key
    return ctx.thing(record, "concepts", label, identity=key, scheme=scheme)


def _code(ctx: Context, record: Record) -> None:
    if not record.get("code"):
        ctx.skip(_NO_CODE)
        return
    code = code_of(line_of(record["code"]))
    category = _category(ctx, record, record["category"])
    if not ctx.there(code):
        code = _minted(ctx, record)
    ctx.claim(record, code, "inCategory", category, locator=f"{record.file}, {record['code']}")


def _minted(ctx: Context, record: Record) -> str:
    """Say that there is a code that the schedule of the years read does not have."""
    printed = notation(record["code"])
    return ctx.thing(
        record,
        "codes",
        f"HTS {printed}",
        identity=printed,
        system="hts",
        notation=printed,
        note="In no revision of 2025 and 2026 that was read.",
    )


def _list(ctx: Context, file: str, column: str, heading: str, since: str) -> None:
    """Import a list of codes that a duty leaves out, as the paper reads it."""
    kept = [record for record in ctx.rows(file) if is_chosen(record[column])]
    passed = Counter({_OUTSIDE: len(ctx.rows(file)) - len(kept)})
    target = code_of(heading.replace(".", ""))

    def handle(record: Record) -> None:
        code = code_of(line_of(record[column]))
        if ctx.there(code) and ctx.there(target):
            how = _how(record[column]) if heading == RECIPROCAL_HEADING else {}
            ctx.claim(record, code, "namedUnder", target, valid_from=since, **how)
        else:
            ctx.skip(_UNKNOWN)

    ctx.each(file, handle, kept, passed)


def _how(digits: str) -> dict[str, str]:
    """Return how well the list of today confirms that a code is exempt under its heading."""
    if is_named(RECIPROCAL, digits):
        return {"note": f"Named in {cited(RECIPROCAL)}."}
    where = cited(RECIPROCAL)
    note = f"The list names no heading, and {where}, does not have the code: it may have ended."
    return {"grade": "inferred", "confidence": "medium", "note": note}


def _figures(ctx: Context) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of the table of categories, with a name for each column."""
    names = [name for name, *_ in _COLUMNS]
    header: list[str] = []
    for line, text in enumerate(ctx.tree(_FIGURES).splitlines(), 1):
        cells = _cells(text)
        if cells and header[:1] == ["Category"] and not _RULE.fullmatch(text):
            if len(cells) != len(header):
                message = f"the row has {len(cells)} cells, the header {len(header)}"
                raise DataError([Problem(ctx.reading_at[0], line, "", message)])
            name, _count, *printed = cells
            figures = {
                name: cell.split(" (")[0] for name, cell in zip(names, printed, strict=False)
            }
            yield line, {"category": name, "origins": printed[-1], **figures}
        header = header or cells if cells else []
        if header[:1] == ["Category"] and header != _FIGURES_HEADER:
            lacks = next((name for name in _FIGURES_HEADER if name not in header), "")
            message = (
                "the header lacks this column" if lacks else "the columns are not in their order"
            )
            raise DataError([Problem(ctx.reading_at[0], line, lacks, message)])


def _cells(text: str) -> list[str]:
    """Return the cells of a row of a table, or none."""
    inner = text.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in inner.split("|")] if text.startswith("|") else []


def _figure(ctx: Context, record: Record) -> None:
    """Say what was imported and collected under a category, and from where it came."""
    category = _category(ctx, record, record["category"])
    where = f"{_PAPER}, {record['category']}"
    for column, measure, unit, scale, period in _COLUMNS:
        printed = record[column].removesuffix("%").strip()
        if printed:
            _say(ctx, record, category, measure, column, unit, scale, period, where)
    origins = record["origins"]
    period = "2025" if origins.endswith("(2025)") else "2024/2025"
    for place, share in _PLACE.findall(origins):
        cells = {**record.cells, place: share}
        part = type(record)(record.file, record.line, record.id, cells, record.read)
        measure = ctx.measure(record, "share-of-imports-by-origin", place)
        ctx.observation(
            part, category, measure, place, "percent", period=period, status="actual", locator=where
        )


def _say(
    ctx: Context,
    record: Record,
    category: str,
    measure: str,
    column: str,
    unit: str,
    scale: int,
    period: str,
    where: str,
) -> None:
    """Say one figure; per cent signs are no part of the number."""
    cells = {**record.cells, column: record[column].removesuffix("%").strip()}
    plain = type(record)(record.file, record.line, record.id, cells, record.read)
    ctx.observation(
        plain,
        category,
        measure,
        column,
        unit,
        scale=scale,
        period=period,
        status="actual",
        locator=where,
    )


def _index(ctx: Context, record: Record) -> None:
    """Say how imports of a month compare with the monthly mean of 2023."""
    month = ctx.day(record, "date")[:7]
    for column in ("AI_Relevant", "Not_AI_Relevant", "Aggregate"):
        category = _category(ctx, record, column)
        ctx.observation(
            record,
            category,
            "import-index-2023",
            column,
            "multiple",
            scale=-2,
            period=month,
            status="actual",
        )
