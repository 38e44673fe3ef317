"""Map the screening list: organisations of the lists that name firms of the chain.

Persons are counted and never imported. Two of the lists do not say which of their parties are
persons, so a party of theirs is taken only where its names show that it is an organisation: by a
word of ``lookups.csv`` (list ``organisation-word``), or because somebody read the entry (list
``organisation``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aigraph.sources.keys import digest, joined
from aigraph.sources.us_export_controls.reading import at, listed, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aigraph.sources.context import Context
    from aigraph.sources.records import Record

_FILE: Final = "screening-list.json"
_PERSON: Final = "Individual"
_ORGANISATION: Final = "Entity"
_NOTICE: Final = re.compile(
    r"\b(\d{2,3})\s+FR\s+(?:No\.\s*)?(\d+)(?:\s*\((\d+)/(\d+)/(\d{2,4})\))?"
)
_FIRST_VOLUME: Final = 1935
"""Volume n of the Federal Register is that of the year 1935 + n."""
_SHORT: Final = re.compile(r"\(([A-Z]+)\)")
_SIGNS: Final = re.compile(r"[^\w&']+")


def import_parties(ctx: Context) -> None:
    """Import the organisations of the lists that are taken."""
    rows = ctx.items(_FILE, _entries(ctx.tree(_FILE)))
    ctx.each(_FILE, lambda record: _party(ctx, record), rows)


def _entries(tree: Any) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells of each entry, with the texts that its numbers refer to."""
    tables = mapping(mapping(tree, _FILE).get("tables"), _FILE)
    sources = listed(tables, "sources", _FILE)
    requirements = listed(tables, "licenceRequirements", _FILE)
    reviews = listed(tables, "licencePolicies", _FILE)
    for number, item in enumerate(listed(tree, "entries", _FILE), 1):
        entry = mapping(item, _FILE)
        aliases = _texts(entry, "a")
        countries = _texts(entry, "c")
        name = at(sources, entry.get("s"), "sources", _FILE)
        yield (
            number,
            {
                "list": name,
                "in": short.group(1) if (short := _SHORT.search(name)) else name,
                "name": text(entry.get("n"), _FILE),
                "type": text(entry.get("t"), _FILE),
                "aliases": _joined(aliases),
                "countries": _joined(countries),
                "citation": text(entry.get("fr"), _FILE),
                "requirement": at(requirements, entry.get("lr"), "licenceRequirements", _FILE),
                "review": at(reviews, entry.get("lp"), "licencePolicies", _FILE),
            },
        )


def _texts(entry: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts that an entry lists under a name; it may list none."""
    found = listed(entry, name, _FILE) if entry.get(name) is not None else []
    return [text(part, _FILE) for part in found]


def _joined(parts: list[str]) -> str:
    return " | ".join(dict.fromkeys(part.replace("|", "/").strip() for part in parts))


def _party(ctx: Context, record: Record) -> None:
    list_key = ctx.lookup("list", record["list"])
    if record["type"] == _PERSON:
        ctx.skip("a person", named=False)
    elif not list_key:
        ctx.skip(f"a list that is not taken: {record['list']}", named=False)
    elif record["type"] != _ORGANISATION and not _is_organisation(ctx, record):
        ctx.skip("no word of its names shows an organisation; it may be a person", named=False)
    else:
        _entry(ctx, record, list_key)


def _is_organisation(ctx: Context, record: Record) -> bool:
    if ctx.listed("organisation", record["name"]):
        return True
    words = _SIGNS.split(f"{record['name']} {record['aliases']}".replace(".", ""))
    return any(ctx.listed("organisation-word", word) for word in words if word)


def _entry(ctx: Context, record: Record, list_key: str) -> None:
    countries = [ctx.listed("country", code) or code for code in record.parts("countries", "|")]
    citation = record["citation"]
    key = joined(ctx.key("list_entries", record["name"])[:80], list_key, digest(record.id))
    ctx.entry(
        record,
        key=key,
        list=list_key,
        name=record["name"],
        aliases=record["aliases"],
        countries=_joined(countries),
        citation=citation,
        requirement=record["requirement"],
        review=record["review"],
        valid_from=_first_day(ctx, citation),
    )


def _first_day(ctx: Context, citation: str) -> str:
    """Return the day of the first notice where it is known, else its year, else nothing."""
    found = _NOTICE.search(citation)
    if not found:
        return ""
    volume, page, month, day, year = found.groups()
    known = ctx.listed("notice", f"{volume} FR {page}")
    if known:
        return known
    in_year = _FIRST_VOLUME + int(volume)
    if year and int(year) % 100 == in_year % 100 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        return f"{in_year}-{int(month):02}-{int(day):02}"
    return str(in_year)
