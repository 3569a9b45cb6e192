"""Text that no one would write must not keep a rule busy: each of these ended a worker's time in some version, or could.

There is no clock in the test: a pattern that goes back over its own steps would never end here.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

RUNS = [
    "resolutions 2331 (2016) " + "and in also of " * 80 + ".",
    "resolutions 77/155 " + "I V X L C " * 60,
    "resolutions 77/155 " + "(1) (22) (333) " * 60,
    "resolution " + "1234567890" * 60,
    "trained " + "40 " * 200 + "officers",
    "trained " + "40 officers, " * 120 + "and 12 judges",
    "trained 40 " + "senior " * 200 + "officers",
    "a workshop for " + "judges and prosecutors and " * 60 + "clerks",
    "a total of 40 people (" + "12 women, 3 men, " * 60 + ")",
    "Ministry of " + "Justice and " * 100 + "Health",
    "the " + "National " * 120 + "Commission",
    "supported by " + "UNDP, " * 150 + "and UNICEF",
    "in cooperation with the " + "Ministry of Health, the " * 60 + "police",
    "Guinea " * 150,
    "South Sudan, Sudan, " * 80,
    "(" * 300 + "UN" + ")" * 300,
    "a" * 3000,
    "A" * 3000,
    "A.B.C. " * 200,
    "- " * 400,
    "\u00a0" * 500 + "40 officers were trained" + "\u00a0" * 500,
    "’s " * 300,
    "1,000,000,000 " * 100,
    "twenty-two hundred and " * 60 + "people",
    "between 30 and 40 and " * 60 + "people",
]


@pytest.mark.parametrize("text", RUNS, ids=lambda text: text[:24])
def test_the_pipeline_gets_through(nlp: Language, text: str) -> None:
    doc = nlp(f"{text[:4000]} were trained by UNDP in Mali.")
    for field in ("countries", "partners", "trained", "resolutions"):
        for value in getattr(doc._, field):
            assert all(doc.text[mention.start : mention.end] == mention.text for mention in value.mentions)
