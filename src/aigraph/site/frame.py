"""The frame of every page: one language, links that work from disk, evidence marked alike."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from aigraph.i18n import Text, is_coded, named, say, script_words
from aigraph.numerals import number, percent, percent_range, rate
from aigraph.paths import viz_dir
from aigraph.rdf.law import read_law
from aigraph.render.cells import exposure_cell
from aigraph.schema import THING_TABLES
from aigraph.site.description import Library
from aigraph.site.terms import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from aigraph.graph import Statement
    from aigraph.law.rules import Rule
    from aigraph.questions.answer import Answer
    from aigraph.release.opened import Release
    from aigraph.views.subgraph import Subgraph

_TAGS: Final = {"en": "en", "zh": "zh-Hans"}
_NAMES: Final = {"en": "English", "zh": "中文"}
_POLICY: Final = Markup(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self';"
    " form-action 'self'; base-uri 'none'"
)
_IDENTIFIER: Final = re.compile(rf"\b((?:{'|'.join(THING_TABLES)})/[a-z0-9]+(?:-[a-z0-9]+)*)")
_LONGEST_LINK: Final = 140
_LONGEST_SOURCE: Final = 48


@dataclass(frozen=True)
class Site:
    """What all pages are made from.

    Attributes:
        release: the release shown.
        tables: folder of the tables it was built from.
        output: folder that is written.
        day: the day for which rules and exposures are shown.
        has_query_page: whether the navigation leads to a SPARQL page.
    """

    release: Release
    tables: Path
    output: Path
    day: date
    has_query_page: bool = False

    @cached_property
    def library(self) -> Library:
        """Triples and facts of every thing."""
        return Library(self.release.store, self.release.view)

    @cached_property
    def statements_of(self) -> dict[str, list[Statement]]:
        """The statements about each thing that has no page, as their subject."""
        things = self.release.view.things
        found: dict[str, list[Statement]] = defaultdict(list)
        for item in self.release.view.statements:
            if item.subject in things and things[item.subject].data_set:
                found[item.subject].append(item)
        return found

    @cached_property
    def law(self) -> dict[str, Rule]:
        """The rules of trade."""
        return read_law(self.release.store)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file of the site, and the folders above it."""
        target = self.output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@dataclass(frozen=True)
class Frame:
    """Writes the pages of one language.

    Attributes:
        site: what the pages are made from.
        language: ``en`` or ``zh``.
    """

    site: Site
    language: str
    _environment: Environment = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the templates."""
        environment = Environment(
            loader=FileSystemLoader(viz_dir() / "site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        view = self.site.release.view
        words = {} if self.language == "en" else script_words("viz/site/site.js")
        environment.globals.update(
            policy=_POLICY,
            language=self.language,
            release=self.site.release.name,
            day=self.site.day.isoformat(),
            has_query_page=self.site.has_query_page,
            say=self.say,
            in_context=lambda context, text: Text.in_context(context, text).to(self.language),
            script_words=json.dumps(words, ensure_ascii=False),
            tag=_TAGS[self.language],
            other_tag=_TAGS[self.other],
            other_name=_NAMES[self.other],
            word=self.word,
            term=self.term,
            name=lambda thing: view.label(thing, self.language),
            grade=self.grade,
            interval=interval,
            count=number,
            part=lambda part: percent(part, self.language),
            between=lambda low, high: percent_range(low, high, self.language),
            rate=lambda part: rate(part, self.language),
            exposure_text=self.exposure_text,
        )
        object.__setattr__(self, "_environment", environment)

    @property
    def other(self) -> str:
        """The language of the twin of every page."""
        return "zh" if self.language == "en" else "en"

    def write(self, template: str, path: str, title: str, **values: object) -> None:
        """Write one page.

        Args:
            template: file of ``viz/site``.
            path: where the page is below the folder of the language.
            title: its title, in the language.
            values: what the template shows.
        """
        root = "../" * path.count("/")
        things = "../" if path.startswith("id/") else f"{root}id/"
        self.site.write(
            f"{self.language}/{path}",
            self._environment.get_template(template).render(
                title=title,
                path=path,
                root=root,
                up=root + "../",
                other=f"{root}../{self.other}/{path}",
                link=lambda thing, text="": self.link(things, thing, text),
                source=lambda key, locator="": self.source(things, key, locator),
                linked=lambda text: self.linked(things, text),
                **values,
            ),
        )

    def say(self, message: str, /, **values: object) -> str:
        """Return a text of the pages in their language, its placeholders filled."""
        return say(message, self.language, **values)

    def title(self, shown: Answer | Subgraph) -> str:
        """Return the title of an answer or a picture."""
        return shown.title.to(self.language)

    def word(self, word: str) -> str:
        """Return a word of the tables, such as ``in-force``, as people read it."""
        if self.language == "en":
            return word.replace("-", " ") if is_coded(word) else word
        return named(word, self.language)

    def term(self, name: str) -> str:
        """Return the label of a class or property."""
        if name in NAMES:
            return NAMES[name].to(self.language)
        return self.site.release.view.label(name, self.language)

    def exposure_text(self, row: Mapping[str, Any]) -> str:
        """Return the exposure of a row in words."""
        return exposure_cell(row, self.language)

    def grade(self, grade: str) -> Markup:
        """Return the mark of a grade, in word and shape."""
        if not grade:
            return Markup("")
        return Markup('<b class="grade {}">{}</b>').format(grade, self.word(grade))

    def link(self, things: str, thing: str, text: str = "") -> Markup:
        """Return a link to a thing's page, or its name where it has none.

        Args:
            things: the folder of the pages of things, as seen from the page that links.
            thing: ``table/key``.
            text: what to show; the name without it.
        """
        view = self.site.release.view
        shown = text or view.label(thing, self.language)
        if len(shown) > _LONGEST_LINK:
            shown = shown[: _LONGEST_LINK - 1] + "…"
        known = view.things.get(thing)
        place = self.site.library.place(known) if known else ""
        if not place:
            return Markup("<span>{}</span>").format(shown)
        return Markup('<a href="{}{}">{}</a>').format(things, place, shown)

    def linked(self, things: str, text: str) -> Markup:
        """Return a text in which the identifiers of things are links with their names."""
        pieces = _IDENTIFIER.split(text)
        return Markup("").join(
            self.link(things, piece) if number % 2 else escape(piece)
            for number, piece in enumerate(pieces)
        )

    def source(self, things: str, source: str, locator: str) -> Markup:
        """Return a source with the place in it."""
        if not source:
            return Markup("")
        place = Markup(", {}").format(self.word(locator))
        title = self.site.release.view.label(source, self.language)
        if len(title) > _LONGEST_SOURCE:
            title = title[: _LONGEST_SOURCE - 1] + "…"
        return self.link(things, source, title) + (place if locator else Markup(""))


def interval(row: Mapping[str, Any]) -> Markup:
    """Return the bar of an exposure: solid what is certain, dashed what is possible besides."""
    low, high = row["central_range"] or (row["low"], row["high"])
    return Markup(
        '<svg class="interval" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="back" width="100" height="8"/>'
        '<rect class="range" x="{}" width="{}" height="8"/>'
        '<rect class="sure" width="{}" height="8"/></svg>'
    ).format(f"{low * 100:g}", f"{(high - low) * 100:g}", f"{low * 100:g}")
