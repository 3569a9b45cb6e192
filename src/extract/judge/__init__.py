"""The judge: a small encoder and heads that weigh the evidence for each candidate and say how sure they are."""
