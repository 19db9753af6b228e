"""What a list keeps of a family: name and address as they were, and what its amount is made of, drafted over again."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import Enrolment, Household, Member, Payment, PaymentPart
from desktop.rules.terms import PaymentState, Presence, Role, Schooling
from desktop.services import approving, safety
from desktop.services.desk import Desk
from desktop.services.money import drafting, freezing, proving
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.validating import categories
from desktop.services.validating.selecting import Selection
from tests import families, offices

PKH, JSCB = TrancheKey("pkh", 2021, 1), TrancheKey("jscb", 2023, 1)
DECREE = NewDecree("1/Kep/2021", date(2021, 1, 4))
OF_2023 = NewDecree("1/Kep/2023", date(2023, 1, 9))
PRIMARY, JUNIOR, UNDER_FIVE = 225_000, 375_000, 750_000
Change = Callable[[Any], None]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> offices.Template:
    """An office of Cilegon that runs PKH by component and JSCB by category."""
    return offices.make_template(tmp_path_factory.mktemp("two") / "office", "36.72", ("pkh-2021", "jscb-2023"))


@pytest.fixture
def desk(template: offices.Template, tmp_path: Path) -> Iterator[Desk]:
    made = offices.sign_in(template.copy(tmp_path / "cilegon"), Role.OPERATOR)
    yield made
    made.close()


def parts(desk: Desk) -> dict[str, tuple[int, int]]:
    """Count and rupiah of the only payment's parts, by code."""
    with desk.read() as session:
        rows = session.scalars(select(PaymentPart)).all()
    assert len({(row.payment_id, row.kind, row.code, row.sanction_id) for row in rows}) == len(rows)
    return {row.code: (row.count, row.rupiah) for row in rows}


def payment(desk: Desk) -> Payment:
    with desk.read() as session:
        return session.scalars(select(Payment)).one()


def change(desk: Desk, family: UUID, of: Change) -> None:
    with desk.write("test.change") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id == family)):
            if member.position > 1:
                of(member)


def moved_up(member: Member) -> None:
    member.school_level, member.schooling = "junior", Schooling.ATTENDING


def gone(member: Member) -> None:
    member.presence = Presence.MOVED


def newborn(desk: Desk, family: UUID) -> None:
    with desk.write("test.birth") as unit:
        child = families._member(family, 3, "NENG", families.Sex.FEMALE, date(2020, 5, 5))
        child["relation"] = "child"
        unit.insert_many(Member, [child])
        unit.touch("member", families={family})


def test_each_component_is_a_part(desk: Desk) -> None:
    (family,) = families.add(desk, 1, programme="pkh")
    newborn(desk, family)
    drafting.create(desk, PKH, DECREE)
    assert parts(desk) == {"under_five": (1, UNDER_FIVE), "primary": (1, PRIMARY)}
    assert payment(desk).amount == UNDER_FIVE + PRIMARY


def test_a_part_that_fell_away_stays_with_nothing_in_it(desk: Desk) -> None:
    (family,) = families.add(desk, 1, programme="pkh")
    drafting.create(desk, PKH, DECREE)
    change(desk, family, moved_up)
    drafting.create(desk, PKH, DECREE)
    assert parts(desk) == {"primary": (0, 0), "junior": (1, JUNIOR)}
    assert payment(desk).amount == JUNIOR


def test_it_comes_back_into_the_same_part(desk: Desk) -> None:
    (family,) = families.add(desk, 1, programme="pkh")
    drafting.create(desk, PKH, DECREE)
    change(desk, family, moved_up)
    drafting.create(desk, PKH, DECREE)

    def back(member: Member) -> None:
        member.school_level = "primary"

    change(desk, family, back)
    drafting.create(desk, PKH, DECREE)
    assert parts(desk) == {"primary": (1, PRIMARY), "junior": (0, 0)}


def test_who_fits_no_longer_keeps_what_the_amount_was_made_of(desk: Desk) -> None:
    (family,) = families.add(desk, 1, programme="pkh")
    drafting.create(desk, PKH, DECREE)
    change(desk, family, gone)
    drafting.create(desk, PKH, NewDecree(DECREE.number, DECREE.on, 1, PRIMARY))
    kept = payment(desk)
    assert (kept.state, kept.reason, kept.amount) == (PaymentState.WITHHELD, freezing.NO_LONGER, PRIMARY)
    assert parts(desk) == {"primary": (1, PRIMARY)}
    with desk.read() as session:
        assert list(proving.prove(session)) == []


def test_drafting_again_without_a_change_writes_nothing_of_it(desk: Desk) -> None:
    families.add(desk, 1, programme="pkh")
    drafting.create(desk, PKH, DECREE)
    with desk.read() as session:
        before = session.scalars(select(PaymentPart.version)).all()
        payments_before = session.scalars(select(Payment.version)).all()
    drafting.create(desk, PKH, DECREE)
    with desk.read() as session:
        assert session.scalars(select(PaymentPart.version)).all() == before
        assert session.scalars(select(Payment.version)).all() == payments_before


def test_a_category_is_one_part(desk: Desk) -> None:
    (family,) = families.add(desk, 1, programme="jscb")
    categories.give(desk, Selection("jscb", cards=(str(family),)), "orphan")
    drafting.create(desk, JSCB, OF_2023)
    assert parts(desk) == {"orphan": (1, 1_200_000)}
    categories.give(desk, Selection("jscb", cards=(str(family),)), "widow")
    drafting.create(desk, JSCB, OF_2023)
    assert parts(desk) == {"orphan": (0, 0), "widow": (1, 1_000_000)}
    assert payment(desk).amount == 1_000_000


def test_what_happens_to_the_family_later_changes_no_approved_list(desk: Desk) -> None:
    (family,) = families.add(desk, 1, programme="pkh", address="Kp. Cikadu")
    drafting.create(desk, PKH, DECREE)
    approving.approve(offices.same_office_as(desk, Role.SUPERVISOR), PKH)
    with desk.write("test.move") as unit:
        household = unit.session.get_one(Household, family)
        household.address, household.rt, household.no_kk = "Jl. Raya", "9", "3672010101190009"
    change(desk, family, moved_up)
    kept = payment(desk)
    assert (kept.address, kept.rt, kept.amount) == ("Kp. Cikadu", "001", PRIMARY)
    assert kept.no_kk != "3672010101190009"
    assert safety.verify(desk, proving.prove).sound


@pytest.mark.parametrize(("written", "kept"), [("1", "001"), (" 12 ", "012"), ("", ""), ("5A", "5A"), ("0012", "0012")])
def test_neighbourhoods_sort_as_papers_write_them(written: str, kept: str) -> None:
    assert freezing.padded(written) == kept


def test_the_card_given_at_the_draft_stands_on_the_payment(desk: Desk) -> None:
    families.add(desk, 3, programme="pkh")
    drafting.create(desk, PKH, DECREE)
    with desk.read() as session:
        cards = set(session.scalars(select(Payment.card_number)))
        enrolled = set(session.scalars(select(Enrolment.card_number)))
    assert cards == enrolled
    assert len(cards) == 3
