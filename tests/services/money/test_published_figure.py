"""The published figure: 27,571 families at Rp1,000,000 come to Rp27,571,000,000 exactly (DOMAIN.md 1.3).

Here in a smaller pile; the benchmark of the receipts takes it in its real size.
"""

import pytest

from desktop.rules.money import Figure, rupiah, rupiah_in_words
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, overview
from tests import families
from tests.services.money.walk import DECREE, FIRST, SECOND, faults

FAMILIES, EACH, REST = 27_571, 1_000_000, 750_000
PUBLISHED = 27_571_000_000
SMALLER = 271  # no multiple of anything that is counted by: rows of a read, receipts of a page, villages


def test_the_arithmetic_of_the_report() -> None:
    assert FAMILIES * EACH == PUBLISHED
    assert rupiah(PUBLISHED) == "Rp27.571.000.000"
    assert rupiah_in_words(PUBLISHED) == "dua puluh tujuh miliar lima ratus tujuh puluh satu juta rupiah"
    assert Figure(FAMILIES, PUBLISHED) == sum((Figure(1, EACH) for _ in range(FAMILIES)), Figure())


@pytest.fixture
def drafted(operator: Desk) -> Desk:
    """Both tranches of 2019 drafted over the same families, beside some that receive PKH."""
    families.add(operator, SMALLER, bank="bjb", places=families.villages(operator, 300))
    families.add(operator, 9, start=30_000, receives_pkh=True)
    for key in (FIRST, SECOND):
        made = drafting.create(operator, key, DECREE).value
        assert [(one.code, one.count) for one in made.left_out] == [("rules.pkh_yes", 9)]
        assert made.warnings == ()
    return operator


def test_each_tranche_comes_to_families_times_amount(drafted: Desk, supervisor: Desk) -> None:
    for key, amount, first in ((FIRST, EACH, 1), (SECOND, REST, SMALLER + 1)):
        done = approving.approve(supervisor, key).value
        assert done.first == f"KW-36.01-2019-{first:06}"
        assert done.last == f"KW-36.01-2019-{first + SMALLER - 1:06}"
        balance = overview.status(supervisor, key).balance
        assert balance.decree == balance.payable == balance.unpaid == Figure(SMALLER, SMALLER * amount)
    assert faults(drafted) == []


def test_the_two_tranches_are_the_year(drafted: Desk) -> None:
    """Rp1.750.000 a family and year: what DOMAIN.md 1.3 gives for 2019."""
    rows = overview.tranches(drafted)
    whole = sum((row.listed for row in rows), Figure())
    assert whole.rupiah == SMALLER * 1_750_000
    assert {row.listed.families for row in rows} == {SMALLER}


def test_districts_add_up_to_the_whole(drafted: Desk) -> None:
    status = overview.status(drafted, FIRST)
    assert len(status.districts) > 10, "the pile lies in many districts"
    assert sum((one.listed for one in status.districts), Figure()) == status.balance.listed
    assert all(one.listed.rupiah == one.listed.families * EACH for one in status.districts)
