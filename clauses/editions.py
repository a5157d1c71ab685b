"""Keep the released versions of each clause: their digests, and the earlier texts from which old agreements are drawn."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from agreements.editions import order
from agreements.errors import Fault
from agreements.library import AnnexPage, Clause, Edition, Paragraph, SharedTerm
from clauses import build, schema
from clauses.files import Source
from clauses.wordings import read_wordings

FOLDER = "earlier"
LOCK = "versions.toml"
CHANGED, SILENT, LOST = "has changed since it was released", "does not say what changes", "was released, and its text is not kept"
VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}")
_RESTORE = "Take the file from the last release: it is never edited by hand."
EXPLAINS = frozenset(
    {"purpose", "review", "risks", "sources", "guidance", "ask", "note", "label", "for_lead", "for_partner", "pending", "version", "changes", "editions"}
)  # what helps people to choose: it may be bettered without a new version, because no agreement prints it and no rule reads it


def canonical(value: object) -> object:
    """Return *value* as JSON that is the same for the same law: without explanations, sets in order, empty fields left out."""
    if is_dataclass(value):
        skipped = EXPLAINS | ({"terms"} if isinstance(value, Paragraph) else set())  # the terms of a paragraph follow from its words
        named = {field.name: canonical(getattr(value, field.name)) for field in fields(value) if field.name not in skipped}
        return {type(value).__name__: {name: inner for name, inner in named.items() if inner not in (None, "", [], {}, False)}}
    if isinstance(value, Mapping):
        return {str(key): canonical(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(str(each) for each in value)
    return [canonical(each) for each in value] if isinstance(value, tuple | list) else value


def digest(edition: Edition) -> str:
    """Return sixteen hexadecimal digits that change with the text, the rules or the parameters of *edition*."""
    return hashlib.sha256(json.dumps(canonical(edition), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def current(clause: Clause, annexes: Mapping[str, AnnexPage], terms: Mapping[str, SharedTerm]) -> Edition:
    """Return the version of *clause* that the library offers now."""
    return Edition(
        clause, {page.id: page for page in annexes.values() if page.clause == clause.id}, {name: term for name, term in terms.items() if term.introduced_by == clause.id}
    )  # fmt: skip


# Earlier versions ----------------------------------------------------------------------------------------------------------


def earlier(folder: Path, id_: str, open_: Callable[[Path], Source], terms: build.Terms) -> Iterator[tuple[str, Edition]]:
    """Yield each kept version of the clause *id_* under *folder*; faults are noted in the sources."""
    for path in sorted((folder / FOLDER).glob("*/")):
        source = open_(path / "clause.toml")
        head = schema.head(schema.ClauseHead, source.head, source)
        if head is None:
            continue
        if head.version != path.name:
            source.fault(f"the folder is called “{path.name}”, the version “{head.version}”.", "Give both the same name.", line=source.line_of("version"))
        yield head.version, _edition(path, id_, head, source, open_, terms)


def _edition(path: Path, id_: str, head: schema.ClauseHead, source: Source, open_: Callable[[Path], Source], terms: build.Terms) -> Edition:
    variants, texts = read_wordings(path, open_, terms)
    annexes = {}
    for page in sorted((path / "annexes").glob("*.md")):
        text = open_(page)
        if annex := schema.head(schema.AnnexHead, text.head, text):
            annexes[page.stem] = build.annex(page.stem, annex, text, terms)
    meanings = {}
    if (path / "terms.toml").exists():
        text = open_(path / "terms.toml")
        found = {name: schema.head(schema.TermHead, content, text, name) for name, content in text.head.items()}
        meanings = {name: build.term(name, term, text, terms) for name, term in found.items() if term}
    return Edition(build.clause(id_, head, source, variants, terms, texts), annexes, meanings)


# The lock ------------------------------------------------------------------------------------------------------------------


def sealed(lock: Source) -> dict[str, dict[str, str]]:
    """Return the digests of *lock* by clause and version; what cannot be one is a fault."""
    found: dict[str, dict[str, str]] = {}
    for id_, rows in lock.head.items():
        if not isinstance(rows, dict):
            lock.fault(f"“{id_}” stands below no clause.", _RESTORE, line=lock.line_of(id_))
            continue
        for version, digest_ in rows.items():
            if not VERSION.fullmatch(version) or not isinstance(digest_, str):
                lock.fault(f"“{version}” of {id_} is no version with a digest.", _RESTORE, line=lock.line_of(id_, version))
            else:
                found.setdefault(id_, {})[version] = digest_
    return found


def examine(editions: Mapping[str, Mapping[str, Edition]], now: Mapping[str, Edition], lock: Source, sources: Mapping[str, Source]) -> None:
    """Note in *sources* each released version whose text has changed or is lost, and each new version that does not say what changes."""
    digests = sealed(lock)
    for id_ in digests:
        if f"{id_}/clause.toml" not in sources:
            lock.fault(f"“{id_}” was released, and there is no such clause any more.", "Put its folder back.", line=lock.line_of(id_))
    for id_, edition in now.items():
        source, released = sources[f"{id_}/clause.toml"], digests.get(id_, {})
        versions = {**editions.get(id_, {}), edition.clause.version: edition}
        for version in (each for each in edition.clause.changes if not VERSION.fullmatch(each)):
            source.fault(f"“{version}” under [changes] is no version.", "Write it as “1.1.0”.", line=source.line_of("changes", version))
        for version, kept in versions.items():
            if version in released and released[version] != digest(kept):
                source.fault(
                    f"the text or a rule of version {version} {CHANGED}.",
                    f"Raise `version`, say under [changes] what changes for whom, and run: pactwright library keep {id_}",
                    line=source.line_of("version"),
                )
            if order(version) > min(map(order, (*versions, *released))) and version not in edition.clause.changes:
                source.fault(f"version {version} {SILENT}.", f'Add [changes] with "{version}" = "…".', line=source.line_of("version"))
        for version in sorted(released.keys() - versions.keys(), key=order):
            source.fault(f"version {version} {LOST}.", f"Run: pactwright library keep {id_}", line=source.line_of("version"))


def is_of_versions(fault: Fault) -> bool:
    """Tell whether *fault* only says that a version must be raised, explained or kept: the library can be used meanwhile."""
    return any(said in fault.what for said in (CHANGED, SILENT, LOST))


def lock_text(editions: Mapping[str, Mapping[str, Edition]], now: Mapping[str, Edition], released: Mapping[str, Mapping[str, str]]) -> str:
    """Return the lock file in which every version stands with its digest; what was released before keeps the digest that it had."""
    lines = ["# The digest of every released version of a clause. Written by: pactwright library seal. Never edit it by hand.", ""]
    for id_, edition in now.items():
        known = {version: digest(kept) for version, kept in {**editions.get(id_, {}), edition.clause.version: edition}.items()} | dict(released.get(id_, {}))
        rows = [f'"{version}" = "{known[version]}"' for version in sorted(known, key=order)]
        lines += [f'["{id_}"]', *rows, ""]
    return "\n".join(lines)


def files(root: Path, id_: str, edition: Edition) -> dict[str, bytes]:
    """Return what has to be kept of a version, by the name of the file in its folder: as it is written under *root*."""
    folder = root / id_
    found = {"clause.toml": (folder / "clause.toml").read_bytes()}
    found |= {path.name: path.read_bytes() for path in sorted(folder.glob("*.md"))}
    found |= {f"annexes/{page}.md": (root / "annexes" / f"{page}.md").read_bytes() for page in edition.annexes}
    if edition.terms:
        found["terms.toml"] = _terms(root, tuple(edition.terms)).encode()
    return found


def _terms(root: Path, names: tuple[str, ...]) -> str:
    """Return the lines of terms.toml that write *names*, as they stand there."""
    rows, keeps = [], False
    for line in (root / "terms.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            keeps = line.strip("[] ").strip('"') in names
        rows += [line] if keeps else []
    return "\n".join(rows) + "\n"
