"""What the detail beside the list says of a family in each state, and the words it says it with."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import select

from desktop.models import Caseload, Facilitator, Household, Member, Visit
from desktop.rules.ids import new_id
from desktop.rules.terms import (
    Component,
    EnrolmentStatus,
    Marital,
    PaymentState,
    Presence,
    Relation,
    Role,
    Schooling,
    Sex,
)
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.families.detail import MemberFacts
from desktop.services.families.fields import MemberDetail
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.ui.families import terms
from desktop.ui.families.parts import member_words
from desktop.ui.families.terms import payment_chip, spouse, status_chip
from desktop.ui.kit.chip import Chip
from desktop.wording import Translator
from desktop.wording.terms import ENROLMENT
from tests import families
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]


@pytest.fixture
def family(operator: Desk) -> UUID:
    return families.add(operator, 1)[0]


def change(desk: Desk, family: UUID, position: int, **values: object) -> None:
    with desk.write("test.member") as unit:
        where = (Member.household_id == family, Member.position == position)
        row = unit.session.scalars(select(Member).where(*where)).one()
        for name, what in values.items():
            setattr(row, name, what)


def change_home(desk: Desk, family: UUID, **values: object) -> None:
    with desk.write("test.household") as unit:
        row = unit.session.get_one(Household, family)
        for name, what in values.items():
            setattr(row, name, what)


def add_visits(desk: Desk, family: UUID, purpose: str, dues: tuple[date | None, ...]) -> None:
    """One visit a month from February on, each with what is due, by the family's facilitator."""
    with desk.write("test.visit") as unit:
        helper = Facilitator(id=new_id(), name="Euis Marwiyah")
        unit.session.add(helper)
        unit.session.flush()
        unit.session.add(
            Caseload(id=new_id(), facilitator_id=helper.id, household_id=family, valid_from=date(2019, 1, 1))
        )
        for month, due in enumerate(dues, 2):
            unit.session.add(
                Visit(
                    id=new_id(),
                    household_id=family,
                    facilitator_id=helper.id,
                    on=date(2019, month, 1),
                    purpose=purpose,
                    seen="Sehat",
                    follow_up="Posyandu" if due else "",
                    due_on=due,
                    entered_by=desk.person.id,
                    entered_at=desk.now(),
                )
            )


def shown(place_of: Enter, role: Role = Role.OPERATOR) -> str:
    return texts(place_of(role).screen.browse.panel)


@pytest.mark.parametrize("presence", [Presence.DIED, Presence.MOVED, Presence.NOT_FOUND])
def test_who_is_no_longer_here_says_so(
    operator: Desk, family: UUID, place_of: Enter, t: Translator, presence: Presence
) -> None:
    change(operator, family, 2, presence=presence.value)
    words = shown(place_of)
    assert t(terms.PRESENCES[presence]) in words.split("\n")
    assert "Primary" not in words.split("\n")  # and counts for nothing


@pytest.mark.parametrize("status", [EnrolmentStatus.SUSPENDED, EnrolmentStatus.STOPPED, EnrolmentStatus.NOT_ELIGIBLE])
def test_the_state_stands_beside_the_name(
    operator: Desk, family: UUID, place_of: Enter, t: Translator, status: EnrolmentStatus
) -> None:
    with operator.write("test.move") as unit:
        rows = enrolling.read_rows(unit.session, "jamsosratu")
        enrolling.move_many(unit, list(rows), Move(status, date(2019, 5, 2), "alasan"))
    place = place_of(Role.OPERATOR)
    word, tone = terms.STATUSES[status]
    chip = place.screen.browse.panel.chip.value
    assert (chip.text, chip.tone) == (t(word), tone)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"phone": "0812"}, "Phone 0812"),
        ({"no_kk": None}, "No card yet"),
        ({"hamlet": "Pasir"}, "Kp. Cikadu Pasir RT"),
        ({"hamlet": "Cikadu"}, "Kp. Cikadu RT"),  # said once
        ({"address": "", "rt": "", "rw": ""}, "Village "),
        ({"village_code": None, "area_as_written": "DESA ENTAH"}, "as written: DESA ENTAH"),
        ({"caretaker_id": None}, "No caretaker yet"),
        ({"no_kk": "123"}, "No KK •••"),
    ],
)
def test_the_summary_says_what_is_known(
    operator: Desk, family: UUID, place_of: Enter, values: dict[str, object], said: str
) -> None:
    change_home(operator, family, **values)
    assert said in shown(place_of)


def test_a_family_without_a_number_names_none(operator: Desk, family: UUID, place_of: Enter) -> None:
    change_home(operator, family, no_kk=None)
    assert "No KK 36" not in shown(place_of)


def test_a_family_nobody_knows_a_nik_of_offers_none_to_show(operator: Desk, family: UUID, place_of: Enter) -> None:
    change(operator, family, 1, nik=None)
    words = shown(place_of)
    assert "Show NIK" not in words
    assert words.count("no NIK yet") == 2


@pytest.mark.parametrize("role", list(Role))
def test_whoever_unmasks_is_logged_and_sees_groups_of_four(family: UUID, place_of: Enter, role: Role) -> None:
    place = place_of(role)
    (show,) = [one for one in place.screen.browse.panel.findChildren(QPushButton) if one.text() == "Show NIK"]
    show.click()
    place.settle()
    detail = place.screen.browse.panel.detail
    assert detail is not None
    nik = detail.fields.members[0].nik
    assert f"NIK {nik[:4]} {nik[4:8]} {nik[8:12]} {nik[12:]}" in texts(place.screen.browse.panel)
    assert place.logged("family.unmask") == [str(family)]


def test_a_payment_of_a_list_stands_with_its_state(operator: Desk, family: UUID, place_of: Enter) -> None:
    key = TrancheKey("jamsosratu", 2019, 1)
    drafting.create(operator, key, NewDecree("900/Kep.1/2019", date(2019, 3, 25)))
    words = shown(place_of)
    assert "Tranche 1/2019" in words
    assert "Rp1.000.000" in words
    assert "Not collected yet" in words
    assert "No tranche lists this family yet." not in words
    assert "Ages and components on" in words


def test_the_day_of_the_ages_is_told_where_nobody_counts_too(operator: Desk, family: UUID, place_of: Enter) -> None:
    with operator.write("test.school") as unit:
        for member in unit.session.scalars(select(Member).where(Member.household_id == family)):
            member.birth_date, member.schooling = date(1990, 5, 1), None
    now = operator.today()
    words = shown(place_of)
    assert "Primary" not in words
    assert f"Ages and components on {now.day} " in words


def test_visits_stand_newest_first_with_what_is_due(operator: Desk, family: UUID, place_of: Enter) -> None:
    add_visits(operator, family, "Kunjungan rumah", (None, date(2019, 4, 5)))
    words = shown(place_of)
    assert "Facilitator Euis Marwiyah" in words
    assert words.index("1 Mar 2019 · Kunjungan rumah") < words.index("1 Feb 2019 · Kunjungan rumah")
    assert "Euis Marwiyah · Posyandu" in words
    assert words.count("due 5 Apr 2019") == 1


@pytest.mark.parametrize("wide", [340, 404])
def test_the_detail_is_never_pushed_sideways(operator: Desk, family: UUID, place_of: Enter, wide: int) -> None:
    change(operator, family, 2, name="Muhammad Syarifuddin Abdurrahman Hidayatullah", disability="1")
    add_visits(operator, family, "Pemutakhiran data keluarga dan anggota keluarga", (date(2019, 10, 7),))
    key = TrancheKey("jamsosratu", 2019, 1)
    drafting.create(operator, key, NewDecree("900/Kep.1/2019", date(2019, 3, 25)))
    panel = place_of(Role.OPERATOR).screen.browse.panel
    panel.setFixedWidth(wide)
    body, room = panel._scroll.widget(), panel._scroll.viewport()
    assert body is not None
    assert "due 7 Oct 2019" in texts(panel)
    assert body.minimumSizeHint().width() <= room.width()
    for part in body.findChildren(QWidget):
        if part.isVisibleTo(body):
            assert part.mapTo(body, part.rect().topRight()).x() <= body.width()
    for chip in body.findChildren(Chip):
        assert chip.width() >= chip.sizeHint().width()


def test_the_panel_keeps_its_place_when_the_family_is_read_anew(operator: Desk, place_of: Enter) -> None:
    families.add(operator, 1)
    place = place_of(Role.OPERATOR)
    place.screen.resize(1110, 420)
    panel = place.screen.browse.panel
    bar = panel._scroll.verticalScrollBar()
    place.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    place.screen.refresh()
    place.settle()
    assert bar.value() > 0


def test_emptying_the_list_empties_the_detail_and_back(place: Place) -> None:
    listing = place.screen.browse.listing
    listing.narrowing.search.setText("tidak ada yang begini")
    place.qtbot.waitUntil(listing.empty.isVisible)
    place.settle()
    assert "Choose a family" in texts(place.screen.browse.panel)
    assert "Change" not in texts(place.screen.browse.panel).split("\n")
    listing.narrowing.widen()
    place.settle()
    assert place.screen.browse.panel.detail is not None


def test_a_double_click_changes_the_family(place: Place) -> None:
    view = place.screen.browse.listing.view
    at = view.visualRect(view.model().index(2, 0)).center()
    place.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place.settle()
    assert place.screen.form.isVisible()
    row = place.screen.browse.listing.model.rows[2]
    assert place.screen.form.family == row.id  # type: ignore[attr-defined]


def test_every_term_has_its_word(t: Translator) -> None:
    for words, kind in (
        (terms.COMPONENTS, Component),
        (terms.RELATIONS, Relation),
        (terms.SEXES, Sex),
        (terms.MARITALS, Marital),
        (terms.SCHOOLINGS, Schooling),
        (terms.PRESENCES, Presence),
        (terms.PAYMENTS, PaymentState),
    ):
        assert set(words) == set(kind)  # type: ignore[call-overload]
    assert set(terms.STATUSES) == set(ENROLMENT)
    assert {status: word for status, (word, _) in terms.STATUSES.items()} == dict(ENROLMENT)


@pytest.mark.parametrize("state", list(PaymentState))
def test_each_state_of_a_payment_is_a_chip(t: Translator, state: PaymentState) -> None:
    assert payment_chip(t, state.value).text == terms.PAYMENTS[state][0]


def test_a_state_nobody_knows_is_shown_as_it_is(t: Translator) -> None:
    assert status_chip(t, "future").text == "future"


@pytest.mark.parametrize(("sex", "word"), [(Sex.FEMALE, "Wife"), (Sex.MALE, "Husband"), (None, "Wife or husband")])
def test_a_spouse_is_called_by_sex(t: Translator, sex: Sex | None, word: str) -> None:
    assert spouse(t, sex) == word


@pytest.mark.parametrize(
    ("member", "facts", "words"),
    [
        (MemberDetail("A"), MemberFacts(), []),
        (MemberDetail("A", relation=Relation.HEAD), MemberFacts(39), ["Head of family", "39 years"]),
        (MemberDetail("A", relation=Relation.SPOUSE, sex=Sex.FEMALE), MemberFacts(), ["Wife"]),
        (MemberDetail("A"), MemberFacts(0, 1), ["1 month"]),
        (MemberDetail("A"), MemberFacts(0, 4), ["4 months"]),
        (MemberDetail("A", school_level="primary", school_class=3), MemberFacts(9), ["9 years", "SD class 3"]),
        (MemberDetail("A", school_level="primary"), MemberFacts(9), ["9 years"]),
    ],
)
def test_a_member_in_few_words(t: Translator, member: MemberDetail, facts: MemberFacts, words: list[str]) -> None:
    assert member_words(t, member, facts) == words


def test_changing_at_once_is_not_overtaken_by_the_opening_that_rests(place: Place) -> None:
    """Enter right after the arrow: the form comes, the masked opening that waited does not."""
    before = len(place.logged("family.open"))
    view = place.screen.browse.listing.view
    place.qtbot.keyClick(view, Qt.Key.Key_Down)
    place.qtbot.keyClick(view, Qt.Key.Key_Return)
    place.settle()
    place.qtbot.wait(300)
    place.settle()
    assert place.screen.form.isVisible()
    assert len(place.logged("family.open")) == before
    assert len(place.logged("family.unmask")) == 1
    place.screen.form.leave()
    place.settle()
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert shown.id == place.screen.form.family
    assert shown.fields.members[0].nik not in texts(place.screen.browse.panel).replace(" ", "")
