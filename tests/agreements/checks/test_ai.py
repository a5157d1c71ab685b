"""The checks of AI systems strike where they should and are silent on good deals."""

from __future__ import annotations

from typing import Any

from striking import DPA, JSD, NDA, NSD, Change, Group, answers, both, entry, setting, without

AI = "ai/roles-ethics"
HIGH = {"risk_class": "high_annex3"}


def system(**values: Any) -> Change:
    return entry(AI, "systems", 0, **values)


def until(day: str) -> Change:
    return setting("term/duration", end_date=day)


STRIKES: list[tuple[str, str, Change]] = [
    ("AI-01", JSD, without(AI)),
    ("AI-01", JSD, setting(AI, variant="no-ai-system")),
    ("AI-02", JSD, both(answers(ai="high"), system(risk_class="high_annex1", provider=None))),
    ("AI-02", JSD, system(**HIGH, component_suppliers="Visionar s.r.o.")),
    ("AI-02", JSD, both(answers(ai="high"), setting(AI, variant="research-sandbox"), system(**HIGH, component_suppliers="Visionar s.r.o."))),
    ("AI-03", NSD, both(setting(AI, variant="hub-is-deployer"), system(**HIGH))),
    ("AI-03", NSD, system(**HIGH, provider=None)),
    ("AI-04", JSD, system(intended_purpose="AI Act-certified early warning")),
    ("AI-04", JSD, setting("core/parties-purpose", purpose_text="The hubs build a system that is compliant with the AI Act for the client.")),
    ("AI-05", JSD, setting(AI, variant="research-sandbox", real_world_testing=True)),
    ("AI-06", NSD, both(system(**HIGH), until("2027-12-03"))),
    ("AI-07", JSD, system(intended_purpose="a chatbot that answers questions of operators")),
    ("AI-07", JSD, system(risk_class="transparency")),
    *(("AI-01", JSD, both(answers(ai=each), without(AI))) for each in ("transparency", "high")),
    ("AI-03", NSD, both(setting(AI, variant="hub-is-deployer"), system(risk_class="high_annex1"))),
    ("AI-06", NSD, both(system(risk_class="high_annex1"), until("2028-08-03"))),
    ("AI-04 ai/roles-ethics.systems[1]", JSD, system(intended_purpose="AI Act-certified early warning")),
    ("AI-07 ai/roles-ethics.systems[1]", JSD, system(risk_class="transparency")),
]

SILENT: list[tuple[str, str, Change]] = [
    ("AI-01", JSD, both(answers(ai="internal_use"), setting(AI, variant="no-ai-system"))),
    ("AI-02", JSD, both(answers(ai="high"), system(**HIGH, component_suppliers="Visionar s.r.o."))),
    ("AI-02", JSD, system(provider=None)),
    ("AI-03", NSD, system(**HIGH)),
    ("AI-04", JSD, system(intended_purpose="prepares the documents that the AI Act asks for")),
    ("AI-05", JSD, setting(AI, real_world_testing=True)),
    ("AI-06", NSD, both(system(**HIGH), until("2027-12-02"))),
    ("AI-06", NSD, both(system(risk_class="high_annex1"), until("2028-08-02"))),
    ("AI-06", NSD, until("2028-03-01")),
    ("AI-07", JSD, both(answers(ai="transparency"), system(intended_purpose="a chatbot that answers questions of operators"))),
    *(("AI-01", kind, answers(ai="minimal")) for kind in (NDA, DPA)),
    ("AI-02", JSD, system(**HIGH)),
    ("AI-03", NSD, setting(AI, variant="hub-is-deployer")),
    ("AI-03", NSD, both(setting(AI, variant="hub-is-deployer", brand_on_system=None), system(**HIGH))),
    ("AI-05", JSD, setting(AI, variant="research-sandbox")),
    ("AI-07", JSD, both(answers(ai="high"), system(intended_purpose="a chatbot that answers questions of operators"))),
    ("AI-07", JSD, both(answers(ai="internal_use"), system(intended_purpose="a chatbot that answers questions of operators"))),
    ("AI-02", JSD, without(AI)),
]


class TestAi(Group):
    strikes, silent = STRIKES, SILENT
