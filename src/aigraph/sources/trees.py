"""YAML as text, lists and mappings alone: no objects, no aliases, no deep nesting, no doubles."""

from __future__ import annotations

from typing import Any, Final

import yaml

from aigraph.tables.lines import UnreadableError

_DEEPEST: Final = 40
_MOST_NODES: Final = 200_000
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapped(dict[str, Any]):
    """A mapping that knows its line.

    Attributes:
        line: the line on which it begins, counted from 1.
    """

    line: int = 1


def read_yaml(text: str) -> Any:
    """Return what a YAML document holds; every plain value is text as it is written.

    So ``no`` stays ``no``, and a date stays as written. Nothing is constructed beside text, lists
    and ``Mapped``.

    Raises:
        UnreadableError: if it is no YAML, holds aliases or tags, is too large or too deep, or a
            mapping names a key twice.
    """
    loader = _LOADER(text)
    try:
        _check_events(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(
            f"is no YAML: {error.problem}", mark.line + 1 if mark else 1
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(f"is no YAML: {str(error)[:200]}") from None
    finally:
        loader.dispose()
    return _Walk().value(node, 0) if node is not None else None


def _check_events(text: str) -> None:
    """Refuse a text of too many nodes, or too deep, before any node of it is made."""
    nodes = depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST + 1 or nodes > _MOST_NODES:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise UnreadableError("is nested too deeply or holds too much", line)


class _Walk:
    """Turns the nodes of a document into values, each node once."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> Any:
        """Return the value of a node."""
        line = node.start_mark.line + 1
        if id(node) in self._seen:
            raise UnreadableError("refers back to an earlier part (an alias); write it out", line)
        if depth > _DEEPEST:
            raise UnreadableError("is nested too deeply or holds too much", line)
        self._seen.add(id(node))
        if not str(node.tag).startswith("tag:yaml.org,2002:") or "python" in node.tag:
            raise UnreadableError(f"has the tag {node.tag!r}, which is not read", line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return "" if node.tag.endswith(":null") else str(node.value)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Mapped:
        found = Mapped()
        found.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise UnreadableError("has a key that is no text", line)
            if key_node.value in found:
                raise UnreadableError(f"names {key_node.value!r} twice", line)
            found[str(key_node.value)] = self.value(value_node, depth + 1)
        return found
