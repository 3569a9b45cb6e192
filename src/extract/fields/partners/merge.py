"""One organization is one partner under all its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.fields.partners.names import Name, looks_short
from extract.fields.partners.roles import Verdict
from extract.fields.partners.value import Partner
from extract.language.mention import Mention


def partners_of(
    text: str, known: Sequence[Name], found: Sequence[tuple[Name, Verdict]], listed: Mapping[str, str]
) -> tuple[list[Partner], list[Mention]]:
    """One partner an organization, in the order of first mention; its role is the first that a rule gave it.

    ``known`` are all names but the reporter's, ``found`` those with a role, ``listed`` the gazetteer's names by the row's id.
    With them the rules that found the names.
    """
    partners: list[Partner] = []
    fired: list[Mention] = []
    keys = dict.fromkeys(name.key for name, _ in found)
    for key in sorted(keys, key=lambda one: min(name.start for name in known if name.key == one)):
        verdicts = {name.start: verdict for name, verdict in found if name.key == key}
        names = [name for name in known if name.key == key and (not name.refused or name.start in verdicts)]
        role = next(iter(verdicts.values())).rule.role
        assert role is not None
        mentions = tuple(
            Mention(
                name.start,
                name.end,
                text[name.start : name.end],
                verdicts[name.start].rule.id if name.start in verdicts else name.rule,
            )
            for name in names
        )
        fired += [
            Mention(name.start, name.end, text[name.start : name.end], name.rule) for name in names if name.start in verdicts
        ]
        full = max(names, key=lambda name: (not _short(name), -name.start))
        acronym = next((name.acronym for name in names if name.acronym), None)
        if acronym is None:
            acronym = next((name.name for name in names if _short(name)), None)
        canonical = listed.get(key, full.name)
        partners.append(Partner(full.name, acronym, full.type, role, mentions, org_id=key, canonical=canonical))
    return partners, fired


def _short(name: Name) -> bool:
    """Whether an organization is called by its acronym."""
    return name.name == name.acronym or (" " not in name.name and looks_short(name.name))
