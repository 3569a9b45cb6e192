"""Speed and memory of the pipeline beside the plain spaCy model, on the same text in the same run.

usage: python benchmarks/speed.py PATH… [--model NAME] [--repeat N] [--json FILE]

Reads the reports first (its seconds are given apart), then lets the plain model and the whole pipeline go over the same
paragraphs by turns, in one process, N times each, and prints the best time of each, words a second, and their ratio; last the
peak resident memory of the process.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from extract.fields.build import DEFAULT_MODEL, build, load_model
from extract.language.context import Context
from extract.reading.inbox import find
from extract.reading.read import read
from extract.reading.report import Header
from extract.run.work import STRETCH


def seconds(nlp, texts, contexts) -> float:
    """Seconds for one pass over the texts."""
    began = time.perf_counter()
    docs = []
    for text, context in zip(texts, contexts, strict=True):
        doc = nlp.make_doc(text)
        doc._.extract_context = context
        docs.append(doc)
    for _ in nlp.pipe(docs, batch_size=STRETCH):
        pass
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()

    began = time.perf_counter()
    reports = [report for file in find(args.paths).files for report in read(file, Header())]
    reading = time.perf_counter() - began
    texts = [p.text for report in reports for p in report.paragraphs]
    contexts = [
        Context(r.header.title, r.header.reporter, r.header.countries, p.headings) for r in reports for p in r.paragraphs
    ]
    words = sum(len(text.split()) for text in texts)

    began = time.perf_counter()
    full = build(args.model)
    loading = time.perf_counter() - began
    plain = load_model(args.model)
    best = {"plain": float("inf"), "extract": float("inf")}
    for _ in range(args.repeat):
        best["plain"] = min(best["plain"], seconds(plain, texts, contexts))
        best["extract"] = min(best["extract"], seconds(full, texts, contexts))
    figures = {
        "reports": len(reports),
        "paragraphs": len(texts),
        "words": words,
        "reading_seconds": round(reading, 2),
        "loading_seconds": round(loading, 2),
        "plain_seconds": round(best["plain"], 2),
        "extract_seconds": round(best["extract"], 2),
        "extract_words_per_second": round(words / best["extract"]),
        "ratio_to_plain": round(best["extract"] / best["plain"], 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    for name, value in figures.items():
        print(f"{name:26} {value}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
