"""Builds the spaCy pipeline: the model, then the fields' components."""

from __future__ import annotations

import importlib
import warnings
from pathlib import Path

import spacy
from spacy.language import Language

from extract.errors import UserError
from extract.fields.registry import in_order_of_need, names
from extract.language import DEFAULT_MODEL, context


def components() -> tuple[str, ...]:
    """The fields' spaCy factories, in the order in which they must run."""
    return tuple(field.factory for field in in_order_of_need())


class ModelError(UserError):
    """The spaCy model cannot be loaded; the message says in one line what to do."""


# What candidates are found with: the fields that ask no judge.
_BEFORE_CANDIDATES = ("extract_resolutions", "extract_countries")


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """A spaCy pipeline by the name of its package or the path of its folder, with a tagger, a parser and entities.

    Raises ``ModelError`` in one line where it is not installed, cannot be loaded, or has no dependency parser.
    """
    with warnings.catch_warnings():
        # The default model is 3.7.1, which spaCy 3.8 loads and warns about (W095); benchmarks/quality says it scores well.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            if spacy.util.is_package(name) or Path(name).exists():
                nlp = spacy.load(name)
            else:
                nlp = importlib.import_module(name).load()
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            distribution = name.replace("_", "-")
            raise ModelError(f"the spaCy model {name} is not installed; install it: pip install {distribution}") from None
        except (OSError, ValueError, AttributeError) as error:
            raise ModelError(f"{name} is no spaCy pipeline that can be loaded: {str(error).splitlines()[0]}") from None
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"{name} has no dependency parser; the rules need one (for example {DEFAULT_MODEL})")
    return nlp


def model_version(nlp: Language) -> str:
    """Language, name and version of a loaded model, e.g. ``en_core_web_md 3.7.1``."""
    return f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')} {nlp.meta.get('version', '')}"


def build(model: str = DEFAULT_MODEL, patterns: Path | None = None, judge: Path | None = None, least: float = 0.0) -> Language:
    """The model with the fields' components behind it.

    ``patterns`` is a folder laid over the bundled rules, ``judge`` the folder of another judge than the bundled one; values of the fields
    that ask it are left out where it is less sure than ``least``. Raises ``ModelError``, ``JudgeError`` and
    ``extract.rules.load.PatternError``.
    """
    context.register(*names())
    nlp = load_model(model)
    for name in components():
        given = {"patterns": str(patterns) if patterns else None, "judge": str(judge) if judge else None, "least": least}
        takes = nlp.get_factory_meta(name).default_config or {}
        nlp.add_pipe(name, config={key: value for key, value in given.items() if key in takes})
    return nlp


def build_candidates(patterns: str | None = None, model: str = DEFAULT_MODEL) -> Language:
    """The model with the components for countries and resolutions only: what candidates are found with, no judge asked."""
    context.register(*names())
    nlp = load_model(model)
    for name in _BEFORE_CANDIDATES:
        nlp.add_pipe(name, config={"patterns": patterns})
    return nlp
