"""Where a query is cut, what escapes stand for, and where a character stands."""

from __future__ import annotations

import re

import pytest

from aigraph.errors import QueryError
from aigraph.stores.guard import declared_prefixes, for_javascript, names_graphs, refuse
from aigraph.stores.tokens import TOKEN, Token, character, codepoints, place, tokens
from aigraph.vocab import PREFIXES, THINGS


def kinds(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(query)]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("<urn:a>", "address"),
        ("<urn:\\u0041>", "address"),
        ("<>", "address"),
        ("'a'", "text"),
        ('"a\\"b"', "text"),
        ("''", "text"),
        ("'''a'b''c\nd'''", "text"),
        ('"""a\\""""', "text"),
        ("''''''", "text"),
        ("'\\U0010FFFF'", "text"),
        ("ag:x", "name"),
        (":", "name"),
        ("a.b:c.d", "name"),
        ("ag:x\\#y%41", "name"),
        ("ag:0", "name"),
        ("_:a1.b", "node"),
        ("?x", "variable"),
        ("$x1", "variable"),
        ("@en-GB", "language"),
        ("@en--ltr", "language"),
        ("SELECT", "word"),
        ("a.b", "word"),
        ("芯片", "word"),
        ("-12", "word"),
        ("_", "word"),
        ("# to the end", "remark"),
        ("#", "remark"),
        ("{", "other"),
        ("\\", "other"),
        ("<", "other"),
        ("'", "other"),
        ("?", "other"),
    ],
)
def test_each_kind_of_token_is_one_token(query: str, kind: str) -> None:
    assert kinds(query) == [(kind, query)]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("1<2", ["1", "<", "2"]),
        ("1<2 && 3>2", ["1", "<", "2", "&", "&", "3", ">", "2"]),
        ("ag:x.", ["ag:x", "."]),
        ("ag:x..y.z", ["ag:x..y", ".", "z"]),
        ("a. b", ["a", ".", "b"]),
        ("'a\nb'", ["'", "a", "b", "'"]),
        ("'\\x'", ["'", "\\", "x", "'"]),
        ("'\\ud800'", ["'", "\\", "ud800", "'"]),
        ("'\\U00110000'", ["'", "\\", "U00110000", "'"]),
        ("'''a''", ["''", "'a'", "'"]),
        ("#a\nb#c\rd", ["#a", "b", "#c", "d"]),
        ("<a b>", ["<", "a", "b", ">"]),
        ("ag:%4", ["ag:", "%", "4"]),
        ("'a'@en.SERVICE", ["'a'", "@en", ".", "SERVICE"]),
        ("trueSERVICE<urn:a>", ["trueSERVICE", "<urn:a>"]),
        ("?xSERVICE", ["?xSERVICE"]),
        ("", []),
        (" \t\r\n", []),
    ],
)
def test_tokens_end_where_the_grammar_ends_them(query: str, parts: list[str]) -> None:
    assert [text for _, text in kinds(query)] == parts


def test_a_token_knows_where_it_starts_and_a_name_its_two_parts() -> None:
    found = list(tokens("ASK { ag:x :y z: 'ag:t' }"))
    assert [(token.start, token.prefix, token.local) for token in found] == [
        (0, "", ""),
        (4, "", ""),
        (6, "ag", "x"),
        (11, "", "y"),
        (14, "z", ""),
        (17, "", ""),
        (24, "", ""),
    ]


def test_an_address_is_what_stands_between_its_brackets() -> None:
    assert Token("address", "<urn:\\u0041\\U0001F600>", 0).address == "urn:A\U0001f600"
    assert Token("address", "<>", 0).address == ""


@pytest.mark.parametrize(
    ("escape", "value"),
    [
        ("\\u0000", "\0"),
        ("\\u00e4", "ä"),
        ("\\uFFFF", "\uffff"),
        ("\\U0010FFFF", "\U0010ffff"),
        ("\\U00110000", ""),
    ],
)
def test_an_escape_stands_for_one_character_or_none(escape: str, value: str) -> None:
    assert character(escape) == value
    assert codepoints(f"a{escape}b") == [value]


def test_short_escapes_stand_for_nothing() -> None:
    assert codepoints("\\u004 \\U0000004 \\n u0041") == []


@pytest.mark.parametrize(
    ("before", "where"),
    [("", (1, 1)), ("abc", (1, 4)), ("\n", (2, 1)), ("a\nbc\n\nd", (4, 2)), ("a\rb", (1, 4))],
)
def test_lines_and_columns_are_counted_from_one(before: str, where: tuple[int, int]) -> None:
    assert place(before + "x\ny", len(before)) == where


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK {}\n  SERVICE <urn:a> {}", "line 2, column 3: SERVICE is refused"),
        ("ASK {} ; LOAD <urn:a>", "line 1, column 10: LOAD is refused"),
        ("myservices", "line 1, column 1: SERVICE is refused"),
        ("ASK { ?s ?p 'LOAD' } #\n with", "line 2, column 2: WITH is refused"),
        ("ASK { SERVICEag:x {} }", "line 1, column 7: SERVICE is refused"),
        ("ASK { xSERVICESILENTag:x {} }", "line 1, column 7: SERVICE is refused"),
        (
            "PREFIX h: <http://x:> ASK { ?s h:service ?o }",
            "line 1, column 32: this name is refused, since it can be read in two ways;"
            " write <its address>",
        ),
        (
            "ASK { FILTER(?a<'x'>'') } # SERVICE",
            "line 1, column 16: this '<' is refused, since it can be read in two ways;"
            " put a blank after it",
        ),
        (
            "ASK {}\nFROM ag:x",
            "line 2, column 6: FROM may only name graphs of this release",
        ),
        (
            "ASK {} FROM NAMED ag:x",
            "line 1, column 19: FROM may only name graphs of this release",
        ),
        (
            "ASK { LOAD ag:a\\ ?o }",
            "line 1, column 16: this '\\' is refused; it escapes nothing here",
        ),
        (
            "ASK { ?s ?p \\u0041 }",
            "line 1, column 13: an escape such as \\u0041 is refused here;"
            " write the character itself",
        ),
        (
            "ASK { ?s ?p '\\u0022' }",
            "line 1, column 13: an escape such as \\u0041 is refused here;"
            " write the character itself",
        ),
    ],
)
def test_a_refusal_says_where_and_why(query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        refuse(query)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p <urn:it's> }",
        "ASK { ?s ?p 'x' } # LOAD",
        "ASK { ?s <http://example.org/a#b> 'FROM' }",
        "ASK { ?s <http://example.org/it's> ?from . ?s ag:from ?o }",
        "PREFIX h: <http://example.org/> ASK { ?s h:SERVICE ?o }",
        "PREFIX h: <urn:x:> ASK { ?s h:from\\/x%41 ?o }",
        "SELECT * FROM <https://w3id.org/aigraph/graph/derived> {}",
        "SELECT * FROM agg:derived FROM NAMED agg:things {}",
        "ASK FROM <../graph/derived> { ?s a ?o }",
        "ASK { ?s ?p '\\u0041', <urn:\\u0041> } # \\u0041",
        "ASK { ?s ?p 'LOAD', ag:load, ?load, _:load, 'a'@load }",
        "ASK { ?s ag:WITHIN ?o } # ADDED",
        "SELECT (?a AS ?withdrawn) { ?s ag:p 'CREATE' }",
    ],
)
def test_what_is_harmless_passes(query: str) -> None:
    refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <https://w3id.org/aigraph/graph/x/../../y> {}",
        "SELECT * FROM <https://w3id.org/aigraph/graph/..> {}",
        "SELECT * FROM <https://w3id.org/aigraph/graph/x/.> {}",
        "PREFIX agg: <http://example.org/> SELECT * FROM agg:x {}",
        "PREFIX agg: <https://w3id.org/aigraph/graph/> PREFIX agg: <urn:> SELECT * FROM agg:x {}",
        "PREFIX : <urn:> SELECT * FROM : {}",
        "BASE <http://example.org/x/> SELECT * FROM <../graph/things> {}",
        "base <http://example.org/x/> SELECT * FROM NAMED <../graph/things> {}",
        "SELECT * FROM_:x {} FROM <y>",
    ],
)
def test_graphs_of_other_places_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="FROM may only name graphs of this release"):
        refuse(query)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <urn:a> {}", True),
        ("SELECT * FROM unknown:a {}", True),
        ("SELECT * FROMNAMEDagg:a {}", True),
        ("SELECT * { ?s ag:from ?o }", False),
        ("SELECT * {} # FROM <urn:a>", False),
        ("SELECT * { 'FROM' }", False),
        ("SELECT * FROM", False),
        ("SELECT * { FROMage:x }", False),
    ],
)
def test_a_query_names_graphs_only_behind_a_keyword(query: str, named: bool) -> None:
    assert names_graphs(query) is named


def test_a_prefix_of_the_query_takes_the_place_of_a_usual_one() -> None:
    found = declared_prefixes("PREFIX ag: <urn:1> PREFIX ag: <urn:2> PREFIX : <urn:3> ASK { ag:x }")
    assert found == {**PREFIXES, "ag": "urn:2", "": "urn:3"}
    assert declared_prefixes("ASK { ag: <urn:a> }")["ag"] == "urn:a"
    assert declared_prefixes("ASK { ag:x <urn:a> } # PREFIX x: <urn:b>") == dict(PREFIXES)
    glued = declared_prefixes("PREFIXex:<urn:4>ASK{}")
    assert (glued["ex"], glued["PREFIXex"]) == ("urn:4", "urn:4")


def test_the_page_gets_the_same_words_and_whole_patterns() -> None:
    found = for_javascript()
    assert found["token"].count("(?<") >= TOKEN.count("(?P<") == 12
    assert "(?P<" not in found["token"]
    assert found["fetching"] == "SERVICE"
    assert {"CREATE", "COPY", "MOVE", "LOAD", "ADD", "WITH"} <= set(found["writing"])
    assert found["base"] == THINGS
    for name in ("namespace", "local", "scheme"):
        assert found[name].startswith("^")
    matches = {
        "namespace": ("http://example.org/", "urn:x:"),
        "local": ("a.b", ""),
        "scheme": ("urn:x", "http://x"),
    }
    misses = {"namespace": ("http://x:", "x"), "local": ("a.from", "a b"), "scheme": ("x", "1:")}
    for name, texts in matches.items():
        assert all(re.search(found[name], text) for text in texts)
        assert not any(re.search(found[name], text) for text in misses[name])
    assert set(found["ends"]["remark"]) == {"\n", "\r"}
    assert {"<", ">", "\\"} <= set(found["ends"]["address"])
    assert {"'", '"', "\n"} <= set(found["ends"]["text"])


@pytest.mark.parametrize(
    "word",
    ["load", "Clear", "DROP", "CREATE", "ADD", "MOVE", "COPY", "INSERT", "DELETE", "WITH"],
)
def test_every_word_that_begins_an_update_in_the_grammar_is_refused(word: str) -> None:
    with pytest.raises(QueryError, match=f"line 1, column 1: {word.upper()} is refused"):
        refuse(f"{word} <urn:a> TO <urn:b>")
