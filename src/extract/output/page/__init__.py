"""The page to hand on: one self-contained HTML file of totals, a map, charts and evidence."""
