"""Every check of law and disputes strikes where it should and is silent on a good deal."""

from __future__ import annotations

from striking import FCA, JSD, NDA, NSD, Group, Strike, both, client, party, setting, special_term, without

forum, law, steps = "disp/forum", "disp/governing-law", "disp/escalation"
ARBITRATION = {"variant": "arbitration", "court_city": None, "arb_seat": "Geneva, Switzerland"}


STRIKES: list[Strike] = [
    ("DSP-01", JSD, setting(law, law=None)),
    ("DSP-01", NDA, without(law)),
    ("DSP-02", JSD, without(forum)),
    ("DSP-02", JSD, setting(forum, arb_seat="Geneva, Switzerland")),
    ("DSP-02", JSD, setting(forum, **ARBITRATION | {"court_city": "Hasselt"})),
    ("DSP-03", JSD, setting(forum, court_country="CZ")),
    *(("DSP-03", JSD, setting(forum, **ARBITRATION | {"arb_seat": seat})) for seat in ("Geneva, Switzerland", "Prague, Czech Republic", "Utrecht, NL")),
    ("DSP-04", NSD, setting(law, neutral_reason=None)),
    ("DSP-04", JSD, setting(law, law="GB", neutral_reason="the courts are quick")),
    ("DSP-05", JSD, setting(forum, court_city=None)),
    ("DSP-05", JSD, setting(forum, court_country=None)),
    ("DSP-05 warning", JSD, special_term("Courts: the lead hub may also sue in any other country")),
    ("DSP-06", JSD, setting(steps, urgent_relief_free=False)),
    *(("DSP-06", JSD, setting(steps, **{name: None})) for name in ("level1_days", "level2_days", "mediation_days")),
    *(("DSP-07", JSD, setting(forum, **ARBITRATION | {name: None})) for name in ("arb_institution", "arb_seat", "arb_number", "arb_language")),
    ("DSP-08", JSD, both(party(1, public_body=True), setting(forum, **ARBITRATION))),
    ("DSP-09", JSD, both(client(kind="consumer", country="FI"), setting(law, law="BE"))),
    *(("DSP-09", JSD, both(client(kind=kind, country="FI"), setting(law, law="BE"))) for kind in ("Consumer", "employee", "Employee")),
    ("DSP-09", JSD, special_term("Governing law: contracts of employment are governed by the law of Belgium too")),
    ("DSP-02", FCA, setting(forum, **ARBITRATION | {"court_city": "Hasselt"})),
    ("DSP-02", JSD, setting(forum, **ARBITRATION | {"court_city": "Brussels"})),
    ("DSP-09 disp/governing-law", JSD, setting(law, neutral_reason="The law of Belgium governs each contract of employment anyway")),
]

SILENT: list[Strike] = [
    ("DSP-02", JSD, setting(forum, **ARBITRATION)),
    ("DSP-03", JSD, both(setting(forum, court_country="CZ"), setting(law, law="CZ"))),
    ("DSP-04", JSD, setting(law, law="NL", neutral_reason="no party gains an advantage")),
    ("DSP-04", JSD, setting(law, law="CZ")),
    ("DSP-04", JSD, both(party(1, country="GB"), setting(law, law="GB"))),
    ("DSP-03", JSD, setting(forum, **ARBITRATION | {"arb_seat": "Brussels, Belgium"})),
    ("DSP-03", JSD, setting(forum, **ARBITRATION | {"arb_seat": "Geneva"})),
    ("DSP-03", JSD, setting(forum, **ARBITRATION | {"arb_seat": "Brussels, Belgium", "court_country": "CZ"})),
    ("DSP-05", JSD, setting(forum, **ARBITRATION)),
    ("DSP-05 warning", JSD, special_term("Courts: no party may also sue in another country")),
    ("DSP-06", JSD, setting(steps, variant="two-step", mediation_days=None)),
    ("DSP-07", JSD, setting(forum, **ARBITRATION)),
    ("DSP-08", JSD, setting(forum, **ARBITRATION)),
    ("DSP-09", JSD, both(client(kind="consumer", country="BE"), setting(law, law="BE"))),
    ("DSP-09", JSD, both(client(kind="SME", country="FI"), setting(law, law="BE"))),
    ("DSP-09", JSD, special_term("Governing law: the choice does not touch contracts of employment")),
    ("DSP-02", FCA, setting(forum, variant="arbitration", arb_seat="Geneva, Switzerland")),
    ("DSP-02", JSD, setting(forum, **ARBITRATION | {"court_city": "Hasselt", "exclusive": False})),
    ("DSP-03", JSD, setting(forum, arb_seat="Geneva, Switzerland")),
    ("DSP-06", JSD, without(steps)),
    ("DSP-08", JSD, party(1, public_body=True)),
    ("DSP-03", JSD, setting(forum, **ARBITRATION | {"arb_seat": "Brussels, Capital Region, Belgium"})),
    *(
        ("DSP-03", JSD, both(setting(forum, **ARBITRATION | {"arb_seat": seat}), setting(law, law="NL")))
        for seat in ("Utrecht, Netherlands", "Utrecht, The Netherlands", "Utrecht, NL", "Amsterdam, Holland")
    ),
]


class TestDisputes(Group):
    strikes, silent = STRIKES, SILENT
