"""Make the agreement of the example of each kind and say what stops it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agreements.assembly import draft
from agreements.checks import check
from agreements.errors import AgreementError, Fault
from agreements.intake import read_deal
from agreements.library import Library
from clauses.library import example_at


def faults(library: Library, root: Path) -> Iterator[Fault]:
    """Yield why the example of a kind under *root* cannot be read, makes no agreement, or has errors."""
    for kind in library.kinds:
        where = f"{root.name}/kinds/{kind}.example.json"
        try:
            deal = read_deal(example_at(root, kind), library)
            findings = check(draft(deal, library)) if deal.kind == kind else ()
        except AgreementError as error:
            yield from (fault if fault.where.startswith(where) else Fault(where, str(fault)) for fault in error.faults)
            continue
        if deal.kind != kind:
            yield Fault(where, f"this is a deal of the kind “{deal.kind}”.", "Write one of the kind that the file is called after.")
        yield from (Fault(where, f"{each.code}: {each.message}", each.fix) for each in findings if each.severity == "error" and not each.accepted)
