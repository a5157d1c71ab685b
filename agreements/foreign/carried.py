"""Find the agreement that a Word file or a PDF carries, and read it as cautiously as the file itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from agreements.agreement import SCHEMA_VERSION, Agreement, Provision, fingerprint, from_json
from agreements.foreign.file_kind import is_pdf, is_word, require
from agreements.foreign.pdf_file import open_pdf
from agreements.foreign.refusal import refuse
from agreements.foreign.word_package import WordPackage, open_word

NAMESPACE = "{urn:pactwright:agreement}"
ATTACHMENT = "agreement.json"
LARGEST_JSON = 4_000_000
DEEPEST, MOST_PROVISIONS, LONGEST_LABEL = 12, 20_000, 40
_PART = re.compile(r"customXml/item\d*\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Carried:
    """An agreement out of a file. *stated* is the fingerprint that the file gives for it, empty where it gives none; *draft* is None where it does not say."""

    agreement: Agreement
    stated: str
    draft: bool | None

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the agreement as it was found."""
        return fingerprint(self.agreement)

    @property
    def is_whole(self) -> bool:
        """Tell whether the agreement is the one that the file says it carries."""
        return not self.stated or self.stated == self.fingerprint


def carried_agreement(content: bytes, name: str) -> Carried | None:
    """Return what the Word file or PDF *content* carries, or None when it was not made by Pactwright.

    Raises :class:`~agreements.foreign.refusal.FileRefused` when the file cannot be opened, or what it carries cannot be read.
    """
    require(content, name, "a Word file (.docx) or a PDF", fits=is_word(content) or is_pdf(content))
    if is_word(content):
        return carried_in_word(open_word(content, name))
    attached = open_pdf(content, name).attachments.get(ATTACHMENT)
    return None if attached is None else Carried(read_agreement(attached, f"{name}, {ATTACHMENT}"), "", None)


def carried_in_word(package: WordPackage) -> Carried | None:
    """Return what a Word file carries, or None; refuses two agreements in one file."""
    roots = [package.xml(part) for part in package.names if _PART.fullmatch(part)]
    found = [root for root in roots if root.tag == f"{NAMESPACE}agreement"]
    if len(found) > 1:
        refuse(package.name, "it carries two agreements, so that it is unclear which one counts.", "Use the file that was generated.")
    if not found:
        return None
    agreement = read_agreement((found[0].text or "").encode(), f"{package.name}, the agreement in it")
    return Carried(agreement, found[0].get("fingerprint", ""), {"true": True, "false": False}.get(found[0].get("draft", "")))


def read_agreement(content: bytes, name: str) -> Agreement:
    """Return the agreement that *content* writes as JSON; raises :class:`FileRefused` for what is none, of another schema, or odd enough to break what prints it."""
    if len(content) > LARGEST_JSON:
        refuse(name, f"the agreement is larger than {LARGEST_JSON // 1_000_000} MB.", "Use the file that was generated.")
    try:
        agreement = from_json(content)
    except (ValidationError, ValueError, RecursionError):
        refuse(name, "this is not the JSON of an agreement.", "Use the file that was generated.")
    if agreement.schema != SCHEMA_VERSION:
        refuse(
            name,
            f"the agreement is written in form {agreement.schema[:20]}; this program reads form {SCHEMA_VERSION}.",
            "Use the version of Pactwright that made it.",
        )
    fault = next(_oddities(agreement), "")
    if fault:
        refuse(name, f"the agreement in it makes no sense: {fault}.", "Use the file that was generated.")
    return agreement


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _oddities(agreement: Agreement) -> Iterator[str]:
    """Yield what no agreement of Pactwright has: other levels, two provisions of one id, ragged tables, a date that is none."""
    if agreement.date:
        try:
            date.fromisoformat(agreement.date)
        except ValueError:
            yield f"“{agreement.date[:20]}” is no date"
    tops = [*agreement.clauses, *(provision for annex in agreement.annexes for provision in annex.provisions)]
    if any(_depth(top) > DEEPEST for top in tops):
        yield "its provisions are nested too deep"
        return
    provisions = list(agreement.provisions())
    if len(provisions) > MOST_PROVISIONS:
        yield "it has too many provisions"
    ids = [provision.id for provision in provisions]
    if len(set(ids)) < len(ids):
        yield "two provisions have the same id"
    for provision in provisions:
        yield from _odd_provision(provision)


def _depth(top: Provision) -> int:
    depth, layer = 0, [top]
    while layer and depth <= DEEPEST:
        depth, layer = depth + 1, [child for provision in layer for child in provision.children]
    return depth


def _odd_provision(provision: Provision) -> Iterator[str]:
    if not 1 <= provision.level <= 4:
        yield f"“{provision.id[:40]}” stands on level {provision.level}"
    if len(provision.label) > LONGEST_LABEL:
        yield f"“{provision.id[:40]}” has no number but a text before it"
    if provision.table:
        widths = {len(row) for row in provision.table.rows} | ({len(provision.table.head)} if provision.table.head else set())
        if len(widths) > 1 and not provision.table.form:
            yield f"the table of “{provision.id[:40]}” is ragged"
