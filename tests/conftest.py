"""What all tests share: the pipeline, built once a session, since loading the model takes seconds."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline on the default model with the bundled rules."""
    from extract.pipeline.build import build

    return build()
