"""What the components of one pipeline share: the rules, the matcher of cues and the judge, made once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.fields.countries.references import countries_in
from extract.judge.encode import Encoding, prefix_of
from extract.judge.model import JudgeModel, load_judge
from extract.language.context import Context
from extract.language.view import ParagraphView, view_of
from extract.rules.evidence import Cue, CueMatcher, Hit
from extract.rules.load import Patterns, load_patterns

_ENCODING = "extract_encoding"


@dataclass(frozen=True, eq=False)
class Resources:
    """The loaded rules, the matcher, and the folder of the judge (None: the bundled one), which is loaded when it is first asked.

    ``least`` is how sure the judge must be at least (0 to 1), whatever its own threshold."""

    patterns: Patterns
    matcher: CueMatcher
    judge_folder: Path | None
    least: float = 0.0

    @functools.cached_property
    def judge(self) -> JudgeModel:
        """The judge. Raises ``JudgeError``."""
        return load_judge(self.judge_folder)

    @functools.cached_property
    def countries_named(self) -> Callable[[str], tuple[str, ...]]:
        """Gives the alpha-3 codes of the countries that a heading or title names."""
        return functools.lru_cache(512)(lambda line: countries_in(line, self.patterns))

    def threshold(self, head: str) -> float:
        """The confidence from which a head's candidates are accepted."""
        return max(self.judge.thresholds[head], self.least)

    def places(self, known: Mapping[str, int]) -> dict[str, int]:
        """The column of each cue; an analyst's own has that of the rule that it is weighed like."""
        return {one.id: known[one.like] for one in self.cues.values() if one.like in known}

    @property
    def cues(self) -> Mapping[str, Cue]:
        """The cues of all fields, an analyst's first."""
        return self.matcher.cues

    def hits(self, view: ParagraphView) -> tuple[Hit, ...]:
        """The cues that stand in a paragraph."""
        return view.hits(self.matcher.find)

    def encoding(self, doc: Doc) -> Encoding:
        """The vectors of a paragraph, made once a ``Doc``, whichever field asks first."""
        found = doc.user_data.get(_ENCODING)
        if found is None:
            context: Context = doc._.extract_context
            section = context.headings[-1] if context.headings else None
            found = self.judge.encoder.encode(view_of(doc).text, prefix_of(context.reporter, section))
            doc.user_data[_ENCODING] = found
        encoding: Encoding = found
        return encoding


def resources(vocab: Vocab, patterns: str | None, judge: str | None = None, least: float = 0.0) -> Resources:
    """The resources for a pipeline's vocabulary. Raises ``PatternError`` where a rule is wrong."""
    loaded = load_patterns(Path(patterns) if patterns else None)
    return _made(vocab, loaded, Path(judge) if judge else None, least)


@functools.lru_cache(maxsize=4)
def _made(vocab: Vocab, patterns: Patterns, judge: Path | None, least: float) -> Resources:
    return Resources(patterns, CueMatcher(vocab, patterns), judge, least)
