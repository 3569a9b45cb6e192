"""What changed between two outputs: load both, align their paragraphs, compare value by value, say why, show it."""
