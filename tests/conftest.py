"""What all tests share: the pipeline, built once a session, since loading the model takes seconds."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from spacy.language import Language

# The same examples in every run, and no clock: a red test is one that anybody can repeat. To look for new examples:
# HYPOTHESIS=explore make test
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS", "steady"))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline on the default model with the bundled rules."""
    from extract.fields.build import build

    return build()
