"""Pages of a PDF: characters to lines, lines in reading order, tables, and paragraphs of them."""
