"""Ask every row of a group's tables by itself."""

from __future__ import annotations

import pytest
from striking import Group, names


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    group = metafunc.cls
    if group is None or not issubclass(group, Group):
        return
    for fixture, table in (("strike", group.strikes), ("silence", group.silent)):
        if fixture in metafunc.fixturenames:
            metafunc.parametrize(fixture, table, ids=names(table))
