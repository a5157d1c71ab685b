"""Every check of start, end and termination strikes where it should and is silent on a good deal."""

from __future__ import annotations

from striking import FAC, JSD, MMR, NDA, NSD, SCA, Group, Strike, answers, both, put_in, served, setting, unserved, without

duration, termination, ending = "term/duration", "term/termination", "term/exit"
SURVIVAL = ["conf/confidentiality", "ip/*", "liab/*", "disp/*", "fin/payment-terms", "data/*"]

STRIKES: list[Strike] = [
    ("TRM-01", JSD, setting(duration, duration_months=None)),
    ("TRM-01", JSD, both(answers(open_ended=True), setting(duration, notice_days=None))),
    ("TRM-02", JSD, setting(duration, duration_months=61)),
    ("TRM-02", JSD, setting(duration, renewal="tacit_with_notice")),
    ("TRM-03", JSD, setting(termination, cure_days=None)),
    ("TRM-03", NDA, without(termination)),
    ("TRM-04", MMR, setting(termination, notice_days=29)),
    ("TRM-05", NSD, setting(termination, mutual=False)),
    *(("TRM-06", JSD, setting(ending, survival=SURVIVAL[:number] + SURVIVAL[number + 1 :])) for number in range(5)),
    ("TRM-06", NDA, setting(ending, survival=["ip/*", "liab/*", "disp/*", "fin/payment-terms"])),
    ("TRM-08", JSD, setting(ending, variant="basic-survival")),
    ("TRM-02", JSD, setting(duration, end_date="2031-04-01")),
    ("TRM-02", JSD, setting(duration, variant="fixed-with-renewal", duration_months=61)),
    ("TRM-04", MMR, setting(termination, notice_days=15)),
    ("TRM-04", NSD, setting(termination, notice_days=29)),
    ("TRM-08", SCA, setting(ending, variant="basic-survival")),
]

SILENT: list[Strike] = [
    ("TRM-01", JSD, setting(duration, duration_months=None, end_date="2026-12-31")),
    ("TRM-01", JSD, answers(open_ended=True)),
    ("TRM-02", JSD, setting(duration, duration_months=60)),
    ("TRM-03", JSD, setting(termination, cure_days=10)),
    ("TRM-04", MMR, setting(termination, notice_days=30)),
    ("TRM-04", JSD, setting(termination, notice_days=29)),
    ("TRM-05", NDA, setting(termination, mutual=False)),
    ("TRM-06", NDA, setting(ending, survival=["conf/confidentiality", "liab/allocation", "disp/governing-law", "disp/forum"])),
    ("TRM-08", MMR, setting(ending, variant="basic-survival")),
    ("TRM-01", JSD, without(duration)),
    ("TRM-01", JSD, setting(duration, end_date=None)),
    ("TRM-01", JSD, both(answers(open_ended=True), setting(duration, duration_months=None, end_date=None))),
    ("TRM-01", JSD, setting(duration, notice_days=None)),
    ("TRM-02", JSD, setting(duration, end_date="2031-03-31")),
    ("TRM-02", JSD, setting(duration, variant="indefinite-with-notice", renewal="tacit_with_notice", end_date="2031-04-01")),
    ("TRM-04", MMR, setting(termination, notice_days=14)),
    ("TRM-08", FAC, both(served, setting(ending, variant="basic-survival"))),
    ("TRM-08", SCA, both(unserved, setting(ending, variant="basic-survival"))),
    ("TRM-08", SCA, both(put_in("perf/matchmaking-process"), setting(ending, variant="basic-survival"))),
]


class TestTime(Group):
    strikes, silent = STRIKES, SILENT
