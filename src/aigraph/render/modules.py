r"""ES modules as one classic script, so that a page needs no server, no npm and no second file.

Browsers refuse to import modules from ``file://``, and a bundler would be one more thing to install
for every page. Each module therefore becomes a function that returns what it exports, and the
functions run in the order of their imports. That is what the browser would do, as long as the
modules keep to this part of the language, which is checked here:

- ``import { a, b as c } from "./other.js";`` or ``import "./other.js";`` at the head of a line,
- ``export const``, ``export function``, ``export async function`` and ``export class``, so that
  what is imported never changes,
- no module imports, through others, itself.
"""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_IMPORT: Final = re.compile(
    r'^import (?:\{([^{}]*)\} from )?"\./([\w./-]+\.js)";(?:[ \t]*//[^\n]*)?\n', re.MULTILINE
)
_EXPORT: Final = re.compile(r"^export (?=(?:const|(?:async )?function|class) (\w+))", re.MULTILINE)
_LEFT: Final = re.compile(
    r"^[ \t]*(?:import|export)\b(?!\s*[(.:])|\bimport(?:\s*\(|\.meta)", re.MULTILINE
)


class ModuleError(ValueError):
    """A script uses more of the language of modules than can be joined."""


class _Module(NamedTuple):
    """One module.

    Attributes:
        imports: what it takes, as the text between braces, by the name of the module.
        exports: the names that it gives.
        body: its text without imports and the word export.
    """

    imports: tuple[tuple[str, str], ...]
    exports: tuple[str, ...]
    body: str


def linked(entry: Path) -> str:
    """Return a module and all that it imports as one script.

    Args:
        entry: the module that runs last; all others are in its folder or below.

    Raises:
        ModuleError: if a module goes beyond what can be joined, or takes what none gives.
    """
    modules = _read(entry)
    try:
        graph = {name: [target for target, _ in module.imports] for name, module in modules.items()}
        order = [*TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise ModuleError(f"modules import each other: {' > '.join(error.args[1])}") from None
    functions = "".join(_function(name, modules) for name in order)
    return f'"use strict";\n(() => {{\nconst modules = {{}};\n{functions}}})();\n'


def module_names(entry: Path) -> list[str]:
    """Return the names of a module and of all that it imports, sorted."""
    return sorted(_read(entry))


def _read(entry: Path) -> dict[str, _Module]:
    found: dict[str, _Module] = {}
    waiting = [entry.name]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _module(name, (entry.parent / name).read_text(encoding="utf-8"))
            waiting += [target for target, _ in found[name].imports]
    return found


def _module(name: str, text: str) -> _Module:
    imports = tuple((found[2], found[1] or "") for found in _IMPORT.finditer(text))
    body = _EXPORT.sub("", _IMPORT.sub("", text))
    if left := _LEFT.search(body):
        raise ModuleError(f"{name}: cannot join {left[0].strip()!r}")
    return _Module(imports, tuple(found[1] for found in _EXPORT.finditer(text)), body)


def _function(name: str, modules: dict[str, _Module]) -> str:
    module = modules[name]
    taken = []
    for target, names in module.imports:
        pairs = [pair.split(" as ") for pair in re.split(r"\s*,\s*", names.strip(" \n,")) if pair]
        if missing := {pair[0] for pair in pairs} - set(modules[target].exports):
            raise ModuleError(f"{name}: {target} exports no {', '.join(sorted(missing))}")
        if pairs:
            binding = ", ".join(": ".join(pair) for pair in pairs)
            taken.append(f'const {{ {binding} }} = modules["{target}"];\n')
    body = f"{''.join(taken)}{module.body}return {{ {', '.join(module.exports)} }};\n"
    return f'modules["{name}"] = (() => {{\n{body}}})();\n'
