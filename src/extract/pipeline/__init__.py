"""The spaCy pipeline: one component a field, and what they share."""
