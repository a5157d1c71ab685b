"""Say what is wrong in the library, all of it: ``python -m clauses.check``."""

from __future__ import annotations

import sys

from clauses import example_deals
from clauses.choosing import read_choosing
from clauses.examples import examples, faults_of
from clauses.library import ROOT, read_library
from clauses.references import faults as lost


def main() -> int:
    """Print every fault and a count; return 1 when there is any."""
    library, faults = read_library()
    if not faults:
        made = (fault for example in examples() for fault in faults_of(example, library))
        faults = (*lost(library, ROOT), *made, *example_deals.faults(library, ROOT))
    faults += read_choosing(library)[1]
    for fault in faults:
        print(fault, file=sys.stderr)
    wordings = sum(len(clause.variants) for clause in library.clauses.values())
    print(f"{len(library.clauses)} clauses, {wordings} wordings, {len(library.kinds)} kinds, {len(library.checks)} checks, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
