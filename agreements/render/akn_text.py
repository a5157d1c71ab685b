"""Write words as Akoma Ntoso: escaped, with values, open points, defined terms and references marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from unicodedata import combining, normalize

from agreements.agreement import Agreement, Blank, Reference, Runs, Table, Term, Value, plain

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:pactwright:agreement"
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SENTENCE_END = (".", ":", ";")


def words(text: str) -> str:
    """Return *text* so that it reads as typed: nothing in it is markup, and signs that XML does not know are left out."""
    return escape(_UNPRINTABLE.sub("", text))


def element(tag: str, inner: str = "", /, **attributes: str) -> str:
    """Return an element around *inner*, which is XML; attributes are plain texts, those that are empty are left out, and ``__`` writes a colon.

    >>> element("ref", "4.1", href="#cl_4__subcl_4-1", eId="")
    '<ref href="#cl_4__subcl_4-1">4.1</ref>'
    """
    shown = "".join(f' {name.rstrip("_").replace("__", ":")}="{words(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{shown}>{inner}</{tag}>" if inner else f"<{tag}{shown}/>"


def slug(text: str) -> str:
    """Return *text* as part of an identifier: letters, digits and hyphens, without capitals.

    >>> slug("Share of joint cost"), slug("Karin Östling")
    ('share-of-joint-cost', 'karin-ostling')
    """
    letters = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def stable(id_: str) -> str:
    """Return an id of ours as ``wId`` may hold it: spaces, which it may not, are written as in a link.

    >>> stable("core/definitions#Work Plan")
    'core/definitions#Work%20Plan'
    """
    return re.sub(r"[\s%]", lambda found: f"%{ord(found[0]):02X}", _UNPRINTABLE.sub("", id_))


class Names:
    """Gives each thing that the references list an identifier of its own, such as ``#term-client``."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def name(self, sort: str, key: str, shown: str = "") -> str:
        """Return the identifier of *key* among those of its *sort*; *shown* is what it is made of when that differs from the key."""
        if (sort, key) not in self._found:
            plain_name = name = f"{sort}-{slug(shown or key) or len(self._taken) + 1}"
            number = 1
            while name in self._taken:
                number += 1
                name = f"{plain_name}-{number}"
            self._found[sort, key] = name
            self._taken.add(name)
        return self._found[sort, key]


class Vocabulary:
    """The terms that an agreement defines, with their plurals."""

    def __init__(self, defined: Iterable[str], names: Names) -> None:
        self.defined = {term: names.name("term", term) for term in dict.fromkeys(defined)}
        forms = {form: name for term, name in self.defined.items() for form in (term + "s", term[:-1] + "ies" if term.endswith("y") else term)}
        self.forms = forms | self.defined
        longest = sorted(map(re.escape, self.forms), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)") if longest else None

    def marked(self, text: str, before: str, ids: Ids) -> str:
        """Return words with the defined terms in them marked; a single word that opens a sentence after *before* has its capital from that, so it is none."""
        if self._pattern is None:
            return words(text)
        parts, at = [], 0
        for found in self._pattern.finditer(text):
            lead = (before + text[: found.start()]).rstrip(" \u00a0“")
            if " " not in found[0] and (not lead or lead.endswith(_SENTENCE_END)):
                continue
            parts += [words(text[at : found.start()]), element("term", words(found[0]), eId=ids.next("term"), refersTo=f"#{self.forms[found[0]]}")]
            at = found.end()
        return "".join([*parts, words(text[at:])])


class Ids:
    """The identifiers of what stands inside one element: its own, then the sort and the place of each part."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self._counts = Counter[str]()

    def within(self, name: str) -> str:
        """Return the identifier of a part that stands once.

        >>> Ids("cl_4").within("content")
        'cl_4__content'
        """
        return f"{self.prefix}__{name}" if self.prefix else name

    def next(self, name: str) -> str:
        """Return the identifier of the next part of this sort, counted from 1."""
        self._counts[name] += 1
        return self.within(f"{name}_{self._counts[name]}")


class Writer:
    """Writes the runs and tables of one agreement: it knows the terms that are defined and where every reference leads."""

    def __init__(self, agreement: Agreement, places: Mapping[str, str], names: Names) -> None:
        runs = [run for provision in agreement.provisions() for part in (provision.runs, *_cells(provision.table)) for run in part]
        runs += [run for line in agreement.recitals for run in line.runs]
        self.vocabulary = Vocabulary((run.text for run in runs if isinstance(run, Term) and run.text), names)
        self.places = places

    def paragraph(self, runs: Runs, ids: Ids) -> str:
        """Return *runs* as a paragraph."""
        return element("p", self.runs(runs, ids))

    def runs(self, runs: Runs, ids: Ids) -> str:
        """Return *runs* with their marks."""
        parts, before = [], ""
        for run in runs:
            match run:
                case Term(text):
                    parts.append(element("def", words(text), eId=ids.next("def"), refersTo=f"#{self.vocabulary.defined.get(text, '')}"))
                case Value(text, parameter):
                    parts.append(element("inline", words(text), name="value", pw__parameter=parameter))
                case Blank(text, parameter):
                    parts.append(element("placeholder", words(text), class_="open", pw__parameter=parameter))
                case Reference(text, target) if target in self.places:
                    parts.append(element("ref", words(text), eId=ids.next("ref"), href=f"#{self.places[target]}"))
                case _:
                    parts.append(self.vocabulary.marked(run.text, before, ids))
            before += run.text
        return "".join(parts)

    def table(self, table: Table, ids: Ids) -> str:
        """Return a table, its empty cells as places to fill in when it is a form; an empty text when it has no rows."""
        inside = Ids(ids.next("table"))
        head = "".join(element("th", element("p", words(cell))) for cell in table.head)
        width = max((len(row) for row in table.rows), default=0) or len(table.head)
        rows = [row or ((),) * width for row in table.rows] if table.form else [row for row in table.rows if row]
        body = "".join(element("tr", "".join(self._cell(cell, inside, form=table.form) for cell in row)) for row in rows)
        inner = (element("tr", head) if head else "") + body
        return element("table", inner, eId=inside.prefix, title=table.caption) if inner else ""

    def _cell(self, runs: Runs, ids: Ids, *, form: bool) -> str:
        return element("td", element("p", element("fillIn", eId=ids.next("fillIn")) if form and not plain(runs) else self.runs(runs, ids)))


def _cells(table: Table | None) -> Iterable[Runs]:
    return (cell for row in table.rows for cell in row) if table else ()
