"""A small finished agreement that has everything a renderer must print."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agreements.agreement import (
    Agreement,
    Annex,
    Approval,
    Blank,
    ExecutionBlock,
    KeyTerm,
    NumberedLine,
    Provision,
    Reference,
    Runs,
    Signatory,
    Table,
    Term,
    Text,
    Value,
    Words,
)

HOSTILE = "Smith & Sons <Ltd> {{7*7}} **x** [a](b) %} \x07{{ reference }} “q” 'x' שלום עולם"
WORDS = Words(
    contents="Contents",
    key_terms="Key terms",
    parties="Parties",
    background="Background",
    terms="Agreed terms",
    annexes="Annexes",
    signatures="Signatures",
    name="Name",
    position="Position",
    authority="Authority",
    date="Date",
    place="Place",
    signature="Signature",
    page="Page {page} of {pages}",
    draft="Draft",
)


def point(key: str, level: int, label: str, runs: Runs | str = (), *children: Provision, heading: str = "", table: Table | None = None) -> Provision:
    """Return a provision; plain words may stand for runs."""
    words = (Text(runs),) if isinstance(runs, str) else runs
    return Provision(key, level, label, "gen/sample:plain@1.0.0", heading, words, table, children)


def definitions() -> Provision:
    """Return a clause whose entries have no label and points that begin anew in each entry."""
    return point(
        "core/definitions",
        1,
        "1.",
        (),
        point(
            "core/definitions#meaning",
            2,
            "1.1",
            "In this agreement:",
            point(
                "core/definitions#client",
                3,
                "",
                (Text("“"), Term("Client"), Text("” means:")),
                point("core/definitions#client-1", 4, "(i)", "who orders; and"),
                point("core/definitions#client-2", 4, "(ii)", "its group."),
            ),
            point(
                "core/definitions#service",
                3,
                "",
                (Text("“"), Term("Service"), Text("” means:")),
                point("core/definitions#service-1", 4, "(i)", "the work; and"),
                point("core/definitions#service-2", 4, "(ii)", "its result."),
            ),
        ),
        point("core/definitions#headings", 2, "1.2", "Headings are for reading only."),
        heading="Definitions",
    )


def liability() -> Provision:
    """Return a clause with values, a blank, references and three levels."""
    return point(
        "liab/cap",
        1,
        "2.",
        (),
        point("liab/cap#answers", 2, "2.1", (Text("Lead answers as clause "), Reference("1.1", "core/definitions#meaning"), Text(" says."))),
        point(
            "liab/cap#cap",
            2,
            "2.2",
            (
                Text("Limited to "),
                Value("EUR 18,000", "liab/cap.amount"),
                Text(" until "),
                Blank("[date]", "liab/cap.until"),
                Text(", except:"),
            ),
            point("liab/cap#intent", 3, "(a)", "intent; and"),
            point("liab/cap#death", 3, "(b)", (Text("death, see "), Reference("Annex 1", "EXP"), Text("."))),
        ),
        point(
            "liab/cap#points",
            2,
            "2.3",
            (
                Text("Clause "),
                Reference("2.2(a)", "liab/cap#intent"),
                Text(" and clause "),
                Reference("1", "core/definitions"),
                Text(" stay."),
            ),
            table=Table("Fees", ("Milestone", "EUR"), (((Text("Model"),), (Value("6,000", "fin/fees.amount"),)), ((Text("Report"),), ()))),
        ),
        heading="Liability",
    )


def annexes() -> tuple[Annex, ...]:
    """Return two annexes that both count from 1, with a register and a form to fill in."""
    register = Table("Register", ("Date", "Person"), ((), (), ()), form=True)
    form = Table("Details", (), (((Text("Expert"),), ()), ((Text("Host"),), ())), form=True)
    stay = point("EXP#stay", 1, "2.", (), point("EXP#desk", 2, "2.1", "The host gives a desk."), heading="The stay")
    return (
        Annex("EXP", "Annex 1", "Expert exchange", (point("EXP#intro", 1, "1.", "For each stay:"), stay)),
        Annex(
            "LOG",
            "Annex 2",
            "Visits",
            (point("LOG#visits", 1, "1.", "Each visit:", table=register), point("LOG#who", 1, "2.", (), table=form)),
        ),
    )


def sample(parties: int = 2) -> Agreement:
    """Return the agreement with as many parties as asked for; the second has a hostile name."""
    names = [f"Hub {number}" for number in range(1, parties + 1)]
    names[1:2] = [HOSTILE]
    signatory = Signatory("Anna Rossi", "Director", "", "", "Venice")
    blocks = tuple(ExecutionBlock(f"p{number}", name, "Partner hub", (signatory,)) for number, name in enumerate(names))
    return Agreement(
        kind="joint-service-delivery",
        kind_title="Joint service delivery agreement",
        title="Quality check",
        subtitle="between two hubs",
        language="en",
        reference="LH-2026-007",
        date="2026-03-02",
        library="1.0",
        deal="0" * 64,
        cover=(
            KeyTerm("Lead hub", (Value("Lagunawerk", "parties"),)),
            KeyTerm("Liability", (Text("see clause "), Reference("2", "liab/cap"))),
        ),
        cover_note="This page is part of the agreement.",
        parties=tuple(NumberedLine(f"p{number}", f"({number})", (Term(name), Text(";"))) for number, name in enumerate(names, 1)),
        recitals=(NumberedLine("r1", "(A)", (Text("One reason."),)), NumberedLine("r2", "(B)", (Text("Another reason."),))),
        agreed="The parties agree:",
        clauses=(definitions(), liability()),
        annexes=annexes(),
        execution_intro=(Text("Signed by the parties."),),
        execution=blocks,
        approval=Approval("Specific approval", (Text("Approved: clause "), Reference("2", "liab/cap")), blocks[:1]),
        words=WORDS,
        reasons=(),
    )


@pytest.fixture
def agreement() -> Agreement:
    """The sample between two parties."""
    return sample()


@pytest.fixture
def agreement_of() -> Callable[[int], Agreement]:
    """The sample between as many parties as asked for."""
    return sample


@pytest.fixture
def hostile() -> str:
    """A name that tries to be markup, template and Markdown at once."""
    return HOSTILE
