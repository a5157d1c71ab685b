"""All checks of the legal brief (section 3) are there, each with its severity; a code speaks with a second severity only where that was meant."""

from __future__ import annotations

from agreements.library import Library

BRIEF = """
STR 01e 02e 03e 04e 05w 06e 07e 08e 09e 10e 11e 12w 13e 14e 15e 16w 17w 19w 20w
DEF 01e 02w 03e 04e 05w 06w 07w 08w 09e
FIN 01e 02e 03w 04e 05e 06e 07e 08w 09e 10e 11e 12w 13e 14w 15e 16e 17w 18w 19w 20e 21w 22w
IP 01e 02e 03e 04w 05w 06e 07w 08w 09e 10w 11w 12w 13w 14w 15e 16w 17w
CON 01e 02e 03w 04e 05e 06w 07w 08e 09w 10w
DAT 01e 02e 03e 04e 05e 06e 07w 08e 09e 10e 11e 12w 13w 14w 15e 16w 17w
AI 01e 02e 03w 04w 05w 06w 07w
PPL 01e 02e 03e 04w 05w 06w 07w 08e 09e 10w 11w 12w 13w
FAC 01e 02e 03w 04w 05w 06w
CMP 01e 02e 03e 04e 05e 06e 07w 08w 09w 10e 11w 12e 13w 14e 15w 16e 17w
INT 01w 02w 03e 04w
LIA 01e 02e 03e 04e 05e 06w 07e 08w 09w 10w 11w 12w 13w 14e 15w 16w
TRM 01e 02w 03e 04w 05w 06e 07w 08w 09e
DSP 01e 02e 03w 04w 05e 06w 07e 08w 09e 10w
SIG 01e 02e 03e 04w 05w 06w 07e 08w 09e
FRM 01e 02e 03e 04w 05e 06e 07w 08e 09w 10w 11e 12w
CLI 01e 02e 03e 04e 05w 06w 07e 08w 09w
"""
OURS = "LIB 01e 02w 03w 04w 05w"  # of what a deal, or an edited file, says to the library itself
OF_BOTH = {"CMP-05", "CMP-07", "DAT-08", "DAT-09", "DAT-10", "DSP-05"}  # DAT-10 warns, beyond the brief, of uses that contradict each other
SEVERITY = {"e": "error", "w": "warning"}


def listed(table: str) -> dict[str, str]:
    return {f"{group}-{each[:2]}": SEVERITY[each[2]] for group, *rest in map(str.split, table.strip().splitlines()) for each in rest}


def test_the_brief_has_206_checks_105_of_them_errors() -> None:
    severities = list(listed(BRIEF).values())

    assert (len(severities), severities.count("error")) == (206, 105)


def test_every_check_of_the_brief_exists_with_its_severity(library: Library) -> None:
    assert {code: row.severity for code, row in library.checks.items()} == listed(BRIEF) | listed(OURS)


def test_a_second_severity_stands_only_where_it_was_meant(library: Library) -> None:
    assert {code for code, row in library.checks.items() if len({each.severity for each in row.rows}) > 1} == OF_BOTH
