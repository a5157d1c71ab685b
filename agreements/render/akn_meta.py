"""Write the metadata of an Akoma Ntoso document: what it is, of which work and in which language, who is named in it, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreements.agreement import Agreement, ExecutionBlock, Value, fingerprint
from agreements.codes import country_code, three_letters
from agreements.render.akn_text import Names, Vocabulary, element, words

_SOURCE = "#pactwright"
_NO_DAY = "2000-01-01"  # a date has to stand there; the name beside it says that nobody gave one
_NO_COUNTRY = "eu"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is named in an agreement: identifiers of parties by their id, of their roles, and of signatories by party and place."""

    parties: dict[str, str]
    roles: dict[str, str]
    signatories: dict[tuple[str, int], str]
    positions: dict[tuple[str, int], str]


def cast(agreement: Agreement, names: Names) -> Cast:
    """Return the cast of *agreement* with identifiers from *names*."""
    blocks = all_blocks(agreement)
    people = [((block.party, place), person) for block in blocks for place, person in enumerate(block.signatories)]
    return Cast(
        parties={id_: names.name("party", id_) for id_ in dict.fromkeys([*(line.id for line in agreement.parties), *(block.party for block in blocks)])},
        roles={block.party: names.name("role", block.role) for block in blocks if block.role},
        signatories={key: names.name("signatory", f"{key[0]} {key[1]}", person.name) for key, person in people if person.name},
        positions={key: names.name("role", person.position) for key, person in people if person.name and person.position},
    )


def all_blocks(agreement: Agreement) -> list[ExecutionBlock]:
    """Return where each party signs, then where it approves a second time."""
    return [*agreement.execution, *(agreement.approval.blocks if agreement.approval else ())]


def identification(agreement: Agreement, component: str, authors: list[str]) -> str:
    """Return the identification of the document or of one *component* of it: work, expression and manifestation."""
    language, day = three_letters(agreement.language), agreement.date or _NO_DAY
    country = _country(agreement)
    number = re.sub(r"[^A-Za-z0-9.-]+", "-", agreement.reference).strip("-.") or "nn"
    work = f"/akn/{country}/doc/agreement/{day}/{number.lower()}"
    expression = f"{work}/{language}@{day}"
    common = element("FRBRdate", date=day, name="generation" if agreement.date else "undated")
    by = "".join(element("FRBRauthor", href=f"#{author}") for author in authors) or element("FRBRauthor", href=_SOURCE)
    made = common + element("FRBRauthor", href=_SOURCE)
    parts = (
        ("FRBRWork", work, f"{work}/!{component}", common + by + _work(agreement, country)),
        ("FRBRExpression", expression, f"{expression}/!{component}", made + element("FRBRlanguage", language=language)),
        ("FRBRManifestation", f"{expression}.akn", f"{expression}/!{component}.xml", made + element("FRBRformat", value="application/akn+xml")),
    )
    inner = "".join(element(tag, element("FRBRthis", value=this) + element("FRBRuri", value=uri) + rest) for tag, uri, this, rest in parts)
    return element("identification", inner, source=_SOURCE)


def _work(agreement: Agreement, country: str) -> str:
    values = (("FRBRcountry", country), ("FRBRsubtype", agreement.kind), ("FRBRnumber", agreement.reference), ("FRBRname", agreement.title))
    return "".join(element(tag, value=value) for tag, value in values if value)


def _country(agreement: Agreement) -> str:
    """Return the country of the party that stands first, which leads where somebody does; that of the Union when no party has one."""
    said = (run.text for line in agreement.parties for run in line.runs if isinstance(run, Value) and run.parameter == f"parties.{line.id}.country")
    return next((code for text in said if (code := country_code(text, agreement.language).lower())), _NO_COUNTRY)


def meta(agreement: Agreement, people: Cast, vocabulary: Vocabulary, *, draft: bool) -> str:
    """Return the metadata of the whole document."""
    day = agreement.date or _NO_DAY
    state = "state-draft" if draft else "state-final"
    event = element("eventRef", eId="eventRef_1", date=day, source=_SOURCE, type="generation")
    step = element("step", eId="step_1", date=day, by=_SOURCE, refersTo=f"#{state}")
    references = "".join(_references(agreement, people, vocabulary, state))
    return element(
        "meta",
        identification(agreement, "main", [*people.parties.values()])
        + element("lifecycle", event, source=_SOURCE)
        + element("workflow", step, source=_SOURCE)
        + element("references", references, source=_SOURCE)
        + element("proprietary", _provenance(agreement, draft=draft), source=_SOURCE),
    )


def _references(agreement: Agreement, people: Cast, vocabulary: Vocabulary, state: str) -> Iterator[str]:
    yield _concept("TLCProcess", "pactwright", "Pactwright")
    yield _concept("TLCConcept", state, "Draft" if state == "state-draft" else "Ready to sign")
    blocks = {block.party: block for block in reversed(all_blocks(agreement))}
    for id_, name in people.parties.items():
        yield _concept("TLCOrganization", name, blocks[id_].name if id_ in blocks else id_)
    for key, name in people.signatories.items():
        yield _concept("TLCPerson", name, blocks[key[0]].signatories[key[1]].name)
    roles = {people.roles[id_]: blocks[id_].role for id_ in people.roles}
    roles |= {name: blocks[key[0]].signatories[key[1]].position for key, name in people.positions.items()}
    for name, shown in roles.items():
        yield _concept("TLCRole", name, shown)
    for term, name in vocabulary.defined.items():
        yield _concept("TLCTerm", name, term)


def _concept(tag: str, name: str, shown: str) -> str:
    return element(tag, eId=name, href=f"/akn/ontology/{tag.removeprefix('TLC').lower()}/eu/{name}", showAs=shown or name)


def _provenance(agreement: Agreement, *, draft: bool) -> str:
    """Return what the document was made from, in terms of our own: library, deal, and the agreement itself."""
    said = {
        "kind": agreement.kind,
        "schema": agreement.schema,
        "library": agreement.library,
        "deal": agreement.deal,
        "fingerprint": fingerprint(agreement),
        "draft": "true" if draft else "false",
    }
    return element("pw:provenance", "".join(element(f"pw:{name}", words(text)) for name, text in said.items()))
