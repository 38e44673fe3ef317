"""The guard reads queries as the engine does: nothing hides in them, little is refused in vain."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store

from aigraph.errors import QueryError
from aigraph.stores.guard import WRITING, names_graphs, refuse
from aigraph.vocab import PREFIXES, TERMS, THINGS

if TYPE_CHECKING:
    from typing import Protocol

    class Listener(Protocol):
        """What the fixture of that name gives."""

        address: str
        requests: list[str]


SEED = 20261010
HOW_MANY = 5_000

HIDING = (
    # In the plain, and with no blank where none is needed.
    "SELECT * { SERVICE @ { ?l ?p ?o } }",
    "select * { SerViCe SILENT @ { ?l ?p ?o } }",
    "SELECT * { BIND(true AS ?x)SERVICE@{ ?l ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE@{ ?l ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE@{ ?l ?p ?o } }",
    "PREFIX h: @ SELECT * { SERVICEh: { ?l ?p ?o } }",
    "PREFIX : @ SELECT * { SERVICE: { ?l ?p ?o } }",
    "PREFIX h: @ SELECT * { SERVICESILENTh: { ?l ?p ?o } }",
    "PREFIXh:@SELECT*{SERVICEh:{?l?p?o}}",
    "BASE @ SELECT * { SERVICE <> { ?l ?p ?o } }",
    # Behind escapes in names, and behind remarks.
    "SELECT * { { ?s ag:x\\# ?o } UNION { SERVICE @ { ?l ?p ?o } } }",
    "SELECT * { { ?s ag:x\\' ?o } UNION { SERVICE @ { ?l ?p \"'\" } } }",
    "SELECT * { #\r SERVICE @ { ?l ?p ?o } }",
    "SELECT * { #'''\r SERVICE @ { ?l ?p ?o } #'''\n }",
    # Behind strings that end elsewhere than they seem to.
    "SELECT * { VALUES ?x { '''a'} SERVICE @ { ?l ?p ?o } } #\\x'''",
    "SELECT * { VALUES ?x { '''a'} SERVICE @ { ?l ?p ?o } } #\\ud800'''",
    'SELECT * { VALUES ?x { """a"} SERVICE @ { ?l ?p ?o } } #\\x"""',
    "SELECT * { VALUES ?x { '\\\\' } SERVICE @ { ?l ?p ?o } } #'",
    # Behind a comparison that looks like an address.
    "SELECT * { FILTER(1<2)SERVICE#>\n@{ ?l ?p ?o } }",
    "SELECT * { FILTER(1<'>'||true)SERVICE@{ ?l ?p ?o } FILTER(''='') }",
    "SELECT * { FILTER(1<#>'''\n2)SERVICE@{ ?l ?p ?o } #'''\n }",
    # In a name whose address is invalid, which is read as its prefix and then as code.
    "PREFIX h: <http://x:> SELECT * { ?s ?p h:SERVICE@{ ?l ?p ?o } }",
    "PREFIX h: <http://x:> SELECT * { h:ah:.SERVICE@{ ?l ?p ?o } }",
    "SELECT * { ?s ?p ag:a.b.SERVICE@{ ?l ?p ?o } }",
    "PREFIX \ufffd: @ SELECT * { ?s ?p ag:SERVICE\ufffd:{ ?l ?p ?o } }",
)
"""Each asks the place that stands for ``@``, as Oxigraph reads it."""

_SERVICE = ("SERVICE@{?l ?m ?n}", "SERVICE SILENT @ {?l ?m ?n}", "service h: {}", "SERVICEh:{}")
_OTHER = (
    "?s ?p ?o.",
    "?s ag:p ag:o .",
    "?s a ag:Service .",
    "?s ag:x\\# ?o .",
    "?s ag:x\\' ?o .",
    "?s ag:a.b.c ?o .",
    "?s h:SERVICE ?o .",
    "FILTER(1<2)",
    "FILTER(1<'>'||true)",
    "FILTER(2>1)",
    "FILTER(1<#>\n2)",
    "VALUES ?x {'a' \"b\" '''c''' \"\"\"d\"\"\"}",
    "VALUES ?x {'\\'' '\\\\'}",
    "VALUES ?x {'\\u0041' '\\x'}",
    "BIND('SERVICE@{}'AS?y)",
    "?s ?p 'x'@en.",
    "?s ?p 1.",
    "OPTIONAL{?s ?p true}",
    "{}UNION{}",
    "#SERVICE@{}\n",
    "#'\r",
    '#"""\n',
    "#\r",
)
_NOISE = (
    "'",
    '"',
    "'''",
    '"""',
    "#",
    "\r",
    "\n",
    " ",
    "\\",
    "<",
    ">",
    ".",
    "a",
    "1",
    "\\u0053",
    ":",
)
_PROLOGUES = ("", "PREFIX h: @ ", "PREFIX h: <http://x:> ", "PREFIXh:@", "BASE <http://x:>")
_FORMS = (
    "SELECT*{0}{{{1}}}",
    "ASK{0}{{{1}}}",
    "CONSTRUCT{{?s ?p ?o}}{0}WHERE{{{1}}}",
    "DESCRIBE ?s{0}{{{1}}}",
)
_FROM = (*[""] * 9, " FROM @", "FROM NAMED@", " FROM h:", "FROMagg:x", " LOAD @")


def draw(numbers: random.Random, address: str) -> str:
    """Return a query in which SERVICE, LOAD and FROM stand among what may hide them."""
    parts = [
        numbers.choice(_SERVICE if numbers.random() < 0.4 else _OTHER)
        for _ in range(numbers.randint(1, 5))
    ]
    body = numbers.choice(("", " ", "\n")).join(parts)
    for _ in range(numbers.choice((0, 0, 0, 0, 1, 2))):
        at = numbers.randrange(len(body))
        body = body[:at] + numbers.choice(_NOISE) + body[at + numbers.randint(0, 1) :]
    form = numbers.choice(_FORMS).format(numbers.choice(_FROM), body)
    return (numbers.choice(_PROLOGUES) + form).replace("@{", address + "{").replace("@", address)


@pytest.fixture(scope="module")
def store() -> Store:
    """A store in which the triple patterns of the drawn queries find something."""
    local = ("", "o", "Service", "x#", "x'", "p", "a.b")
    things = [NamedNode(TERMS + name) for name in local] + [NamedNode("http://x:")]
    store = Store()
    for thing in things:
        for verb in (TERMS + "p", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"):
            store.add(Quad(thing, NamedNode(verb), thing))
        for value in (Literal(1), Literal("x", language="en"), Literal(True)):
            store.add(Quad(thing, NamedNode(TERMS + "x"), value))
    return store


def ask(store: Store, query: str) -> bool:
    """Run a query without any guard to its end; return whether the engine could parse it."""
    try:
        found = store.query(
            query, base_iri=THINGS, prefixes=PREFIXES, use_default_graph_as_union=True
        )
        if not isinstance(found, QueryBoolean):
            for _ in found:
                pass
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        pass  # what the listener answers is no result
    return True


def passes(query: str) -> bool:
    try:
        refuse(query)
    except QueryError:
        return False
    return True


@pytest.mark.parametrize("form", HIDING)
def test_what_hides_service_reaches_the_listener_unguarded_and_is_refused(
    store: Store, listener: Listener, form: str
) -> None:
    query = form.replace("@", listener.address)
    assert ask(store, query)
    assert listener.requests
    with pytest.raises(QueryError, match=r"line \d+, column \d+: .*refused"):
        refuse(query)


def test_no_drawn_query_that_passes_reaches_the_listener(store: Store, listener: Listener) -> None:
    numbers = random.Random(SEED)
    parsed = 0
    for _ in range(HOW_MANY):
        query = draw(numbers, listener.address)
        if passes(query):
            parsed += ask(store, query)
            assert not listener.requests, query
    assert parsed > HOW_MANY / 20


def test_drawn_queries_would_reach_the_listener_unguarded(store: Store, listener: Listener) -> None:
    numbers = random.Random(SEED)
    refused = [q for q in (draw(numbers, listener.address) for _ in range(500)) if not passes(q)]
    for query in refused:
        ask(store, query)
    assert len(listener.requests) > len(refused) / 10


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "a"@move }',
        "PREFIX load: <http://example.org/> SELECT * { ?s load:x load: }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:x ?service . $load ?p ?o }",
        "SELECT * { ?s a ag:Service ; ag:validFrom ?from ; ag:from\\/x ?y }",
        "SELECT * { ?s a <https://w3id.org/aigraph/ns/Service> . _:load ?p ?o }",
        'SELECT * { ?s ?p \'Drop, LOAD and SERVICE\', """it\'s a "SERVICE" """, \'it\\\'s\' }',
        "SELECT * { ?s ?p ?o } # LOAD SERVICE DELETE",
        "SELECT * { ?s ?p '\\u0041\\U0001F600' }",
        "SELECT * { ?s <urn:\\u0061> <http://example.org/it's#service> FILTER(?o < 'b') }",
        "SELECT * FROM agg:derived FROM NAMED <../graph/things> { ?s ?p ?o }",
        "SELECT * FROM NAMEDagg:derived { ?s ?p ?o }",
    ],
)
def test_names_strings_and_remarks_are_no_commands(store: Store, query: str) -> None:
    assert ask(store, query)
    refuse(query)


@pytest.mark.parametrize("word", WRITING)
@pytest.mark.parametrize("form", ["{} <urn:a>", "ASK {{}} ; {}\nDATA", "{}#\r<urn:a>", "#\r{} ALL"])
def test_updates_are_refused(word: str, form: str) -> None:
    with pytest.raises(QueryError, match=f"{word} is refused"):
        refuse(form.format(word.lower()))


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <file:///etc/passwd>",
        "FROM NAMED <http://example.org/>",
        "FROM<http://example.org/>",
        "FROM#\r<http://example.org/>",
        "FROM <https://w3id.org/aigraph/graph/../../x>",
        "FROM <https://w3id.org/aigraph/graph/\\u002e./x>",
        "FROM <https://w3id.org/aigraph/graphs>",
        "FROM <x>",
        "FROM ag:x",
        "FROMag:x",
        "FROM NAMEDag:x",
        "FROMNAMEDag:x",
        "FROM agg:\\.\\.\\/x",
        "FROM unknown:x",
    ],
)
def test_from_names_graphs_of_the_release_only(clause: str) -> None:
    with pytest.raises(QueryError, match="graphs of this release"):
        refuse(f"SELECT * {clause} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "prologue",
    [
        "PREFIX agg: <file:///etc/>",
        "PREFIXagg:<file:///etc/>",
        "BASE <file:///etc/> PREFIX agg: <>",
    ],
)
def test_from_is_not_led_astray_by_a_prologue(prologue: str) -> None:
    with pytest.raises(QueryError, match="graphs of this release"):
        refuse(f"{prologue} SELECT * FROM agg:passwd {{ ?s ?p ?o }}")
    with pytest.raises(QueryError, match="graphs of this release"):
        refuse("BASE <https://w3id.org/aigraph/graph/x> SELECT * FROM <../passwd> { ?s ?p ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { \\u0053ERVICE <urn:a> {} }",
        "SELECT * { ?s ?p '\\u0027 SERVICE <urn:a> {} #' }",
        "SELECT * { ?s ?p ?o } # \\u000A SERVICE <urn:a> {}",
        "SELECT * { ?s <urn:a\\u003E> ?o }",
        "SELECT * { ?s ag:\\u0041 ?o }",
    ],
)
def test_escapes_that_other_engines_read_as_syntax_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"escape such as"):
        refuse(query)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM agg:derived { ?s ?p ?o }", True),
        ("SELECT*FROMagg:derived{ ?s ?p ?o }", True),
        ("SELECT * FROM NAMED <https://w3id.org/aigraph/graph/derived> { ?s ?p ?o }", True),
        ("SELECT ?from { ?s ag:validFrom ?from ; ag:p 'FROM agg:x' } # FROM agg:derived", False),
        ("SELECT ?xFROM { ?s ?p ?xFROM }", False),
    ],
)
def test_whether_a_query_names_graphs(query: str, named: bool) -> None:
    assert names_graphs(query) is named


@pytest.mark.parametrize("piece", ["a.", "'''", "<a", "'''a\\t", "SERVICE", "'\\u", "@a-", "ag:a."])
def test_long_queries_take_time_in_proportion(piece: str) -> None:
    # Twenty seconds would be a quadratic reader; a linear one takes a fraction of one.
    refuse_or_not = passes(piece * 30_000 + " LOAD")
    assert refuse_or_not in {True, False}
