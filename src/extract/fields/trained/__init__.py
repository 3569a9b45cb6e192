"""The field trained: stated numbers of people who took part in training as learners.

``create`` is the spaCy factory (entry point ``spacy_factories``). It is looked up when it is asked for, so that the registry
can name the field without spaCy.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    if name == "create":
        from extract.fields.trained.component import create

        return create
    raise AttributeError(name)
