"""The terminals of a query in, the places where a pattern searches for texts out.

Searching is a property, ``text:matches``, that stands where any verb may (SPARQL 1.1 Query, section
19.8, TriplesSameSubjectPath)::

    ?thing text:matches "words"
    (?thing ?score ?text ?kind) text:matches ("words" text:label text:alias 20)

No triple has this property: who finds such a pattern puts the answers in its place. This module reads as
much of the grammar of groups as it takes to know where a pattern begins and ends, and only for queries
that search; it judges nothing else, and what it cannot read is a syntax error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.store.sparql.query import unexpected
from kg.store.sparql.tokens import Kind, Token, position
from kg.store.texts.rows import TextKind
from kg.store.texts.search import Search
from kg.store.texts.words import read_terms
from kg.vocab import TEXT

MATCHES = TEXT["matches"]
KINDS = {TEXT[kind.name.lower()]: kind for kind in TextKind}
LIMIT = 1000  # hits of a pattern that does not say how many
MAX_LIMIT = 10_000
MAX_PATTERNS = 20
_COLUMNS = 4  # thing, score, text, kind

_BEFORE_GROUP = frozenset(["OPTIONAL", "MINUS", "UNION", "LATERAL", "WHERE"])
_TERMS = frozenset([Kind.IRI, Kind.NAME, Kind.VARIABLE, Kind.BLANK_NODE, Kind.NUMBER, Kind.STRING, Kind.WORD])
_ESCAPES = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class TextPattern:
    """A pattern that searches: the variables it binds, and the offset at which its answers belong."""

    variables: tuple[str, ...]
    search: Search
    place: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A verb with its objects, as places of tokens, and what is sought where the verb searches."""

    verb: int
    end: int
    searches: tuple[Search, ...]


def text_patterns(
    text: str, body: Sequence[Token], iri: Callable[[Token], str]
) -> tuple[list[TextPattern], list[tuple[int, int]]]:
    """Return the searching patterns of a query, and the stretches of it that answers take the place of.

    ``body`` are the tokens behind its prologue; ``iri`` gives what an IRI or a name stands for. Raises
    QuerySyntaxError with line and column, QueryRefusedError.
    """
    reading = _Reading(text, body, iri)
    try:
        reading.query()
    except RecursionError:
        raise QueryRefusedError("a query that searches for texts nests too many groups") from None
    if len(reading.found) > MAX_PATTERNS:
        raise QueryRefusedError(f"the query searches for texts more than {MAX_PATTERNS} times")
    return reading.found, reading.cuts


@dataclass(slots=True)
class _Reading:
    """Walks over the tokens; every method takes where to begin and returns where what follows begins."""

    text: str
    body: Sequence[Token]
    iri: Callable[[Token], str]
    found: list[TextPattern] = field(default_factory=list)
    cuts: list[tuple[int, int]] = field(default_factory=list)

    # ----------------------------------------------------------------- groups

    def query(self) -> None:
        at = 1
        if self._word(0) == "CONSTRUCT":
            at = self._template(1) if self._is(1, "{") else self._pattern_as_template(1)
        self._clauses(at)

    def _clauses(self, at: int) -> int:
        """Read clauses before the group, the group, and the modifiers behind it, up to a closing brace."""
        while not (self._ends(at) or self._is(at, "{") or self._is(at, "}")):
            at = self._brackets(at) if self._is(at, "(") else at + 1
        at = self._group(at) if self._is(at, "{") else at
        while not (self._ends(at) or self._is(at, "}")):
            at = self._brackets(at) if self._is(at, "(") else self._data(at) if self._is(at, "{") else at + 1
        return at

    def _template(self, at: int) -> int:
        end = self._data(at)
        self._refuse(range(at, end), "belongs into WHERE, not into what is constructed")
        return end

    def _pattern_as_template(self, at: int) -> int:
        self._refuse(range(at, len(self.body)), "needs CONSTRUCT { ... } WHERE { ... } in its long form")
        return at

    def _group(self, at: int) -> int:
        at += 1
        if self._word(at) == "SELECT":
            at = self._clauses(at + 1)
        while not (self._ends(at) or self._is(at, "}")):
            at = self._element(at)
        return at + 1

    def _element(self, at: int) -> int:
        if self._is(at, "{"):
            return self._group(at)
        match self._word(at):
            case word if word in _BEFORE_GROUP or self._is(at, "."):
                return at + 1
            case "GRAPH":
                return at + 2
            case "FILTER" | "BIND":
                return self._constraint(at + 1)
            case "SERVICE" | "VALUES":
                while not (self._ends(at) or self._is(at, "{")):
                    at += 1
                return self._data(at)
        return self._same_subject(at)

    def _constraint(self, at: int) -> int:
        """Read the brackets of an expression, or the group behind EXISTS."""
        while not (self._ends(at) or self._is(at, "(") or self._is(at, "{")):
            at += 1
        return self._brackets(at) if self._is(at, "(") else self._group(at)

    def _brackets(self, at: int) -> int:
        at += 1
        while not (self._ends(at) or self._is(at, ")")):
            inner = self._brackets if self._is(at, "(") else self._group if self._is(at, "{") else None
            at = inner(at) if inner else at + 1
        return at + 1

    def _data(self, at: int) -> int:
        """Read braces in which nothing is matched."""
        depth = 0
        while not self._ends(at):
            depth += self._is(at, "{") - self._is(at, "}")
            at += 1
            if not depth:
                break
        return at

    # ---------------------------------------------------------------- triples

    def _same_subject(self, at: int) -> int:
        start, at = at, self._node(at)
        entries: list[_Entry] = []
        while self._begins_verb(at):
            verb = at
            searches: tuple[Search, ...] = ()
            if self._is_matches(at):
                at, searches = self._sought_list(at + 1)
            else:
                at = self._objects(self._path(at))
            entries.append(_Entry(verb, at, searches))
            if not self._is(at, ";"):
                break
            while self._is(at, ";"):
                at += 1
        if any(entry.searches for entry in entries):
            self._add(start, entries, at)
        return at

    def _add(self, start: int, entries: Sequence[_Entry], end: int) -> None:
        """Note the searches among what is said of one subject, and what goes out of the text for them."""
        variables = self._variables(start, entries[0].verb)
        searches = [search for entry in entries for search in entry.searches]
        others = [entry.verb for entry in entries if not entry.searches]
        if len(variables) > 1 and (others or len(searches) > 1):
            raise self._wrong(entries[0].verb, "text:matches with a list of variables stands alone")
        place = self.body[start].start
        self.found += [TextPattern(variables, search, place) for search in searches]
        if not others:
            self.cuts.append((place, self.body[end - 1].end))
            return
        for number, entry in enumerate(entries):
            first, last = self.body[entry.verb].start, self.body[entry.end - 1].end
            if entry.searches and entry.verb < others[0]:  # the first that stays follows on the subject
                self.cuts.append((first, self.body[entries[number + 1].verb].start))
            elif entry.searches:
                self.cuts.append((first, last))

    def _variables(self, start: int, end: int) -> tuple[str, ...]:
        tokens = self.body[start:end]
        inner = tokens[1:-1] if tokens[0].text == "(" else tokens
        names = tuple(token.text for token in inner if token.kind is Kind.VARIABLE)
        if (
            len(names) != len(inner)
            or not 1 <= len(names) <= _COLUMNS
            or len({n[1:] for n in names}) < len(names)
        ):
            expected = "a variable, or up to four: (?thing ?score ?text ?kind)"
            raise self._wrong(start, f"before text:matches stands {expected}")
        return names

    def _node(self, at: int) -> int:
        if self._is(at, "("):
            at += 1
            while not (self._ends(at) or self._is(at, ")")):
                at = self._node(at)
            return at + 1
        if self._is(at, "["):
            return self._blank_node(at)
        if self._is(at, "+") or self._is(at, "-"):
            at += 1
        if self._ends(at) or self.body[at].kind not in _TERMS:
            raise unexpected(self.text, self.body, at, "a term of a triple pattern")
        literal = self.body[at].kind is Kind.STRING
        at += 1
        if literal and not self._ends(at) and self.body[at].kind is Kind.LANGUAGE:
            at += 1
        elif literal and self._is(at, "^") and self._is(at + 1, "^"):
            at += 3
        return at

    def _blank_node(self, at: int) -> int:
        at += 1
        while self._begins_verb(at):
            if self._is_matches(at):
                raise self._wrong(at, "text:matches needs a variable before it, not [ ]")
            at = self._objects(self._path(at))
            while self._is(at, ";"):
                at += 1
        if not self._is(at, "]"):
            raise unexpected(self.text, self.body, at, "]")
        return at + 1

    def _objects(self, at: int) -> int:
        at = self._node(at)
        while self._is(at, ","):
            at = self._node(at + 1)
        return at

    def _begins_verb(self, at: int) -> bool:
        if self._ends(at):
            return False
        token = self.body[at]
        named = token.kind in (Kind.VARIABLE, Kind.IRI, Kind.NAME) or token.text in ("^", "!", "(")
        return named or (token.kind is Kind.WORD and token.text == "a")

    def _path(self, at: int) -> int:
        if self.body[at].kind is Kind.VARIABLE:
            return at + 1
        at = self._step(at)
        while self._is(at, "/") or self._is(at, "|"):
            at = self._step(at + 1)
        return at

    def _step(self, at: int) -> int:
        while self._is(at, "^") or self._is(at, "!"):
            at += 1
        if self._is(at, "("):
            at += 1
            while not (self._ends(at) or self._is(at, ")")):
                at = self._step(at + (self._is(at, "/") or self._is(at, "|")))
            at += 1
        else:
            if self._is_matches(at):
                raise self._wrong(at, "text:matches cannot be part of a path")
            if self._ends(at) or not self._begins_verb(at):
                raise unexpected(self.text, self.body, at, "a property")
            at += 1
        while self._is(at, "*") or self._is(at, "+") or self._is(at, "?"):
            at += 1
        return at

    # ---------------------------------------------------------------- searches

    def _sought_list(self, at: int) -> tuple[int, tuple[Search, ...]]:
        at, search = self._sought(at)
        searches = [search]
        while self._is(at, ","):
            at, search = self._sought(at + 1)
            searches.append(search)
        return at, tuple(searches)

    def _sought(self, at: int) -> tuple[int, Search]:
        listed = self._is(at, "(")
        at += listed
        if self._ends(at) or self.body[at].kind is not Kind.STRING:
            raise unexpected(
                self.text, self.body, at, 'what is sought, such as "tariff*", behind text:matches'
            )
        string = at
        language = ""
        at += 1
        if not self._ends(at) and self.body[at].kind is Kind.LANGUAGE:
            language = self.body[at].text[1:]
            at += 1
        kinds: list[TextKind] = []
        limit = LIMIT
        while listed and not self._is(at, ")"):
            if not self._ends(at) and self.body[at].text.isdecimal():
                limit = self._limit(at)
            else:
                kinds.append(self._kind(at))
            at += 1
        try:
            terms = read_terms(_unescaped(self.body[string].text))
        except QuerySyntaxError as error:
            raise self._wrong(string, str(error)) from error
        return at + listed, Search(terms, limit, tuple(kinds), language)

    def _limit(self, at: int) -> int:
        digits = self.body[at].text
        limit = int(digits[:9])
        if not 1 <= limit <= MAX_LIMIT:
            raise self._wrong(at, f"text:matches gives 1 to {MAX_LIMIT:,} texts, not {digits[:9]}")
        return limit

    def _kind(self, at: int) -> TextKind:
        if self._ends(at) or self.body[at].kind not in (Kind.IRI, Kind.NAME):
            raise unexpected(self.text, self.body, at, "a number of texts, a kind such as text:label, or )")
        kind = KINDS.get(self.iri(self.body[at]))
        if kind is None:
            known = ", ".join(f"text:{kind.name.lower()}" for kind in TextKind)
            raise self._wrong(at, f"{self.body[at].text} is no kind of text; known are {known}")
        return kind

    # ------------------------------------------------------------------ tokens

    def _ends(self, at: int) -> bool:
        return at >= len(self.body)

    def _is(self, at: int, text: str) -> bool:
        return at < len(self.body) and self.body[at].text == text

    def _word(self, at: int) -> str:
        token = self.body[at] if at < len(self.body) else None
        return token.text.upper() if token is not None and token.kind is Kind.WORD else ""

    def _is_matches(self, at: int) -> bool:
        if self._ends(at) or self.body[at].kind not in (Kind.IRI, Kind.NAME):
            return False
        return self.iri(self.body[at]) == MATCHES

    def _refuse(self, places: range, why: str) -> None:
        for at in places:
            if self._is_matches(at):
                raise self._wrong(at, f"text:matches {why}")

    def _wrong(self, at: int, message: str) -> QuerySyntaxError:
        return QuerySyntaxError(message, *position(self.text, self.body[at].start))


def _unescaped(string: str) -> str:
    """Return the characters that a string of a query stands for (section 19.7)."""
    mark = 3 if string.startswith(('"""', "'''")) else 1

    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if code is None:
            return _LETTERS.get(match[3], match[3])
        number = int(code, 16)
        return chr(number) if number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"

    return _ESCAPES.sub(character, string[mark:-mark])
