"""What a person names is found, or refused with what he typed; nothing answers as if it were empty."""

from datetime import date, timedelta

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import naming
from desktop.services.desk import Desk
from desktop.services.families import asof
from desktop.services.life import standing
from tests import families, offices


def test_codes_with_and_without_dots(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    assert naming.village(operator, village) == naming.village(operator, f" {village.replace('.', '')} ") == village
    district = village.rsplit(".", 1)[0]
    assert naming.district(operator, district.replace(".", "")) == district


@pytest.mark.parametrize("typed", ["99", "", "Sumberjaya", "36.01.01", "36.99.99.2001"])
def test_what_is_no_village_is_said(operator: Desk, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        naming.village(operator, typed)
    assert (refused.value.code, refused.value.values) == ("import.unknown_village", {"written": typed})


@pytest.mark.parametrize("typed", ["99", "36", "36.01.01.2001", "Sumur"])
def test_what_is_no_district_is_said(operator: Desk, typed: str) -> None:
    with pytest.raises(Refused, match=r"naming\.no_district"):
        naming.district(operator, typed)


def test_a_programme_is_one_of_this_office(operator: Desk) -> None:
    assert naming.programme(operator, "jamsosratu") == "jamsosratu"
    with pytest.raises(Refused) as refused:
        naming.programme(operator, "ngawur")
    assert refused.value.values["name"] == "ngawur"
    assert "jamsosratu" in str(refused.value.values["known"])


def test_whoever_reads_may_name(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    for role in (Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR):
        assert naming.village(offices.same_office_as(operator, role), village) == village


def test_a_day_to_come_shows_nothing(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    naming.check_past(date(2019, 6, 1), date(2019, 6, 1))
    tomorrow = operator.today() + timedelta(days=1)
    with pytest.raises(Refused, match=r"enrolling\.future"):
        standing.list_on(operator, tomorrow)
    with pytest.raises(Refused, match=r"enrolling\.future"):
        asof.family_on(operator, family, tomorrow)
    assert standing.list_on(operator, operator.today()).rows
