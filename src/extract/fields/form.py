"""What a reviewer's page needs of a field: which attributes it asks for, how, and what stands beside a value in its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a field's values.

    - ``asked``: the attributes that a person is asked for (empty: all of the schema); ``first``: those that stand first, in this
      order, the others follow as the schema has them.
    - ``labels``: their names for people, where the attribute's own with a capital will not do; ``wide``: those with a line of
      their own; ``hidden``: those that the list of facts leaves out; ``never``: choices that no person sets.
    - ``completes``: attributes that are completed from a list (``Field.offered``), with the field whose list it is; ``free``
      whether what is typed counts where this field's own list does not hold it.
    - ``beside``: what the table of many values shows of each.
    - ``rules``: kinds of rules that a reviewer's word can be turned into (``Field.proposed``), with the words of the button, in
      which ``{}`` stands for the value.
    """

    asked: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    wide: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    completes: Mapping[str, str] = field(default_factory=dict)
    free: bool = True
    beside: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)

    def label(self, attribute: str) -> str:
        """The attribute's name for people."""
        return self.labels.get(attribute) or attribute.replace("_", " ").capitalize()
