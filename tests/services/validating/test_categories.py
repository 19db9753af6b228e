"""Categories: given to the families named, kept in the log, and what the next list pays by."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.validating import categories
from desktop.services.validating.selecting import Selection
from tests import families, offices


@pytest.fixture
def cilegon(tmp_path: Path) -> Desk:
    """An office of Cilegon under JSCB, with three families."""
    folder = offices.make_template(tmp_path / "cilegon", "36.72", ("jscb-2023",)).folder
    desk = offices.sign_in(folder, Role.OPERATOR)
    families.add(desk, 3, programme="jscb")
    return desk


def ids(desk: Desk) -> list[str]:
    with desk.read() as session:
        return [str(one) for one in session.scalars(select(Enrolment.household_id).order_by(Enrolment.id))]


def given(desk: Desk) -> dict[str, str | None]:
    with desk.read() as session:
        return {str(row.household_id): row.category for row in session.scalars(select(Enrolment))}


def test_the_rates_are_those_of_the_programme(cilegon: Desk, operator: Desk) -> None:
    found = {rate.key: rate.amount for rate in categories.rates(cilegon, "jscb")}
    assert found["orphan"] == 1_200_000
    assert set(found) == {"orphan", "widow", "elderly", "disabled", "poor"}
    assert categories.rates(operator, "jamsosratu") == ()


def test_the_families_named_are_in_it_and_no_others(cilegon: Desk) -> None:
    one, two, three = ids(cilegon)
    done = categories.give(cilegon, Selection("jscb", cards=(one, two, "X-1")), "orphan").value
    assert (done.changed, done.same, done.unknown) == (2, 0, ("X-1",))
    again = categories.give(cilegon, Selection("jscb", cards=(two, three)), "orphan").value
    assert (again.changed, again.same) == (1, 1)
    assert given(cilegon) == dict.fromkeys((one, two, three), "orphan")


def test_each_change_stands_in_the_log(cilegon: Desk) -> None:
    one, *_ = ids(cilegon)
    categories.give(cilegon, Selection("jscb", cards=(one,)), "widow")
    with cilegon.read() as session:
        enrolment = session.scalars(select(Enrolment.id).where(Enrolment.household_id == UUID(one))).one()
        lines = session.scalars(select(AuditLine.action).where(AuditLine.record == str(enrolment))).all()
    assert "enrolment.category" in lines


@pytest.mark.parametrize(
    ("category", "selection", "code"),
    [
        ("rich", Selection("jscb", village="36.72.01.1001"), "rules.category_unknown"),
        ("", Selection("jscb", village="36.72.01.1001"), "rules.category_unknown"),
        ("orphan", Selection("jscb"), "category.whom"),
    ],
)
def test_what_is_refused(cilegon: Desk, category: str, selection: Selection, code: str) -> None:
    with pytest.raises(Refused) as refused:
        categories.give(cilegon, selection, category)
    assert refused.value.code == code
    assert set(given(cilegon).values()) == {None}


def test_a_flat_programme_has_no_categories(operator: Desk) -> None:
    families.add(operator, 1)
    with pytest.raises(Refused) as refused:
        categories.give(operator, Selection("jamsosratu", cards=("X",)), "orphan")
    assert refused.value.code == "category.none"
