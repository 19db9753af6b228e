"""What a list offers is taken over only by a person, whole or in part, and once."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desktop.errors import Cancelled, Refused
from desktop.models import FamilyClosure, Household, OtherAid
from desktop.rules.official_lists import OfficialKind
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.official_lists import offers
from desktop.services.official_lists.answers import About
from desktop.services.official_lists.offers import Offers, OffersTaken
from tests import families, offices
from tests.services.official_lists import files as made

AIDS = ("NIK", "No Peserta", "Status")
REGISTER = ("No KK", "Nama", "Desil", "BANSOS PKH", "BANSOS BPNT")
LATER = date(2019, 9, 1)


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 5)


def offered(desk: Desk, path: Path, about: About) -> Offers:
    list_id = made.keep(desk, path, about).list_id
    assert list_id is not None
    return offers.offers(desk, list_id)


def recipients(folder: Path, *rows: tuple[int, str, str], name: str = "pkh.xlsx") -> Path:
    return made.write(folder / name, AIDS, [[made.mother(number), card, word] for number, card, word in rows])


def register(folder: Path, *rows: list[object], name: str = "dtsen.xlsx") -> Path:
    return made.write(folder / name, REGISTER, rows)


def aids(desk: Desk) -> list[tuple[UUID, str, str | None, str, date, date | None]]:
    rows = made.everything(desk, OtherAid)
    return [(row.household_id, row.aid, row.number, row.source, row.valid_from, row.valid_to) for row in rows]


def family(desk: Desk, household: UUID) -> Household:
    return next(row for row in made.everything(desk, Household) if row.id == household)


def test_a_list_of_recipients_offers_the_aid(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    found = offered(operator, recipients(tmp_path, (0, "360101000000017", "AKTIF"), (1, "", "")), made.PKH)
    assert (found.source, found.as_of, found.ranks) == ("pkh", made.DAY, ())
    assert [(each.household, each.name, each.aid, each.number) for each in found.aids] == [
        (households[0], "SITI AMINAH", "pkh", "360101000000017"),
        (households[1], "ROHAYATI", "pkh", ""),
    ]
    assert aids(operator) == [], "nothing is written before a person takes it over"


def test_taken_over_it_stands_with_the_list_as_its_source(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    found = offered(operator, recipients(tmp_path, (0, "360101000000017", "AKTIF")), made.PKH)
    answer = offers.take(operator, found)
    assert answer.value == OffersTaken(aids=1, ended=0, ranks=0)
    assert answer.changes.touches("other_aid", "household")
    assert aids(operator) == [(households[0], "pkh", "360101000000017", "pkh", made.DAY, None)]
    assert family(operator, households[0]).receives_pkh is True
    assert family(operator, households[1]).receives_pkh is False


def test_what_is_taken_over_is_not_offered_again(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    found = offered(operator, recipients(tmp_path, (0, "", "")), made.PKH)
    offers.take(operator, found)
    assert offers.offers(operator, found.list_id).aids == ()
    with pytest.raises(Refused) as refused:
        offers.take(operator, found)
    assert refused.value.code == "list.office_changed"
    assert len(aids(operator)) == 1


def test_what_is_left_out_stays_offered(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    found = offered(operator, recipients(tmp_path, (0, "", ""), (1, "", "")), made.PKH)
    taken = offers.take(operator, found, {found.aids[0].key}).value
    assert taken.aids == 1
    assert [row[0] for row in aids(operator)] == [households[1]]
    assert [each.household for each in offers.offers(operator, found.list_id).aids] == [households[0]]


def test_who_died_is_offered_no_aid(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    assert offered(operator, recipients(tmp_path, (0, "", "EXCLUDE MENINGGAL")), made.PKH).aids == ()


def test_an_aid_that_ended_is_ended(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    offers.take(operator, offered(operator, recipients(tmp_path, (0, "", "")), made.PKH))
    ended = About(OfficialKind.OTHER_AID, "pkh", LATER)
    found = offered(operator, recipients(tmp_path, (0, "", "GRADUASI"), (1, "", "GRADUASI"), name="b.xlsx"), ended)
    (one,) = found.aids
    assert (one.household, one.ends) == (households[0], True), "whoever held nothing has nothing to end"
    assert offers.take(operator, found).value == OffersTaken(aids=0, ended=1, ranks=0)
    assert aids(operator) == [(households[0], "pkh", None, "pkh", made.DAY, LATER)]
    assert family(operator, households[0]).receives_pkh is False


def test_an_older_list_cannot_end_what_began_later(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    later = About(OfficialKind.OTHER_AID, "bpnt", LATER)
    offers.take(operator, offered(operator, recipients(tmp_path, (0, "", "")), later))
    older = About(OfficialKind.OTHER_AID, "bpnt", made.DAY)
    assert offered(operator, recipients(tmp_path, (0, "", "GRADUASI"), name="b.xlsx"), older).aids == ()


def test_pkh_a_family_only_said_itself_can_be_ended(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    made.change_household(operator, households[0], receives_pkh=True)
    found = offered(operator, recipients(tmp_path, (0, "", "GRADUASI")), made.PKH)
    assert [(each.ends, each.open_id) for each in found.aids] == [(True, None)]
    offers.take(operator, found)
    assert family(operator, households[0]).receives_pkh is False
    assert aids(operator) == []


def test_a_register_offers_its_rank_and_the_aids_it_names(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    path = register(tmp_path, [made.card(0), "", 2, "YA", "TIDAK"], [made.card(1), "", 1, "", "YA"])
    found = offered(operator, path, made.DTSEN)
    assert [(each.household, each.aid) for each in found.aids] == [(households[0], "pkh"), (households[1], "bpnt")]
    ranks = [(each.percentile, each.desil, each.old_percentile, each.old_source) for each in found.ranks]
    assert ranks == [(20, "2", 12, "bdt2015"), (10, "1", 12, "bdt2015")]
    assert offers.take(operator, found).value == OffersTaken(aids=2, ended=0, ranks=2)
    one = family(operator, households[0])
    assert (one.poverty_percentile, one.poverty_source, one.receives_pkh) == (20, "dtsen", True)
    assert offers.offers(operator, found.list_id).ranks == ()


def test_several_members_of_a_family_are_one_offer(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    """That one of them holds an aid weighs more than that another does not."""
    path = register(
        tmp_path,
        [made.card(0), "UJANG", 3, "TIDAK", ""],
        [made.card(0), "SITI AMINAH", 3, "YA", ""],
        [made.card(0), "SITI AMINAH", 3, "TIDAK", ""],
    )
    made.change_household(operator, households[0], receives_pkh=True)
    found = offered(operator, path, made.DTSEN)
    assert [(each.aid, each.ends) for each in found.aids] == [("pkh", False)]
    assert len(found.ranks) == 1


def test_a_percentile_goes_before_a_desil(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    path = made.write(tmp_path / "p.xlsx", ("No KK", "Desil", "Persentil"), [[made.card(0), 3, 27]])
    (one,) = offered(operator, path, made.DTSEN).ranks
    assert (one.percentile, one.desil) == (27, "3")


def test_standing_in_a_register_without_a_rank(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    """It makes a family registered that was in no register, and says nothing new of one that is."""
    made.change_household(operator, households[1], poverty_source=None, poverty_percentile=None)
    path = made.write(tmp_path / "p.xlsx", ("No KK", "Nama"), [[made.card(0), ""], [made.card(1), ""]])
    found = offered(operator, path, made.DTSEN)
    assert [(each.household, each.percentile) for each in found.ranks] == [(households[1], None)]
    offers.take(operator, found)
    one = family(operator, households[1])
    assert (one.poverty_source, one.poverty_percentile) == ("dtsen", None)


def test_an_older_register_offers_no_rank_where_a_newer_one_spoke(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    newer = About(OfficialKind.POVERTY_REGISTER, "dtsen", LATER)
    made.keep(operator, register(tmp_path, [made.card(0), "", 5, "", ""]), newer)
    older = register(tmp_path, [made.card(0), "", 1, "", ""], [made.card(1), "", 1, "", ""], name="lama.xlsx")
    assert [each.household for each in offered(operator, older, made.DTSEN).ranks] == [households[1]]


def test_lists_of_officials_and_of_dukcapil_offer_nothing(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    path = recipients(tmp_path, (0, "", "PADAN"))
    for about in (made.STAFF, made.DUKCAPIL):
        found = offered(operator, path, about)
        assert (found.aids, found.ranks) == ((), ())


def test_a_family_that_left_is_offered_nothing(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    list_id = made.keep(operator, recipients(tmp_path, (0, "", "")), made.PKH).list_id
    assert list_id is not None
    with operator.write("test.closed") as unit:
        closure = FamilyClosure(household_id=households[0], kind="moved_out", on=made.DAY, reason="Pindah")
        closure.by = operator.person.id
        unit.session.add(closure)
    assert offers.offers(operator, list_id).aids == ()


def test_a_family_of_another_office_is_left_to_it(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    with operator.write("test.owner") as unit:
        unit.session.get_one(Household, households[0]).owner = "36.02"
    assert offered(operator, recipients(tmp_path, (0, "", "")), made.PKH).aids == ()


def test_stopped_nothing_is_taken_over(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            raise Cancelled

    found = offered(operator, recipients(tmp_path, (0, "", "")), made.PKH)
    with pytest.raises(Cancelled):
        offers.take(operator, found, progress=Stop())
    assert aids(operator) == []
    assert offers.take(operator, found).value.aids == 1


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_see_offers_and_take_none(operator: Desk, households: list[UUID], tmp_path: Path, role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    found = offered(operator, recipients(tmp_path, (0, "", "")), made.PKH)
    assert offers.offers(desk, found.list_id) == found
    with pytest.raises(Refused) as refused:
        offers.take(desk, found)
    assert refused.value.code == "role.not_allowed"


def test_a_list_that_is_not_there_offers_nothing(operator: Desk, households: list[UUID]) -> None:
    with pytest.raises(Refused) as refused:
        offers.offers(operator, households[0])
    assert refused.value.code == "list.unknown"


def test_offers_of_another_list_that_changed_nothing_here_are_taken(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    """The office changed since, but not in a way that changes what is offered."""
    found = offered(operator, recipients(tmp_path, (0, "360101000000017", "AKTIF")), made.PKH)
    made.change_household(operator, households[4], rt="9")
    assert offers.offers(operator, found.list_id) == found
    assert offers.take(operator, found).value == OffersTaken(1, 0, 0)


def test_offers_are_known_to_be_of_the_state_they_were_read_in(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    found = offered(operator, recipients(tmp_path, (0, "360101000000017", "AKTIF")), made.PKH)
    again = offers.offers(operator, found.list_id)
    assert again.change == found.change
    made.change_household(operator, households[0], receives_pkh=True)
    assert offers.offers(operator, found.list_id).change > found.change
    assert households


@pytest.mark.parametrize("second", [3, ""])
@pytest.mark.parametrize("first", [1, ""])
def test_two_rows_of_one_family_offer_the_first_rank_and_no_other_once_it_is_taken_over(
    operator: Desk, households: list[UUID], tmp_path: Path, first: int | str, second: int | str
) -> None:
    """One row means the family by its card, the other a member of it."""
    made.change_household(operator, households[0], poverty_source=None, poverty_percentile=None)
    rows = [["", made.card(0), first], [made.mother(0), "", second]]
    path = made.write(tmp_path / "dtsen.xlsx", ("NIK", "No KK", "Desil"), rows)
    list_id = made.keep(operator, path, made.DTSEN).list_id
    assert list_id is not None
    offered = offers.offers(operator, list_id)
    rank = first or second
    assert [each.percentile for each in offered.ranks] == [int(rank) * 10 if rank else None]
    offers.take(operator, offered)
    assert offers.offers(operator, list_id).ranks == ()
