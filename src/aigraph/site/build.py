"""Build the site: every page in both languages, in order, put in place at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from aigraph.errors import AigraphError
from aigraph.i18n import LANGUAGES
from aigraph.paths import viz_dir
from aigraph.publish import Workplace
from aigraph.site import (
    answers,
    downloads,
    entity,
    figures,
    findings,
    policies,
    reference,
    risk,
    search,
    views,
)
from aigraph.site.frame import Frame, Site
from aigraph.site.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aigraph.release.opened import Release

    QueryPage = Callable[[Release], str]

MARK: Final = "aigraph-site.txt"
"""A file by which a folder is known to be a site that may be replaced."""


@dataclass(frozen=True)
class Built:
    """What was written.

    Attributes:
        pages: number of pages.
        files: number of files.
        size: bytes of all files.
    """

    pages: int
    files: int
    size: int


def build_site(
    release: Release,
    tables: Path,
    output: Path,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    query_page: QueryPage | None = None,
) -> Built:
    """Write the site of a release into a folder, replacing an earlier site there.

    Equal releases and days give equal bytes. The pages are written beside the folder, which they
    change names with at the end, so that a kill at any moment leaves the old or the new site whole.

    Args:
        release: what is shown.
        tables: folder of the tables from which the release was built.
        output: folder to write.
        as_of: the day for which rules and exposures are shown (default: the date of the release).
        progress: called for each stage and page.
        query_page: makes the SPARQL page of a release, which speaks both languages; there is none
            without it.

    Raises:
        AigraphError: if the folder holds something else than a site, or charts cannot be drawn.
        ReleaseError: if the tables are no longer those of the release.
    """
    day = as_of or date.fromisoformat(release.manifest["date"])
    with Workplace(output) as work:
        if output.exists() and not (output / MARK).is_file() and any(output.iterdir()):
            raise AigraphError(
                f"{output} holds something else than a site of aigraph; choose another"
            )
        site = Site(release, tables, work.folder, day, has_query_page=query_page is not None)
        _write(site, progress or Progress(), query_page)
        work.publish()
    return _measure(output)


def _write(site: Site, progress: Progress, query_page: QueryPage | None) -> None:
    frames = [Frame(site, language) for language in LANGUAGES]
    progress.stage("asking", 1)
    asked = answers.ask(site)
    measured = figures.ask_figures(site)
    drawn = list(views.pictures(site, asked))
    risks = risk.ask_risk(site, date.fromisoformat(asked[0].shown_day))
    progress.stage("downloads", 1)
    listed = downloads.write_downloads(site, asked)
    search.write_assets(site, frames, measured)
    views.write_drawings(site, drawn)
    progress.stage("Turtle and JSON-LD", len(site.library.things))
    entity.write_data(site, progress.step)
    for frame in frames:
        progress.stage(f"figures ({frame.language})", len(measured))
        figures.write_figures(frame, measured, progress.step)
        figures.write_markets(frame, measured)
        progress.stage(f"pages ({frame.language})", len(site.library.things))
        answers.write_answers(frame, asked)
        policies.write_policies(frame)
        risk.write_risk(frame, risks)
        findings.write_conflicts(frame)
        findings.write_coverage(frame)
        reference.write_ontology(frame)
        reference.write_dictionary(frame)
        reference.write_kinds(frame)
        reference.write_about(frame)
        downloads.write_download_page(frame, listed)
        search.write_search(frame)
        views.write_views(frame, drawn)
        entity.write_entities(
            frame,
            answers.by_thing(asked, frame),
            policies.policy_charts(frame),
            progress.step,
        )
    if query_page is not None:
        site.write("query.html", query_page(site.release))
    site.write("index.html", (viz_dir() / "site" / "door.html").read_bytes())
    site.write(MARK, f"{site.release.name}\n{site.day.isoformat()}\n")


def _measure(folder: Path) -> Built:
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    pages = sum(path.suffix == ".html" for path in sizes)
    return Built(pages, len(sizes), sum(sizes.values()))
