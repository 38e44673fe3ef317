"""The command that finds which things of several sources are one, and records judgements."""

from __future__ import annotations

import json as json_module
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aigraph.cli.options import Data, Json, Lang, Language, report_progress

if TYPE_CHECKING:
    from aigraph.identity.candidates import Proposal
    from aigraph.identity.judgements import Judgement
    from aigraph.identity.shelves import Collection

_PANEL = "Data"
Source = Annotated[
    str | None,
    typer.Argument(help="The imported source whose things are looked up (default: all)."),
]
Imports = Annotated[
    Path | None,
    typer.Option(
        "--imports",
        metavar="FOLDER",
        help="A folder that an import wrote, or that holds such folders.",
        exists=True,
        file_okay=False,
    ),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="TABLE", help="Only chips, models, organisations, and so on."),
]
MinScore = Annotated[
    float, typer.Option("--min-score", min=0, max=1, help="Least score that is listed or recorded.")
]
Pair = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--pair", metavar="A B", help="Explain one pair, by identifiers (table/key) or names."
    ),
]
Pairs = Annotated[
    Path | None,
    typer.Option(
        "--pairs",
        metavar="FILE",
        help="Judge the pairs of a CSV file (kind, left, right, and left_maker, ...).",
        exists=True,
        dir_okay=False,
    ),
]
Confirm = Annotated[
    tuple[str, str, str] | None,
    typer.Option(
        "--confirm",
        metavar="LEFT RIGHT JUDGEMENT",
        help="Record your judgement of a pair: same (LEFT gives way to RIGHT), different, unsure.",
    ),
]
Why = Annotated[str | None, typer.Option("--why", help="Your reason, for --confirm.")]
Ask = Annotated[
    bool, typer.Option("--ask", help="Ask you about each pair, and record what you answer.")
]
AcceptRule = Annotated[
    bool,
    typer.Option("--accept-rule", help="Record what the rule judges the same from 0.9 on."),
]
Loose = Annotated[
    bool, typer.Option("--dangling", help="List the source's names that lead to no thing.")
]
Classes = Annotated[
    bool, typer.Option("--classes", help="List things that count several together, with these.")
]
Sssom = Annotated[
    Path | None,
    typer.Option(
        "--sssom", metavar="FILE", dir_okay=False, help="Write the judgements as SSSOM (TSV)."
    ),
]


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command(rich_help_panel=_PANEL)(resolve)


def resolve(
    source: Source = None,
    kind: Kind = None,
    min_score: MinScore = 0.6,
    pair: Pair = None,
    pairs: Pairs = None,
    confirm: Confirm = None,
    why: Why = None,
    ask: Ask = False,
    accept_rule: AcceptRule = False,
    dangling: Loose = False,
    classes: Classes = False,
    sssom: Sssom = None,
    imports: Imports = None,
    data: Data = None,
    lang: Lang = Language.en,
    json: Json = False,
) -> None:
    """Find things of several sources that are one; nothing is recorded unless you say so.

    Example: [bold]aigraph resolve epoch_ml_hardware --kind chips[/bold]

    Others: [bold]resolve --pair "NVIDIA H100" "NVIDIA H100 NVL"[/bold],
    [bold]resolve --confirm chips/LEFT chips/RIGHT same --why "..."[/bold],
    [bold]resolve --accept-rule[/bold], [bold]resolve --sssom judgements.sssom.tsv[/bold].
    """
    from aigraph import paths
    from aigraph.identity.shelves import collect

    tasks = (pair, pairs, confirm, ask, accept_rule, dangling, classes, sssom)
    if sum(task not in {None, False} for task in tasks) > 1:
        raise typer.BadParameter(
            "choose one of --pair, --pairs, --confirm, --ask, --accept-rule, --dangling,"
            " --classes and --sssom"
        )
    _check_kind(kind)
    collection = collect(data or paths.data_dir(), imports, report_progress)
    if pair:
        _explain(collection, pair, kind, lang, json)
    elif pairs:
        _judge_file(collection, pairs, lang, json)
    elif confirm:
        _confirm(collection, confirm, why)
    elif dangling:
        _list_dangling(collection, source, lang, json)
    elif classes:
        _list_classes(collection, lang, json)
    elif sssom:
        _write_sssom(collection, sssom)
    else:
        found = _proposals(collection, source, kind)
        if accept_rule:
            _accept(collection, found, min_score)
        elif ask:
            _ask(collection, [item for item in found if item.verdict.score >= min_score], lang)
        else:
            _list(found, min_score, lang, json)


def _check_kind(kind: str | None) -> None:
    from aigraph.errors import NotFoundError
    from aigraph.identity.things import COMPARED
    from aigraph.spelling import nearest

    if kind is not None and kind not in COMPARED:
        raise NotFoundError(kind, nearest(kind, COMPARED, limit=3), what="kind of things")


def _print_json(found: Any) -> None:
    typer.echo(json_module.dumps(found, ensure_ascii=False, indent=2))


def _explain(
    collection: Collection, pair: tuple[str, str], kind: str | None, lang: Language, json: bool
) -> None:
    from aigraph.identity.pairs import find_pair, judge
    from aigraph.render.resolving import print_verdict, verdict_as_json

    left, right = find_pair(collection, *pair, kind or "")
    verdict = judge(collection, left, right)
    if json:
        _print_json(verdict_as_json(left, right, verdict))
        return
    typer.echo(print_verdict(left, right, verdict, lang.value))
    for item in collection.judgements:
        if item.pair == {left.id, right.id}:
            typer.echo(f"  judged {item.judgement} by {item.by} on {item.on}: {item.why}")


def _judge_file(collection: Collection, path: Path, lang: Language, json: bool) -> None:
    from aigraph.identity.pairs import judge, read_pairs
    from aigraph.render.resolving import print_verdict, verdict_as_json

    found = [(one, other, judge(collection, one, other)) for _, one, other in read_pairs(path)]
    if json:
        _print_json([verdict_as_json(*item) for item in found])
        return
    for item in found:
        typer.echo(print_verdict(*item, lang.value))


def _confirm(collection: Collection, confirm: tuple[str, str, str], why: str | None) -> None:
    from aigraph.identity.judgements import Judgement
    from aigraph.identity.pairs import find_pair

    if confirm[2] not in {"same", "different", "unsure"}:
        raise typer.BadParameter(f"{confirm[2]!r}: a judgement is same, different or unsure")
    if not why:
        raise typer.BadParameter("--confirm needs a reason: --why TEXT")
    left, right = find_pair(collection, confirm[0], confirm[1], "")
    for thing in (left, right):
        if thing not in collection.things:
            raise typer.BadParameter(f"{thing.label!r}: name both things as table/key")
    day = date.today().isoformat()
    _record(collection, [Judgement(left.id, right.id, confirm[2], "hand", why, day)])


def _record(collection: Collection, judgements: list[Judgement]) -> None:
    """Write judgements into the table where each belongs, and say so."""
    from aigraph.identity.judgements import FILE, write_judgements
    from aigraph.paths import shown

    things = {thing.id: thing for thing in collection.things}
    by_home: dict[Path, list[Judgement]] = {}
    for item in judgements:
        home = collection.home(things[item.left], things[item.right])
        by_home.setdefault(home, []).append(item)
    for home, some in by_home.items():
        home.mkdir(parents=True, exist_ok=True)
        added = write_judgements(home, some)
        typer.echo(f"wrote {added:,} judgements to {shown(home / FILE)}", err=True)


def _proposals(collection: Collection, source: str | None, kind: str | None) -> list[Proposal]:
    """Return the pairs that nobody judged yet."""
    from aigraph.identity.candidates import propose

    asked = collection.of(source) if source else [t for t in collection.things if t.folder]
    asked = [thing for thing in asked if kind in {None, thing.table}]
    judged = {item.pair for item in collection.judgements}
    found = propose(asked, collection.things, collection.known, report_progress)
    return [item for item in found if frozenset((item.left.id, item.right.id)) not in judged]


def _list(found: list[Proposal], min_score: float, lang: Language, json: bool) -> None:
    from aigraph.render.resolving import print_proposals, proposal_as_json

    shown = [item for item in found if item.verdict.score >= min_score]
    if json:
        _print_json([proposal_as_json(item) for item in shown])
        return
    print_proposals(shown, sys.stdout, lang.value)
    typer.echo(f"{len(shown):,} pairs without a judgement, of a score of {min_score} or more")


def _accept(collection: Collection, found: list[Proposal], min_score: float) -> None:
    from aigraph.identity.deciding import SURE
    from aigraph.identity.judgements import accepted

    judgements, left_alone = accepted(
        found,
        collection.judgements,
        collection.known,
        least=max(min_score, SURE),
        on=date.today().isoformat(),
    )
    for group in left_alone:
        names = "; ".join(f"{thing.label} ({thing.id})" for thing in group)
        typer.echo(f"left alone, since they are not all one: {names}", err=True)
    _record(collection, judgements)


def _ask(collection: Collection, found: list[Proposal], lang: Language) -> None:
    from aigraph.identity.judgements import Judgement
    from aigraph.render.resolving import print_verdict

    words = {"y": "same", "n": "different", "u": "unsure"}
    for item in found:
        typer.echo(print_verdict(item.left, item.right, item.verdict, lang.value))
        answer = typer.prompt("one thing? yes, no, unsure, skip, quit", default="s")[:1].lower()
        if answer == "q":
            return
        if answer in words:
            why = typer.prompt("why", default=item.verdict.to("en"))
            day = date.today().isoformat()
            judged = Judgement(item.left.id, item.right.id, words[answer], "hand", why, day)
            _record(collection, [judged])


def _list_dangling(collection: Collection, source: str | None, lang: Language, json: bool) -> None:
    from aigraph.identity.dangling import dangling
    from aigraph.render.resolving import dangling_as_json, print_dangling

    names = [source] if source else list(collection.folders)
    found = [item for name in names for item in dangling(collection, name)]
    if json:
        _print_json([dangling_as_json(item) for item in found])
        return
    print_dangling(found, sys.stdout, lang.value)
    typer.echo(f"{len(found):,} names lead to no thing")


def _list_classes(collection: Collection, lang: Language, json: bool) -> None:
    from aigraph.identity.classes import PREDICATE, memberships
    from aigraph.render.resolving import print_memberships

    found = memberships(collection)
    if json:
        rows = [{"subject": i.whole.id, "predicate": PREDICATE, "object": i.part.id} for i in found]
        _print_json(rows)
        return
    print_memberships(found, sys.stdout, lang.value)


def _write_sssom(collection: Collection, path: Path) -> None:
    from aigraph.cli.output import write
    from aigraph.identity.sssom import as_sssom

    labels = {thing.id: thing.label for thing in collection.things}
    judgements = [item for item in collection.judgements if item.judgement != "unsure"]
    write(path, as_sssom(judgements, labels))
    unsure = len(collection.judgements) - len(judgements)
    if unsure:
        typer.echo(f"{unsure:,} judgements are unsure, and no mappings: left out", err=True)
