"""Verifying: proves to a third party that each quote of an output stands in its source file, where the record says."""
