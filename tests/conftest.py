"""What all tests share: the pipeline, built once a session, since loading the model takes seconds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from spacy.language import Language

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield found
        found.close()
