"""One matcher for all fields: the rules of ``patterns/*/evidence.yaml``, found in a paragraph in one pass.

A rule is evidence by default: it says what it ``speaks_for`` and the judge weighs it. ``verdict`` (``yes``, ``no``, or a role) makes it
decide where it stands in its ``scope``: with ``veto: true``, or where an analyst laid it over the bundled rules. See docs/rules.md.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

import lemminflect
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.rules.load import Patterns, Rule

Scope = Literal["sentence", "before", "after", "inside", "whole", "paragraph"]
FIELDS_FILE = "evidence.yaml"
_KEYS = frozenset({"speaks_for", "like", "verbs", "nouns", "words", "tokens", "scope", "verdict", "veto", "priority", "within"})
# How far, in tokens, a cue with the scope before or after may stand from what it speaks of, where the rule does not say.
_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Cue:
    """One rule: what it speaks for (``learner``, ``planned``, ``funder``, …), where it must stand, and whether it decides.

    ``field`` is the folder of its file (``trained``); ``like`` is the bundled rule that it is weighed as (its own id, where it is one); ``verdict`` is None for evidence; ``final`` marks a veto or an analyst's rule,
    ``priority`` orders these (higher first, an analyst's before a bundled one); ``within`` is a distance in tokens.
    """

    id: str
    field: str
    reason: str
    speaks_for: str
    like: str
    scope: Scope
    verdict: str | None
    final: bool
    priority: int
    within: int


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Where a cue's words stand: characters of the text, half-open."""

    start: int
    end: int
    rule: str


@functools.lru_cache(maxsize=8)
def cues_of(patterns: Patterns) -> Mapping[str, Cue]:
    """The cues of all fields by id, an analyst's first. Raises ``PatternError`` where a rule does not say what it must."""
    rules = {rule.id: rule for _, rule in _rules(patterns)}
    found = [_cue(rule, field, rules) for field, rule in _rules(patterns)]
    ranked = sorted(found, key=lambda cue: -cue.priority)
    return {cue.id: cue for cue in ranked}


def _rules(patterns: Patterns) -> Iterator[tuple[str, Rule]]:
    for name in sorted(patterns.rules):
        folder, _, file = name.partition("/")
        if file == FIELDS_FILE:
            yield from ((folder, rule) for rule in patterns.rules[name])


def _cue(rule: Rule, field: str, rules: Mapping[str, Rule]) -> Cue:
    body = rule.body
    unknown = set(body) - _KEYS
    if unknown:
        raise rule.wrong(f"has no use for {', '.join(sorted(unknown))}; there are: {', '.join(sorted(_KEYS))}")
    if not any(body.get(key) for key in ("verbs", "nouns", "words", "tokens")):
        raise rule.wrong("needs at least one of verbs, nouns, words, tokens")
    for key in ("verbs", "nouns", "words"):
        if not _is_texts(body.get(key, [])):
            raise rule.wrong(f"{key} must be a list of words (put words such as on, no and yes in quotes)")
    verdict = body.get("verdict")
    if verdict is not None and not isinstance(verdict, str):
        raise rule.wrong('verdict must be a word in quotes: "yes", "no", or a role')
    like = body.get("like", rule.id)
    if like not in rules:
        raise rule.wrong(f"is to be weighed like {like}, but no evidence.yaml has such a rule")
    speaks_for = body.get("speaks_for") or rules[like].body.get("speaks_for") or verdict
    if not isinstance(speaks_for, str):
        raise rule.wrong("needs speaks_for (what it is evidence of), like (a rule that it is weighed as) or a verdict")
    scope = body.get("scope", "sentence")
    if scope not in get_args(Scope):
        raise rule.wrong(f"scope must be one of {', '.join(get_args(Scope))}")
    own = rule.laid_over
    return Cue(
        id=rule.id,
        field=field,
        reason=rule.reason,
        speaks_for=speaks_for,
        like=like,
        scope=cast(Scope, scope),
        verdict=verdict,
        final=verdict is not None and (bool(body.get("veto")) or own),
        priority=int(body.get("priority", 0)) + (1000 if own else 0),
        within=int(body.get("within", _WITHIN)),
    )


def _is_texts(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) and one.strip() for one in given)


class CueMatcher:
    """Finds the words of every cue of every field in a text, all in one pass.

    Words are matched without regard to letter case; base forms in all their forms, which lemminflect gives, so that no tagger is asked.
    """

    def __init__(self, vocab: Vocab, patterns: Patterns) -> None:
        self.cues = cues_of(patterns)
        self._phrases = PhraseMatcher(vocab, attr="LOWER")
        self._tokens = Matcher(vocab)
        for _, rule in _rules(patterns):
            self._add(vocab, rule)

    def _add(self, vocab: Vocab, rule: Rule) -> None:
        spellings = _spellings(rule.body)
        if spellings:
            self._phrases.add(rule.id, [_doc(vocab, words) for words in spellings])
        tokens: Sequence[list[dict[str, Any]]] = rule.body.get("tokens") or []
        if tokens:
            try:
                self._tokens.add(rule.id, list(tokens))
            except ValueError as error:
                raise rule.wrong(f"tokens: {str(error).splitlines()[0]}") from None

    def find(self, doc: Doc) -> tuple[Hit, ...]:
        """All cues that stand in a text, in order of place."""
        strings = doc.vocab.strings
        found = {Hit(*_chars(doc, start, end), strings[key]) for key, start, end in self._phrases(doc)}
        if len(self._tokens):
            found |= {Hit(*_chars(doc, start, end), strings[key]) for key, start, end in self._tokens(doc)}
        return tuple(sorted(found))


def _chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def _doc(vocab: Vocab, words: tuple[str, ...]) -> Doc:
    return Doc(vocab, words=list(words))


def _spellings(body: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """All the forms of a rule's words, each as its tokens: hyphens and apostrophes stand apart, as spaCy parts them."""
    forms: dict[tuple[str, ...], None] = {}
    for word in body.get("words", ()):
        forms[_parted(word)] = None
    for key, tag in (("verbs", "VERB"), ("nouns", "NOUN")):
        for word in body.get(key, ()):
            for form in inflected(word, tag):
                forms[_parted(form)] = None
    return list(forms)


def inflected(word: str, tag: str) -> list[str]:
    """A base form and its other forms (``train``: trains, trained, training); of several words, and behind hyphens, the last."""
    cut = max(word.rfind(" "), word.rfind("-")) + 1
    head, last = word[:cut], word[cut:]
    known = lemminflect.getAllInflections(last, tag) or lemminflect.getAllInflectionsOOV(last, tag)
    return list(dict.fromkeys([word, *(head + form for forms in known.values() for form in forms)]))


def _parted(words: str) -> tuple[str, ...]:
    spaced = words.lower().replace("-", " - ").replace("’", "'")
    return tuple(spaced.split())
