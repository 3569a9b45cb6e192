"""What an output says of how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def about(info: Mapping[str, Any]) -> dict[str, Any]:
    """From run.json: ``versions`` (name to version), and ``cite``, a sentence on how to cite the records."""
    versions = info.get("versions", {})
    fingerprint = info.get("patterns", {}).get("fingerprint", "")[:12]
    made = f"Records drawn with extract {versions.get('extract', '')} (model {versions.get('model', '')}, rules {fingerprint})."
    return {"versions": versions, "cite": f"{made} Cite the report and page beside each value for the value itself."}
