"""Making the judge: from annotated paragraphs to weights, and from reviewers' decisions to a refitted last layer."""
