"""What reviewers decided: one line a decision, never rewritten, applied to every later run."""
