"""Explaining: which rule gave which value of one paragraph, and which turned a candidate down."""
