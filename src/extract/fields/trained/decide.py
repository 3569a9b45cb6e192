"""Whether a number of people learned: the cues of ``cues.yaml`` and ``tellings.yaml`` on what stands around it and on the parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from extract.fields.trained.people import People
from extract.fields.trained.rules import Cue, Step, TrainedRules
from extract.fields.trained.scene import FINITE, Scene

_FARTHEST = 420
# A clause that describes the training before it: its verbs say nothing else.
_DESCRIBED = re.compile(r"(?: \w+)? (?:that|which|aimed|aiming|designed|intended|meant)\b")
# A training named by its matter: one verb in the present may stand in that ("training on records management").
_ON = re.compile(r"(?: \w+){0,2} (?:on|in|about|regarding)\b")
# The people told of again: "picked 300 guards and trained them", "went to Graz, where they learned".
_OF_THEM = re.compile(r"\b(?:them|they)\b")
_IN_WORDS = {
    "before": "the words right before the number",
    "after": "the words right behind the group",
    "group": "the group itself",
    "sentence": "the sentence",
    "previous": "the sentence before",
    "next": "the sentence behind",
    "left": "a word of the list “{}” to the left, with no other statement between",
    "right": "a word of the list “{}” to the right, with no other statement between",
    "holds": "a word of the list “{}” in the clause",
    "path": "the path up the parse",
    "clause": "another statement stands between the people and the words behind them",
    "noun": "a noun that is known for people",
    "unless_before": "the words right before the number (they must not stand there)",
    "unless_after": "the words right behind the group (they must not stand there)",
    "unless_next": "the sentence behind (words that must not stand there)",
    "unless_sentence": "the sentence (words that must not stand there)",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the cues say of a number of people.

    ``cue`` is the one that holds, or that came nearest (``failed`` then names its condition that does not hold); ``start`` and
    ``end`` span its words and the number; ``verb`` is the token through which the parse ties the people to learning, if one
    does; ``words`` where the words of its lists stand; ``also`` the other cues that hold, with their spans.
    """

    cue: Cue
    start: int
    end: int
    failed: str | None = None
    verb: Token | None = None
    words: tuple[tuple[str, int, int], ...] = ()
    also: tuple[tuple[str, int, int], ...] = ()

    @property
    def learned(self) -> bool:
        """Whether the people learned."""
        return self.failed is None and not self.cue.no

    def why_not(self) -> str:
        """Why the people are not taken, in words."""
        if self.failed is None:
            return self.cue.reason
        words = _IN_WORDS[self.failed].format(self.cue.words.get(self.failed, ""))
        return f"nearest, but does not hold: {words}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number of people stands: its sentence, and where the words before and behind it begin that a cue may hold.

    What may stand between the cue and the people (the lists lead_in and apposition) is left out.
    """

    start: int
    end: int
    left: int
    right: int
    people: People
    others: tuple[People, ...]


@dataclass
class _Met:
    """What of a cue has been met so far: how many conditions, where, and through which words."""

    spans: list[tuple[int, int]]
    count: int = 0
    before: int | None = None
    behind: int | None = None
    verb: Token | None = None
    words: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, name: str, word: tuple[int, int]) -> None:
        """A word of a list stands where the cue wants one."""
        self.count += 1
        self.spans.append(word)
        self.words.append((name, *word))


class Decider:
    """Asks the cues, in the order of their file: the first that holds decides."""

    def __init__(self, rules: TrainedRules) -> None:
        self.rules = rules
        lead = rules.lists["lead_in"].pattern
        self.apposition = re.compile(rf",? \(?{rules.lists['apposition'].pattern}[,)]", re.IGNORECASE)
        self.lead_in = re.compile(rf"(?:^|(?<=\s)|(?<=[(:,]))(?:{lead})[ ,]*$", re.IGNORECASE)

    def decide(self, scene: Scene, people: People, others: Sequence[People]) -> Verdict | None:
        """The verdict on one number; None where no cue has anything in common with it."""
        start, end = scene.sentence(people.start)
        left, right = self._left(scene.text, start, people.start), self._right(scene.text, people.behind, end)
        place = _Place(start, end, left, right, people, tuple(others))
        nearest: tuple[int, Verdict] | None = None
        for cue in self.rules.cues:
            if people.labelled != cue.labelled and ((people.labelled and cue.no) or cue.labelled):
                continue
            if people.bare and not cue.bare and not cue.no:
                continue
            met, verdict = self._ask(scene, place, cue)
            if verdict.failed is None:
                return verdict if cue.no else self._supported(scene, place, verdict)
            if not cue.no and met and (nearest is None or met > nearest[0]):
                nearest = met, verdict
        return nearest[1] if nearest else None

    def _supported(self, scene: Scene, place: _Place, verdict: Verdict) -> Verdict:
        """A verdict with the other cues that hold as well: they tell a reader, and a check of the rules, how sure it is."""
        behind = self.rules.cues[self.rules.cues.index(verdict.cue) + 1 :]
        asked = [self._ask(scene, place, cue)[1] for cue in behind if _may_support(cue, place.people)]
        return replace(verdict, also=tuple((one.cue.id, one.start, one.end) for one in asked if one.failed is None))

    def _left(self, text: str, start: int, at: int) -> int:
        """Where the words before a number end, those that may stand between a cue and it left out."""
        while True:
            words = text[start:at].rstrip(" ,")
            trimmed = start + len(words) if text[start:at].strip() else at
            found = self.lead_in.search(text[start:at].rstrip() + "")
            if not found or found.end() == found.start():
                return start + len(text[start:at].rstrip()) if trimmed else at
            at = start + found.start()

    def _right(self, text: str, at: int, end: int) -> int:
        """Where the words behind a group begin, an apposition left out (", most of them women,")."""
        found = self.apposition.match(text, at, end)
        return found.end() if found else at

    def _ask(self, scene: Scene, place: _Place, cue: Cue) -> tuple[int, Verdict]:
        """How many conditions of a cue are met, and its verdict."""
        people = place.people
        found = _Met([(people.start, people.text_end)])
        if not people.known and not cue.any_noun and not cue.no:
            return 0, Verdict(cue, people.start, people.end, "noun")
        for part in (self._texts, self._words_beside, self._parse):
            failed = part(scene, place, cue, found)
            if failed:
                return found.count, Verdict(cue, people.start, people.end, failed)
        inside = [(start, end) for start, end in found.spans if place.start <= start and end <= place.end]
        start, end = min(start for start, _ in inside), max(end for _, end in inside)
        return found.count, Verdict(cue, start, end, None, found.verb, tuple(found.words))

    def _texts(self, scene: Scene, place: _Place, cue: Cue, met: _Met) -> str | None:
        """The first condition on the text around that does not hold; None where all do."""
        for key, pattern in cue.texts.items():
            found = pattern.search(_stretch(scene, place, key))
            if bool(found) == key.startswith("unless_"):
                return key
            met.count += not key.startswith("unless_")
            if found and key == "before":
                met.before = place.start + found.start()
                met.spans.append((met.before, place.left))
            elif found and key == "after":
                if not self._plain(scene, place, found.end()):
                    return "clause"
                met.behind = place.right + found.end()
                met.spans.append((place.right, met.behind))
        return None

    def _words_beside(self, scene: Scene, place: _Place, cue: Cue, met: _Met) -> str | None:
        """Which word beside the people is missing: ``left`` or ``right``; None where none is."""
        for key in ("left", "right"):
            if key not in cue.words:
                continue
            name = cue.words[key]
            if key == "left":
                word = self._word_left(scene, place, name, place.left if met.before is None else met.before)
            else:
                word = self._word_right(scene, place, name, place.right if met.behind is None else met.behind)
            if word is None:
                return key
            met.add(name, word)
        return None

    def _parse(self, scene: Scene, place: _Place, cue: Cue, met: _Met) -> str | None:
        """Which condition on the parse does not hold: ``path`` or ``holds``; None where both do."""
        if not cue.path:
            return None
        verb = self._climb(scene, place.people, cue.path)
        if verb is None:
            return "path"
        met.verb = verb
        met.count += 1
        met.spans.append((verb.idx, verb.idx + len(verb)))
        if "holds" in cue.words:
            held = self._held(scene, place.people, verb, cue.words["holds"], place)
            if held is None:
                return "holds"
            met.add(cue.words["holds"], held)
        return None

    def _word_left(self, scene: Scene, place: _Place, name: str, at: int) -> tuple[int, int] | None:
        """The nearest word of a list to the left, if what stands between says nothing else."""
        found = scene.within(name, place.start, at)
        if not found or at - found[-1][1] > _FARTHEST:
            return None
        start, end = found[-1]
        return (start, end) if self._bridged(scene, place, end, at, (start, end)) else None

    def _word_right(self, scene: Scene, place: _Place, name: str, at: int) -> tuple[int, int] | None:
        found = scene.within(name, at, place.end)
        if not found or found[0][0] - at > _FARTHEST:
            return None
        start, end = found[0]
        return (start, end) if self._bridged(scene, place, at, start, (start, end)) else None

    def _bridged(self, scene: Scene, place: _Place, start: int, end: int, word: tuple[int, int]) -> bool:
        """Whether a stretch holds no other statement: no verb but those that carry, no semicolon, no aid given."""
        stretch = scene.text[start:end]
        if ";" in stretch and "(" not in stretch:
            return False
        if not _lists_on(stretch) and any(_stands_between(scene, other, start, end, place.people) for other in place.others):
            return False
        return self._no_other_verb(scene, start, end, word)

    @staticmethod
    def _no_other_verb(scene: Scene, start: int, end: int, word: tuple[int, int]) -> bool:
        """Whether all finite verbs of a stretch carry a training to its people, or hang below its word; and no aid is handed out."""
        handed_out, strange, told = None, 0, False
        described = _DESCRIBED.match(scene.text, start)
        for token in scene.tokens(start, end):
            if token.tag_ in FINITE or (token.tag_ in {"VBN", "VBG", "VB"} and token.pos_ == "VERB"):
                if scene.is_in("carry", token) or token.pos_ == "AUX":
                    handed_out = token.idx if scene.is_in("hand_out", token) else None if token.pos_ == "VERB" else handed_out
                elif token.tag_ in FINITE and not _below(token, word) and not _infinitive(token):
                    strange += 1
                    told = told or token.tag_ in {"VBD", "MD"}
        on = strange == 1 and not told and _ON.match(scene.text, start)
        if strange > (2 if described else 1 if on else 0):
            return False
        return handed_out is None or not scene.within("aid", handed_out, end)

    def _plain(self, scene: Scene, place: _Place, length: int) -> bool:
        """Whether the words behind a group, up to the cue's own verb, only describe it or list others."""
        people = place.people
        start, end = place.right, place.right + length
        tokens = scene.tokens(start, end)
        verbs = [
            token for token in tokens if token.tag_ in FINITE and token.pos_ != "AUX" and token.dep_ not in {"aux", "auxpass"}
        ]
        between = [other for other in place.others if start <= other.start < end]
        for other in between:
            listed = scene.text[: other.start].endswith(" and ")
            if (other.bare and not listed) or any(token.idx < other.start for token in verbs):
                return False
        span = (people.group_start, people.group_end)
        other_verb = verbs and not _below(verbs[-1], span) and not _OF_THEM.search(scene.text, people.number.end, end)
        if _is_object(scene.tokens(place.start, place.left)) and (between or other_verb):
            return False
        return all(token is verbs[-1] or _below(token, span) or _goes_on(people.head, token, verbs[-1]) for token in verbs)

    def _climb(self, scene: Scene, people: People, path: Sequence[Step]) -> Token | None:
        """The token at the end of a path from the counted noun (from its first conjunct, where it is one of a list)."""
        if people.head is None or people.bare:
            return None
        token = people.head
        for _ in range(8):
            end = self._walk(scene, token, path)
            if end is not None:
                return end
            if token.dep_ in {"conj", "appos", "compound", "nmod"} and token.head.i != token.i:
                token = token.head
            else:
                return None
        return None

    def _walk(self, scene: Scene, token: Token, path: Sequence[Step]) -> Token | None:
        for step in path:
            if token.dep_ not in step.labels or token.head.i == token.i:
                return None
            if step.list_name == "learned" and _acts(token):
                return None
            token = token.head
            if step.words is not None and not step.words.match(token.lower_):
                return None
            if step.list_name is not None and not scene.is_in(step.list_name, token):
                return None
        return token

    def _held(self, scene: Scene, people: People, top: Token, name: str, place: _Place) -> tuple[int, int] | None:
        """A word of a list among what hangs on a token, on the other side than the people."""
        for start, end in scene.within(name, place.start, place.end):
            if people.start <= start < people.end:
                continue
            if (start < people.start) != (top.idx < people.start):
                continue
            tokens = scene.tokens(start, end)
            if tokens and any(_hangs(token, top) for token in tokens):
                return start, end
        return None


def _stretch(scene: Scene, place: _Place, key: str) -> str:
    """The text that a condition looks at."""
    name = key.removeprefix("unless_")
    if name == "before":
        return scene.text[place.start : place.left]
    if name == "after":
        return scene.text[place.right : place.end]
    if name == "group":
        return scene.text[place.people.group_start : place.people.group_end]
    if name == "previous":
        return scene.previous(place.start)
    if name == "next":
        return scene.next(place.end)
    return scene.text[place.start : place.end]


def _lists_on(words: str) -> bool:
    """Whether a stretch that holds other numbers of people only lists them."""
    return bool(re.search(r"(?:,|\band|\bas well as|\bplus|\bout(?: of)?)\s*$", words))


def _stands_between(scene: Scene, other: People, start: int, end: int, people: People) -> bool:
    """Whether another number of people stands in a stretch, and not in brackets (to the right, one without a noun too)."""
    return (
        start <= other.start
        and other.text_end <= end
        and (start >= people.start or not other.bare)
        and not scene.text[: other.start].rstrip().endswith("(")
    )


def _below(token: Token, word: tuple[int, int]) -> bool:
    """Whether a verb hangs below a word: it describes the training, and says nothing else."""
    return any(word[0] <= above.idx < word[1] for above in token.ancestors)


def _acts(token: Token) -> bool:
    """Whether a noun is the subject of a verb that has an object: those who "instructed a patrol" taught."""
    children = list(token.head.children)
    objects = any(child.dep_ in {"dobj", "obj"} for child in children)
    return token.dep_ == "nsubj" and objects and not any(child.dep_ == "auxpass" for child in children)


def _may_support(cue: Cue, people: People) -> bool:
    """Whether a cue, beside the one that decides, may speak for people."""
    return not cue.no and (cue.bare or not people.bare) and (people.labelled or not cue.labelled)


def _goes_on(head: Token | None, verb: Token, last: Token) -> bool:
    """Whether two verbs say something of the same people: "stayed to the end and got the certificate"."""
    own = head is not None and head.dep_ in {"nsubj", "nsubjpass"} and head.head.i == verb.i
    return own and any(last.i == other.i for other in verb.conjuncts)


def _is_object(before: Sequence[Token]) -> bool:
    """Whether a preposition or a verb stands right before: what is counted belongs to it, not to a verb behind."""
    return bool(before) and before[-1].lower_ != "of" and before[-1].pos_ in {"ADP", "VERB"}


def _infinitive(token: Token) -> bool:
    """Whether a verb that looks finite goes on an infinitive ("to promote … and combat …")."""
    return token.dep_ == "conj" and token.head.tag_ == "VB"


def _hangs(token: Token, top: Token) -> bool:
    """Whether a token hangs on another, with no other finite verb between."""
    for _ in range(6):
        if token.i == top.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
        if token.i != top.i and token.tag_ in FINITE:
            return False
    return False
