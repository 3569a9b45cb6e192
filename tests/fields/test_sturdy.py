"""A phrase that says nothing of people or partners changes none of them, wherever it is put."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.language.context import Context

PARAGRAPHS = [
    "In May the Fund trained 30 clerks in filing together with UNDP.",
    "With a grant from Sida, Hope International held a workshop on irrigation for 45 farmers.",
    "The Ministry of Health sent 18 nurses to a course on triage run by WHO.",
    "A radio campaign reached 12,000 listeners in the north.",
    "UNICEF gave school meals to 900 pupils.",
]
BEFORE = ["As in earlier years, ", "In line with resolution 1325 (2000), ", "On a sunny morning, "]
BEHIND = [" This was noted in the annual report.", " The weather was dry.", " See also resolution 1325 (2000)."]


def _drawn(nlp: Language, text: str) -> tuple[set[int], set[str]]:
    doc = nlp.make_doc(text)
    doc._.extract_context = Context(title="Annual report", reporter="The Fund")
    doc = nlp(doc)
    return {one.count for one in doc._.trained}, {one.name for one in doc._.partners}


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_a_phrase_beside_the_matter_changes_no_value(nlp: Language, text: str) -> None:
    plain = _drawn(nlp, text)
    others = [
        phrase + text[0].lower() + text[1:] if text.startswith(("In ", "With ", "A ", "The ")) else phrase + text
        for phrase in BEFORE
    ]
    others += [text + phrase for phrase in BEHIND]
    changed = [one for one in others if _drawn(nlp, one) != plain]
    assert len(changed) <= 1, changed
