"""One module a format: bytes in, ``extract.reading.content.Content`` out."""
