"""Which organizations take part, and in which role: the judge's scores and the rules that are final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.fields.partners.names import Name
from extract.fields.partners.states import STATE
from extract.fields.partners.value import STATE_ALONE
from extract.fields.resources import Resources
from extract.fields.verdict import Evidence, decisive, evidence_for
from extract.judge.case import ROLES, Floats, OrganizationScores
from extract.language.mention import TurnedDown
from extract.language.view import ParagraphView

FIELD = "partners"
# What a value or a refusal is laid to where no cue of the rules stands near: the judge read it from the text alone.
JUDGE = "partners.judge"
_AGAINST = frozenset({"none"})


@dataclass(frozen=True, slots=True)
class OrganizationVerdict:
    """What was decided of one organization: its ``role`` (None: no partner), with ``confidence`` that it is a partner.

    ``rule`` and ``reason`` say what told; ``names`` are its mentions, ``evidence`` the cues around them.
    """

    names: tuple[Name, ...]
    role: str | None
    confidence: float
    rule: str
    reason: str
    evidence: tuple[Evidence, ...]

    def turned_down(self, text: str) -> TurnedDown:
        """The organization as one that was turned down."""
        first = self.names[0]
        said = text[first.start : first.end]
        return TurnedDown(FIELD, first.start, first.end, said, self.rule, self.reason, round(self.confidence, 2))


def decide(
    view: ParagraphView, groups: Sequence[Sequence[Name]], scores: OrganizationScores, shared: Resources
) -> list[OrganizationVerdict]:
    """A verdict for each organization, in order."""
    return [_verdict(view, tuple(group), scores.roles[at], shared) for at, group in enumerate(groups)]


def _verdict(view: ParagraphView, names: tuple[Name, ...], logits: Floats, shared: Resources) -> OrganizationVerdict:
    hits = shared.hits(view)
    around = [evidence_for(view, FIELD, shared.cues, hits, (one.start, one.outer)) for one in names]
    evidence = tuple(sorted((found for some in around for found in some), key=lambda one: one.distance))
    sure = _partner(shared, logits)
    final = decisive(evidence)
    if final is not None:
        role = final.cue.verdict if final.cue.verdict in ROLES[1:] else None
        return OrganizationVerdict(names, role, sure, final.cue.id, final.cue.reason, evidence)
    if all(one.refused for one in names) and not _may_be(names):
        return OrganizationVerdict(names, None, sure, names[0].refused, "names no organization that can be a partner", evidence)
    role = ROLES[1 + int(np.argmax(np.round(logits[1:], 4)))]
    if all(one.type == STATE for one in names) and role != "funder":
        return OrganizationVerdict(names, None, sure, JUDGE, STATE_ALONE, evidence)
    if sure >= shared.threshold("partner"):
        return OrganizationVerdict(names, role, sure, _telling(evidence, role), "", evidence)
    against = next((one for one in evidence if one.cue.speaks_for in _AGAINST), None)
    said = (
        f"“{against.mention(view.text).text}” speaks against it" if against else "nothing says that it takes part in the work"
    )
    rule = names[0].refused or (against.cue.id if against else JUDGE)
    return OrganizationVerdict(names, None, sure, rule, said, evidence)


def _partner(shared: Resources, logits: Floats) -> float:
    """The calibrated probability that it is a partner, of whatever role."""
    others = float(np.logaddexp.reduce(logits[1:].astype(np.float64)))
    margin = np.array([others - float(logits[0])], dtype=np.float32)
    return float(shared.judge.confidence("partner", margin)[0])


def _may_be(names: Sequence[Name]) -> bool:
    """Whether what refused a name is only a guess of the tagger, not a rule that names what can be no partner."""
    return all(one.refused in {"partners.not.entity", "partners.not.word", "partners.not.holder"} for one in names)


def _telling(evidence: Sequence[Evidence], role: str) -> str:
    """The nearest cue that speaks for the role, else for any."""
    speaking = [one for one in evidence if one.cue.speaks_for == role] or [
        one for one in evidence if one.cue.speaks_for not in _AGAINST
    ]
    return speaking[0].cue.id if speaking else JUDGE
