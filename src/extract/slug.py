"""Texts as parts of ids."""

from __future__ import annotations

import re


def slug(text: str) -> str:
    """A text as a part of an id: word characters and full stops, hyphens for all else."""
    return re.sub(r"[^\w.]+", "-", text).strip("-")
