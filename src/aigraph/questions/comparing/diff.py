"""What changed from one release to another, as an answer like any other."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Final

from typing_extensions import TypedDict

from aigraph.i18n import Name, Text
from aigraph.questions.answer import Reply
from aigraph.questions.comparing.descriptions import differing
from aigraph.questions.comparing.matching import Compared, compare
from aigraph.questions.comparing.naming import change_name
from aigraph.questions.comparing.standing import Answered, compare_answers
from aigraph.questions.declaration import Param, question
from aigraph.questions.rows import Identifier, Label, LabelZh, column, detail
from aigraph.release.build import silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aigraph.questions.answer import Row
    from aigraph.questions.comparing.matching import Change
    from aigraph.questions.comparing.standing import AnswerChange
    from aigraph.questions.scope import Scope
    from aigraph.release.build import Progress
    from aigraph.release.opened import Release

PARTS: Final = {
    "things": Text("Things"),
    "statements": Text("Statements"),
    "figures": Text("Figures and weights"),
    "rows": Text("Other rows"),
    "inferred": Text("Inferred statements and figures"),
    "terms": Text("Terms of the ontology"),
    "answers": Text("Rows of answers"),
}
"""What two releases are compared by, in the order of the rows."""
KINDS: Final = ("added", "removed", "changed")
_DAY: Final = frozenset({"as_of"})


class Difference(TypedDict):
    """One field of something that differs; what was added or removed has one row and no field."""

    part: Annotated[str, column("Part", f"What it is part of: {', '.join(PARTS)}.")]
    change: Annotated[str, column("Change", "added, removed or changed.")]
    id: Identifier
    question: Annotated[
        str, detail("The standing question, if it is a row of an answer; or blank.")
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
    The answers are those of the standing questions, asked of both releases about one day.
    """
    progress("comparing what the releases say")
    before, after = differing(old, release)
    said, answered = compare(before, after), Answered((), ())
    if not skip_answers and (before or after or not _ask_alike(old, release)):
        answered = compare_answers(old, release, scope.as_of, progress)
    counts = _counts(said, answered)
    total = {part: sum(found.values()) for part, found in counts.items()}
    return Reply(
        title=Text(
            "What changed: {things} things, {statements} statements, {figures} figures and"
            " weights, {answers} rows of answers",
            **{part: total[part] for part in ("things", "statements", "figures", "answers")},
        ),
        rows=[*_said(said.changes, old, release, limit), *_answers(answered.changes[:limit])],
        caveats=_caveats(counts, said, answered, limit),
        parameters={"old": old.name},
        counts=counts,
    )


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
    order = list(PARTS)
    ranked = sorted(changes, key=lambda item: (order.index(item.part), item.id))
    for part, group in groupby(ranked, key=lambda item: item.part):
        for item in list(group)[:limit]:
            name = change_name(item, old.view, new.view)
            for field, before, after in _fields(item, name, new):
                yield _row(part, item.kind, item.id, "", name, field, before, after)


def _fields(item: Change, name: Name, new: Release) -> Iterator[tuple[str, str, str]]:
    """Yield what differs; of what was added or removed its name on one side."""
    if item.kind == "changed":
        yield from item.fields()
    elif item.kind == "added":
        yield "", "", name.en
    else:
        yield "", name.en, new.view.records.get(item.id, "")


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
            "{part}: {added} added, {removed} removed, {changed} changed.",
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
                    "{part}: the first {limit} of {total} are listed.",
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
