"""The checks of definitions, references and vague words strike where they should and are silent on good deals."""

from __future__ import annotations

from striking import JSD, Change, Group, Strike, setting, without

PURPOSE = "The hubs help the client to find failing pumps before they stop production"


def purpose(more: str) -> Change:
    return setting("core/parties-purpose", purpose_text=f"{PURPOSE}, {more}.")


def languages(**values: str | None) -> Change:
    return setting("gen/notices", **values)


STRIKES: list[Strike] = [
    ("DEF-04", JSD, without("term/termination")),
    ("DEF-05", JSD, purpose("as clause 5 says")),
    ("DEF-07", JSD, purpose("within thirty (20) days")),
    ("DEF-07", JSD, purpose("for 18,000 in all")),
    ("DEF-08", JSD, purpose("and report promptly")),
    ("DEF-09", JSD, languages(prevailing_language=None, working_language="fr")),
]
SILENT: list[Strike] = [
    ("DEF-05", JSD, purpose("as the clause on fees says")),
    ("DEF-07", JSD, purpose("within thirty (30) days, for EUR 18,000 in all")),
    ("DEF-08", JSD, purpose("and report within five days")),
    ("DEF-09", JSD, languages(working_language="fr")),
    ("DEF-09", JSD, languages(prevailing_language=None, working_language="en")),
]


class TestDefinitions(Group):
    strikes, silent = STRIKES, SILENT
