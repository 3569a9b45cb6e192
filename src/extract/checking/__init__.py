"""Checking the rules: every file, every rule's shape, and what the whole pipeline makes of the examples beside them."""
