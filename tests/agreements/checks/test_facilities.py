"""The checks of facilities strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

from striking import JSD, MMR, Change, Group, answers, both, setting, without

ACCESS = "facility/access"
BENCH = {"name": "Test bench", "location": "Bree", "owner": "lead", "tariff_ref": "price list 2026", "funding_basis": "own"}


def bench(mode: str = "tariff", **values: Any) -> Change:
    """Return a change that opens one test bench; fields of the bench are told from parameters by their names."""
    record = BENCH | {name: value for name, value in values.items() if name in BENCH}
    others = {name: value for name, value in values.items() if name not in BENCH}
    return both(answers(facility_shared=True, facility_mode=mode), setting(ACCESS, facilities=[record], **others))


STRIKES: list[tuple[str, str, Change]] = [
    ("FAC-01", JSD, both(answers(facility_shared=True), without(ACCESS))),
    ("FAC-01", MMR, answers(facility_shared=True)),
    ("FAC-02", JSD, bench(price_basis=None)),
    ("FAC-03", JSD, bench(funding_basis="public", price_basis="free")),
    ("FAC-03", JSD, bench(funding_basis="mixed", price_basis="cost")),
    ("FAC-03", JSD, bench(mode="bundle", funding_basis="public")),
    ("FAC-04", JSD, bench(induction_required=False)),
    ("FAC-04", JSD, bench(damage_rule=None)),
    ("FAC-04", JSD, both(bench(), without("liab/insurance"))),
    ("FAC-05", JSD, bench(output_ownership=None)),
    ("FAC-06", JSD, bench(preferential_access=True, tariff_ref=None)),
    ("FAC-04 liab/insurance", JSD, both(bench(), without("liab/insurance"))),
    ("FAC-03 facility/access.price_basis", JSD, bench(funding_basis="public", price_basis="free")),
    ("FAC-03 facility/access.variant", JSD, bench(mode="bundle", funding_basis="public")),
]

SILENT: list[tuple[str, str, Change]] = [
    *((f"FAC-0{number}", JSD, bench()) for number in range(1, 7)),
    ("FAC-03", JSD, bench(funding_basis="public", price_basis="cost_plus_margin")),
    ("FAC-03", JSD, bench(mode="bundle", price_basis="free")),
    ("FAC-06", JSD, bench(preferential_access=True)),
    ("FAC-03", JSD, bench(funding_basis="public", price_basis="market")),
]


class TestFacilities(Group):
    strikes, silent = STRIKES, SILENT
