"""Output: one module a format, fed from one list of records; a folder that appears whole or not at all."""
