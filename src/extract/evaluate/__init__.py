"""Evaluation: how near the records come to annotated paragraphs, and what the errors have in common."""
