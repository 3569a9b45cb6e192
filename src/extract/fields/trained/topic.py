"""What a training was about, in the words of the text: the noun phrase behind "on", "in", "about" beside the training or its people."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from extract.fields.trained.people_verdict import PeopleVerdict
from extract.fields.verdict import Evidence
from extract.language.mention import Mention
from extract.language.view import ParagraphView

_NO_TOPIC = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERSON", "NORP"})
_TELLS = frozenset({"learner", "awareness", "mentoring"})
# Where the noun phrase of a topic ends: at a clause of its own, and at what says for whom, by whom, where.
_STOPS = frozenset({"relcl", "acl", "advcl", "appos", "parataxis", "punct"})
_GAP, _LONGEST = 3, 14


def topic_of(view: ParagraphView, one: PeopleVerdict) -> Mention | None:
    """The topic and where it stands; None where the sentence says none."""
    people = one.people
    leads = [found for found in one.evidence if found.cue.speaks_for == "topic"]
    anchors = [found.hit.end for found in one.evidence if found.cue.speaks_for in _TELLS] + [people.end, people.text_end]
    near = [found for found in leads if any(0 <= _tokens_between(view, at, found) <= _GAP for at in anchors)]
    for found in sorted(near, key=lambda found: min(abs(found.hit.start - at) for at in anchors)):
        phrase = _phrase(view.tokens(found.hit.end, view.sentence(people.start)[1]), people.start)
        if phrase is not None:
            start, end = phrase
            return Mention(start, end, view.text[start:end], found.cue.id)
    return None


def _tokens_between(view: ParagraphView, at: int, found: Evidence) -> int:
    return view.token_at(found.hit.start) - view.token_at(at)


def _phrase(tokens: Sequence[Token], people: int) -> tuple[int, int] | None:
    """The noun phrase with which some tokens begin, if it may be a topic."""
    last: Token | None = None
    for place, token in enumerate(tokens[:_LONGEST]):
        if token.idx == people or token.dep_ in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "IN", "WDT", "WP", "TO"}:
            if (token.lower_ == "of" and last is not None) or (token.text == "," and _listed(tokens, place)):
                continue
            break
        if token.ent_type_ in _NO_TOPIC:
            if last is None:
                return None
            break
        if token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}:
            last = token if token.pos_ != "ADJ" else last
        elif token.pos_ == "NUM" and last is None:
            return None
    if last is None or last.idx < tokens[0].idx:
        return None
    first = tokens[1] if tokens[0].lower_ in {"the", "a", "an"} and len(tokens) > 1 else tokens[0]
    return (first.idx, last.idx + len(last)) if first.idx <= last.idx else None


def _listed(tokens: Sequence[Token], place: int) -> bool:
    """Whether a comma stands between two nouns of a list that ends in "and"."""
    following = tokens[place + 1 : place + 5]
    return bool(following) and following[0].pos_ in {"NOUN", "ADJ", "PROPN"} and any(one.lower_ == "and" for one in following)
