"""The sample letterhead and an agreement to print on it."""

from __future__ import annotations

import pytest
from letterheads import agreement_of

from agreements.agreement import Agreement
from agreements.letterhead.letterhead import Letterhead
from agreements.letterhead.reading import letterhead
from agreements.letterhead.sample import sample


@pytest.fixture(scope="session")
def on_sample() -> Letterhead:
    """The sample letterhead, read."""
    return letterhead(sample(), "sample.docx")


@pytest.fixture(scope="session")
def delivery() -> Agreement:
    """The agreement of the example of joint service delivery."""
    return agreement_of("joint-service-delivery")
