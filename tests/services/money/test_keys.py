"""Tranches are found as people write them, and never guessed."""

import pytest

from desktop.errors import Refused
from desktop.services.desk import Desk
from desktop.services.money.keys import TrancheKey, find_key
from tests.services.money.walk import FIRST, OTHER, SECOND, other_programme


@pytest.mark.parametrize("written", ["2019/1", "jamsosratu:2019/1", " JAMSOSRATU:2019/1 ", "2019/01"])
def test_a_tranche_is_found(operator: Desk, written: str) -> None:
    assert find_key(operator, written) == FIRST


def test_a_key_is_written_as_it_is_read(operator: Desk) -> None:
    assert str(SECOND) == "jamsosratu:2019/2"
    assert find_key(operator, str(SECOND)) == SECOND
    assert SECOND.short == "2019/2"


@pytest.mark.parametrize("written", ["", "2019", "1/2019", "tahap 1", "2019/1/1", "20x9/1", "2019/١"])
def test_what_is_no_tranche_is_refused(operator: Desk, written: str) -> None:
    with pytest.raises(Refused) as refused:
        find_key(operator, written)
    assert refused.value.code == "money.tranche_form"


@pytest.mark.parametrize("written", ["2019/3", "2018/1", "pkh:2019/1"])
def test_an_unknown_tranche_names_those_there_are(operator: Desk, written: str) -> None:
    with pytest.raises(Refused) as refused:
        find_key(operator, written)
    assert refused.value.code == "money.tranche_unknown"
    assert refused.value.values["known"] == "jamsosratu:2019/1, jamsosratu:2019/2"


def test_two_programmes_of_a_year_are_a_question(operator: Desk) -> None:
    other_programme(operator)
    with pytest.raises(Refused) as refused:
        find_key(operator, "2019/1")
    assert refused.value.code == "money.tranche_several"
    assert refused.value.values["known"] == "jamsosratu:2019/1, jscm:2019/1"
    assert find_key(operator, "jscm:2019/1") == OTHER
    assert TrancheKey("a", 2018, 9) < TrancheKey("a", 2019, 1)
