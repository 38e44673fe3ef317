"""What changed from one release to another, as an answer like any other."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.errors import ReleaseError
from aigraph.graph import View
from aigraph.i18n import Name, Text
from aigraph.questions.answer import Reply
from aigraph.questions.comparing.descriptions import differing
from aigraph.questions.comparing.matching import Compared, compare
from aigraph.questions.comparing.naming import change_name, figure_text
from aigraph.questions.comparing.reference import Answered, compare_answers
from aigraph.questions.declaration import Param, question
from aigraph.questions.rows import Identifier, Label, LabelZh, column, detail
from aigraph.release.build import silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aigraph.questions.answer import Row
    from aigraph.questions.comparing.matching import Change
    from aigraph.questions.comparing.reference import AnswerChange
    from aigraph.questions.scope import Scope
    from aigraph.release.build import Progress
    from aigraph.release.opened import Release

PARTS: Final = {
    "things": Text("things"),
    "statements": Text("statements"),
    "figures": Text("figures and weights"),
    "rows": Text("other rows"),
    "inferred": Text("inferred statements and figures"),
    "terms": Text("terms of the ontology"),
    "answers": Text("rows of answers"),
}
"""What two releases are compared by, in the order of the rows."""
_PART: Final = f"What it is part of: {', '.join(PARTS)}."
KINDS: Final = ("added", "removed", "changed")
_DAY: Final = frozenset({"as_of"})


class Difference(TypedDict):
    """One field of something that differs; what was added or removed has one row and no field."""

    part: Annotated[str, column("Part", _PART)]
    change: Annotated[str, column("Change", "added, removed or changed.")]
    id: Identifier
    question: Annotated[
        str, detail("The reference question, if it is a row of an answer; or blank.")
    ]
    label: Label
    label_zh: LabelZh
    field: Annotated[str, column("Field", "The column or field that differs; or blank.")]
    before: Annotated[Any, column("Before", "What the release before has; blank if nothing.")]
    after: Annotated[Any, column("After", "What the release after has; blank if nothing.")]


@question(Difference, honours=_DAY, counted=True)
def diff(
    release: Release,
    scope: Scope,
    old: Annotated[Release, Param("The release before.")],
    limit: Annotated[int, Param("Maximum number of each part that is listed.", minimum=0)] = 100,
    skip_answers: Annotated[
        bool, Param("Compare what the releases say, and ask them no questions.")
    ] = False,
    progress: Progress = silent,
) -> Reply:
    """List what changed from one release to another: things, statements, figures and answers.

    The same statement under another key is no change, nor is another order of rows or columns.
    The answers are those of the reference questions, asked of both releases about one day.
    """
    progress("comparing what the releases say")
    before, after = differing(old, release)
    unreadable = tuple(reason for item in (old, release) if (reason := _unreadable(item)))
    said, answered = compare(before, after), Answered((), unreadable)
    asks = not skip_answers and not unreadable
    if asks and (before or after or not _ask_alike(old, release)):
        answered = compare_answers(old, release, scope.as_of, progress)
    counts = _counts(said, answered)
    if not asks:
        del counts["answers"]
    return Reply(
        title=_title(counts),
        rows=[*_said(said.changes, old, release, limit), *_answers(answered.changes[:limit])],
        caveats=_caveats(counts, said, answered, limit),
        parameters={"old": old.name},
        counts=counts,
    )


def _title(counts: Mapping[str, Mapping[str, int]]) -> Text:
    """Return how much of each part differs, in words."""
    parts = [
        Text("{part} ({count})", part=PARTS[part], count=sum(kinds.values()))
        for part, kinds in counts.items()
        if any(kinds.values())
    ]
    return Text("What changed: {parts}", parts=parts) if parts else Text("Nothing changed")


def _unreadable(release: Release) -> str:
    """Return why this version of aigraph cannot ask a release, or nothing if it can."""
    try:
        _ = release.view
    except ReleaseError as error:
        return str(error)
    return ""


def _names(release: Release) -> View:
    """Return what things are called in a release; nothing where it cannot be asked."""
    return View({}, (), (), {}) if _unreadable(release) else release.view


def _ask_alike(old: Release, new: Release) -> bool:
    """Return whether all but the tables is the same, so that equal quads give equal answers."""
    left, right = (
        {
            name: digest
            for name, digest in release.manifest["inputs"].items()
            if not name.startswith("data/")
        }
        for release in (old, new)
    )
    return left == right


def _counts(said: Compared, answered: Answered) -> dict[str, dict[str, int]]:
    """Return how many of each part were added, removed and changed."""
    found: Counter[tuple[str, str]] = Counter((item.part, item.kind) for item in said.changes)
    found.update(("answers", item.kind) for item in answered.changes)
    return {part: {kind: found[part, kind] for kind in KINDS} for part in PARTS}


def _said(changes: Iterable[Change], old: Release, new: Release, limit: int) -> Iterator[Row]:
    order, names = list(PARTS), (_names(old), _names(new))
    ranked = sorted(changes, key=lambda item: (order.index(item.part), item.id))
    for part, group in groupby(ranked, key=lambda item: item.part):
        for item in list(group)[:limit]:
            name = change_name(item, *names)
            for field, before, after in _fields(item, name, names[1]):
                yield _row(part, item.kind, item.id, "", name, field, before, after)


def _fields(item: Change, name: Name, new: View) -> Iterator[tuple[str, str, str]]:
    """Yield what differs; of what was added or removed what it says in short, on one side."""
    if item.kind == "changed":
        yield from item.fields()
        return
    counted = item.part in {"figures", "inferred"} and not item.described.fact
    short = (figure_text(item.described) if counted else "") or name.en
    if item.kind == "added":
        yield "", "", short
    else:
        yield "", short, new.records.get(item.id, "")


def _answers(changes: Iterable[AnswerChange]) -> Iterator[Row]:
    for item in changes:
        for field, before, after in item.values:
            yield _row(
                "answers", item.kind, item.id, item.question, item.name, field, before, after
            )


def _row(
    part: str,
    change: str,
    thing: str,
    asked: str,
    name: Name,
    field: str,
    before: Any,
    after: Any,
) -> Row:
    return dict(
        Difference(
            part=part,
            change=change,
            id=thing,
            question=asked,
            label=f"{asked}: {name.en}" if asked else name.en,
            label_zh=f"{asked}: {name.zh}" if asked else name.zh,
            field=field,
            before=before,
            after=after,
        )
    )


def _caveats(
    counts: dict[str, dict[str, int]], said: Compared, answered: Answered, limit: int
) -> Sequence[Text]:
    found = [
        Text(
            "{added} added, {removed} removed, {changed} changed: {part}.",
            part=PARTS[part],
            **kinds,
        )
        for part, kinds in counts.items()
        if any(kinds.values())
    ]
    for part, kinds in counts.items():
        if (total := sum(kinds.values())) > limit:
            found.append(
                Text(
                    "The first {limit} of {total} are listed: {part}.",
                    part=PARTS[part],
                    limit=limit,
                    total=total,
                )
            )
    if said.rekeyed:
        found.append(
            Text("Under another key, and otherwise the same: {count}.", count=said.rekeyed)
        )
    found += [Text("Not answered: {reason}", reason=reason) for reason in answered.unanswered]
    return found or [Text("The releases do not differ.")]
