"""The published figure: 27,571 families at Rp1,000,000 come to Rp27,571,000,000 exactly (DOMAIN.md 1.3)."""

import pytest

from desktop.rules.money import Figure
from desktop.services.desk import Desk
from desktop.services.money import approving, drafting, overview
from tests import families
from tests.services.money.walk import DECREE, FIRST, faults


@pytest.mark.slow
def test_tranche_one_of_2019(operator: Desk, supervisor: Desk) -> None:
    families.add(operator, 27_571, places=families.villages(operator, 300))
    families.add(operator, 300, start=30_000, receives_pkh=True)
    made = drafting.create(operator, FIRST, DECREE).value
    assert made.listed == Figure(27_571, 27_571_000_000)
    assert [(one.code, one.count) for one in made.left_out] == [("rules.pkh_yes", 300)]
    assert made.warnings == ()
    done = approving.approve(supervisor, FIRST).value
    assert (done.first, done.last) == ("KW-36.01-2019-000001", "KW-36.01-2019-027571")
    balance = overview.status(supervisor, FIRST).balance
    assert balance.decree == balance.payable == balance.unpaid == Figure(27_571, 27_571_000_000)
    assert faults(operator) == []
