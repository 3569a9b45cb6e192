"""Where the next section's heading trails a paragraph."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.language.trailing import trailing_heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("The police trained 40 officers. Support to Malawi", "Support to Malawi"),
        ("The police trained 40 officers. B. Rule of law and justice", "B. Rule of law and justice"),
        ("The police trained 40 officers.12 Human rights (phase II)", "Human rights (phase II)"),
        ("The police trained 40 officers. Nine were women.", ""),
        ("The police trained 40 officers. Nine were women", ""),
        ("The police trained 40 officers. (For the list, see annex I, sect. B, table 3.)", ""),
        ("The course was led by Dr. Grace Banda", ""),
        ("Support to Malawi", ""),
        ("", ""),
    ],
)
def test_trailing_heading(nlp: Language, text: str, heading: str) -> None:
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if not name.startswith("extract_"):
            doc = component(doc)
    assert text[trailing_heading(doc) :] == heading
