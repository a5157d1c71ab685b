"""The checks of signatures strike where they should and are silent on good deals."""

from __future__ import annotations

from striking import DPA, FCA, JSD, MMR, NSD, Change, Deal, Draft, Group, Raw, Strike, answers, both, codes, party, setting, signer

from agreements.checks.signing import content_fingerprint

SIGNED = signer(0, date="2026-03-05")


def signature(**values: str) -> Change:
    return setting("gen/signature", **values)


def sealed(raw: Raw) -> None:
    """Let the first party be represented by itself."""
    signer(0, name=raw["parties"][0]["legal_name"])(raw)


STRIKES: list[Strike] = [
    ("SIG-01", JSD, signer(0, authority="")),
    ("SIG-01", JSD, party(1, signatories=[])),
    ("SIG-02", JSD, SIGNED),
    ("SIG-04", JSD, signer(0, signing_mode="joint")),
    ("SIG-05", JSD, both(signature(variant="e-sign-simple"), answers(total_value_eur=25001))),
    ("SIG-06", JSD, both(setting("core/cover-page", effective_date="2026-02-02"), SIGNED)),
    ("SIG-07", JSD, both(signature(document_hash="a" * 64), signer(0, signed_hash="b" * 64))),
    ("SIG-08", JSD, sealed),
    ("SIG-09", JSD, both(signature(document_hash="a" * 64), SIGNED)),
    ("SIG-05", MMR, both(signature(signature_level="simple"), answers(total_value_eur=25001))),
    *(("SIG-05", kind, both(signature(signature_level="simple"), answers(total_value_eur=0))) for kind in (FCA, NSD, DPA)),
    ("SIG-05", JSD, both(signature(variant="e-sign-simple"), answers(needs_qualified=True))),
]
SILENT: list[Strike] = [
    ("SIG-05", JSD, both(signature(variant="e-sign-simple"), answers(total_value_eur=25000))),
    ("SIG-06", JSD, both(setting("core/cover-page", effective_date="2026-02-03"), SIGNED)),
    ("SIG-07", JSD, both(signature(document_hash="a" * 64), signer(0, signed_hash="a" * 64))),
    ("SIG-09", JSD, signature(document_hash="a" * 64)),
    ("SIG-05", JSD, answers(total_value_eur=25001)),
    ("SIG-05", JSD, signature(variant="e-sign-simple")),
    ("SIG-02", JSD, both(SIGNED, signer(1, date="2026-03-06"))),
]


def approved(raw: Raw, drafted: Draft) -> None:
    signature(document_hash=content_fingerprint(drafted(raw)))(raw)


def test_a_signed_agreement_that_is_unchanged_raises_nothing(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    approved(raw, drafted)
    for number in range(len(raw["parties"])):
        signer(number, date="2026-03-05", place="Brno")(raw)

    assert {code for code in codes(drafted(raw)) if code.startswith("SIG")} == set()


def test_a_change_after_the_first_signature_is_found(deal: Deal, drafted: Draft) -> None:
    raw = deal(JSD)
    approved(raw, drafted)
    SIGNED(raw)
    raw["clauses"]["core/parties-purpose"]["purpose_text"] += " And more."

    assert "SIG-09" in codes(drafted(raw))


class TestSignature(Group):
    strikes, silent = STRIKES, SILENT
