"""Ways through the parse, as a rule writes them: ``pobj with < prep {coop}`` leads from a name to the noun it hangs on.

Each step names the relation of the word one stands on (several parted by ``|``) and what the word it hangs on must be; ``>``
instead of ``<`` before a step leads down: the relation is that of a word that hangs on the one reached. Parsers go wrong where
prepositions attach and where lists are long, so a step also tries the words that stand in for the head (``_heads``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

_STEP = re.compile(r"(?P<dep>[A-Za-z]+(?:\|[A-Za-z]+)*)(?:\s+(?P<word>\S.*))?")
_MARKS = re.compile(r"\s*([<>])\s*")
_PREPOSITION_LINKS = frozenset({"prep", "agent", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
_VERBAL = frozenset({"VERB", "AUX"})
_LONGEST_CHAIN = 12


@dataclass(frozen=True)
class Step:
    """One step: ``down`` or up, the relation, and what the word must be (None: anything). ``known`` remembers answers."""

    down: bool
    relations: frozenset[str]
    word: re.Pattern[str] | None
    known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def takes(self, token: Token) -> bool:
        """Whether ``token`` is such a word, in any letter case."""
        if self.word is None:
            return True
        answer = self.known.get(token.lower_)
        if answer is None:
            answer = self.known[token.lower_] = self.word.fullmatch(token.lower_) is not None
        return answer


def steps(text: str, pattern: Callable[[str], re.Pattern[str]]) -> tuple[Step, ...]:
    """The steps that a rule writes; ``pattern`` compiles what it says of a word. Raises ``ValueError`` naming the step."""
    found: list[Step] = []
    down = False
    for part in _MARKS.split(text.strip()):
        if part in {"<", ">"}:
            down = part == ">"
        elif part or found:
            match = _STEP.fullmatch(part)
            if match is None:
                raise ValueError(f"{part!r} is no step; write it as 'relation words', e.g. 'pobj with < prep {{coop}}'")
            word = match.group("word")
            found.append(Step(down, frozenset(match.group("dep").split("|")), pattern(word.strip()) if word else None))
    return tuple(found)


def ends(token: Token, path: Sequence[Step]) -> Iterator[Token]:
    """The words that the path leads to from ``token``."""
    step = path[0]
    if step.down:
        reached = [child for child in token.children if child.dep_ in step.relations and step.takes(child)]
    elif token.dep_ in step.relations:
        reached = [head for head in _heads(token) if step.takes(head)]
    else:
        reached = []
    for one in reached:
        if len(path) == 1:
            yield one
        else:
            yield from ends(one, path[1:])


def ends_of_subject(verb: Token, path: Sequence[Step]) -> Iterator[Token]:
    """The words that the path leads to from the subject of ``verb``, which the parser did not see as one."""
    step = path[0]
    if step.down or "nsubj" not in step.relations:
        return
    for one in predicates(verb):
        if step.takes(one):
            if len(path) == 1:
                yield one
            else:
                yield from ends(one, path[1:])


def _heads(token: Token) -> Iterator[Token]:
    """What a word hangs on: its head, the heads that this is a conjunct of, and what the parser may have passed over."""
    head = token.head
    if token.dep_ in _SUBJECTS:
        yield from predicates(head)
        return
    yield head
    if token.dep_ in _PREPOSITION_LINKS:
        yield from (one for one in _before(token) if one is not head)
    seen = 0
    while head.dep_ == "conj" and head.pos_ in _NOMINAL and seen < _LONGEST_CHAIN:
        head = head.head
        seen += 1
        yield head


def _before(preposition: Token) -> Iterator[Token]:
    """The words right before a preposition: adverbs, then a noun, verb or participle ("worked closely with")."""
    at = preposition.i - 1
    while at >= 0 and preposition.doc[at].pos_ == "ADV":
        yield preposition.doc[at]
        at -= 1
    if at >= 0 and preposition.doc[at].pos_ in _NOMINAL | _VERBAL:
        yield preposition.doc[at]


def predicates(verb: Token) -> Iterator[Token]:
    """A verb with those coordinated with it and those it begins ("continued to support and train")."""
    yield verb
    for child in verb.children:
        if child.dep_ in {"conj", "xcomp"} and child.pos_ in _VERBAL and not any(c.dep_ in _SUBJECTS for c in child.children):
            yield from predicates(child)


def over(token: Token) -> Iterator[Token]:
    """Every word above ``token`` in its sentence."""
    seen = 0
    while token.head is not token and seen < 60:
        token = token.head
        seen += 1
        yield token
