"""``extract review``: a local page on which a person settles what the machine proposed."""
