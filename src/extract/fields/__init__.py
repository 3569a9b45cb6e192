"""The fields: one folder each, with its candidates, its values and its spaCy component; ``build`` makes the pipeline."""
