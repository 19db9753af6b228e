"""The lines of a family's detail, from a family as it is read."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Presence, Relation, Sex
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.families.detail import EnrolmentRow, FamilyDetail, PaymentRow, VisitLine
from desktop.services.families.fields import FamilyFields, FieldProblem, MemberDetail
from desktop.ui.families import parts
from desktop.ui.kit.chip import Chip
from desktop.ui.kit.notice import Notice
from desktop.wording import Translator
from tests import families

PEOPLE = tuple(MemberDetail(name, nik="3601015203840012") for name in ("SITI", "UJANG", "", "ASEP"))


@pytest.fixture
def opened(operator: Desk) -> FamilyDetail:
    family: UUID = families.add(operator, 1)[0]
    return detail.open_family(operator, family)


def page(qtbot: QtBot, made: Iterable[QWidget]) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    for part in made:
        column.addWidget(part)
    qtbot.addWidget(body)
    return body


def said(body: QWidget) -> list[str]:
    return [part.text() for part in body.findChildren(QLabel) if part.text()]


def nothing() -> None:
    """Mend nothing; the notice only needs something to call."""


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({}, "Kp. Cikadu RT 1 RW 1, Village {village}, District {district}"),
        ({"rt": "", "rw": ""}, "Kp. Cikadu, Village {village}, District {district}"),
        ({"rw": ""}, "Kp. Cikadu RT 1, Village {village}, District {district}"),
        ({"hamlet": "CIKADU"}, "Kp. Cikadu RT 1 RW 1, Village {village}, District {district}"),
        ({"hamlet": "Pasir Awi"}, "Kp. Cikadu Pasir Awi RT 1 RW 1, Village {village}, District {district}"),
        ({"address": ""}, "RT 1 RW 1, Village {village}, District {district}"),
    ],
)
def test_an_address_in_one_line(t: Translator, opened: FamilyDetail, changed: dict[str, str], line: str) -> None:
    shown = replace(opened, fields=replace(opened.fields, **changed))  # type: ignore[arg-type]
    assert parts.address(t, shown) == line.format(village=opened.village, district=opened.district)


def test_an_address_nobody_knows(qtbot: QtBot, t: Translator, opened: FamilyDetail) -> None:
    bare = replace(opened, fields=FamilyFields(()), village="", district="", area_as_written="")
    assert parts.address(t, bare) == ""
    assert "No address yet" in said(page(qtbot, parts.summary_lines(t, bare, whole=False)))
    written = replace(bare, area_as_written="DESA ENTAH")
    assert parts.address(t, written) == "as written: DESA ENTAH"


@pytest.mark.parametrize(("whole", "number"), [(True, "3601 0101 1009 0000"), (False, "••••••••••090000")])
def test_the_family_card_is_whole_only_when_asked(
    qtbot: QtBot, t: Translator, opened: FamilyDetail, whole: bool, number: str
) -> None:
    shown = replace(opened, fields=replace(opened.fields, no_kk="3601010110090000"))
    assert f"No card yet · No KK {number}" in said(page(qtbot, parts.summary_lines(t, shown, whole=whole)))


def test_the_card_of_the_newest_programme_that_gave_one(qtbot: QtBot, t: Translator, opened: FamilyDetail) -> None:
    rows = (
        EnrolmentRow("lansia", "active", "", date(2019, 2, 1)),
        EnrolmentRow("jamsosratu", "active", "JSR-36.01-000050", date(2018, 4, 16)),
    )
    words = said(page(qtbot, parts.summary_lines(t, replace(opened, enrolments=rows), whole=False)))
    assert words[0].startswith("Card JSR-36.01-000050 · ")
    assert words[-1] == "Lansia since 1 Feb 2019 · Jamsosratu since 16 Apr 2018"


@pytest.mark.parametrize(
    ("members", "begins"),
    [((None,), "The"), ((0,), "SITI: The"), ((0, 1), "SITI, UJANG: The"), ((0, 2), "SITI, Without a name: The"),
     ((0, 1, 2, 3), "SITI, UJANG and 2 more: The")],
)  # fmt: skip
def test_a_problem_is_said_once_with_those_it_is_about(
    qtbot: QtBot, t: Translator, opened: FamilyDetail, members: tuple[int | None, ...], begins: str
) -> None:
    found = tuple(FieldProblem(at, "nik", "rules.nik_length") for at in members)
    shown = replace(opened, fields=replace(opened.fields, members=PEOPLE), problems=found)
    body = page(qtbot, parts.notices(t, shown, nothing, nothing))
    (notice,) = body.findChildren(Notice)
    assert notice.sentence.startswith(begins)
    assert notice.sentence.endswith(t.sentence("rules.nik_length", {}))
    assert notice.remedy is not None


@pytest.mark.parametrize(
    ("kinds", "rest"), [(3, ""), (4, "and 1 more thing to check"), (5, "and 2 more things to check")]
)
def test_the_first_three_problems_are_told_and_the_rest_counted(
    qtbot: QtBot, t: Translator, opened: FamilyDetail, kinds: int, rest: str
) -> None:
    codes = ("kk_missing", "kk_length", "nik_length", "nik_missing", "nik_serial")[:kinds]
    found = tuple(FieldProblem(None, "no_kk", f"rules.{code}") for code in codes)
    body = page(qtbot, parts.notices(t, replace(opened, problems=found), None, nothing))
    assert len(body.findChildren(Notice)) == 3
    assert all(notice.remedy is None for notice in body.findChildren(Notice))
    assert [line for line in said(body) if line.startswith("and ")] == ([rest] if rest else [])


def test_a_member_is_told_by_relation_age_and_number(qtbot: QtBot, t: Translator, opened: FamilyDetail) -> None:
    mother = replace(opened.fields.members[0], relation=Relation.SPOUSE, sex=Sex.FEMALE, nik="3601015203840012")
    shown = replace(opened, fields=replace(opened.fields, members=(mother, *opened.fields.members[1:])))
    masked = said(page(qtbot, parts.member_lines(t, shown, whole=False)))
    assert masked[0] == "SITI AMINAH"
    assert masked[1].startswith("Caretaker (proposed) · Wife · ")
    assert masked[1].endswith(" · NIK ••••••••••840012")
    whole = said(page(qtbot, parts.member_lines(t, shown, whole=True)))
    assert whole[1].endswith(" · NIK 3601 0152 0384 0012")


def test_who_is_gone_counts_for_nothing(qtbot: QtBot, t: Translator, opened: FamilyDetail) -> None:
    gone = tuple(replace(one, presence=Presence.MOVED) for one in opened.fields.members)
    shown = replace(opened, fields=replace(opened.fields, members=gone), caretaker_derived=False)
    body = page(qtbot, parts.member_lines(t, shown, whole=False))
    assert [chip.value.text for chip in body.findChildren(Chip)] == ["Moved away", "Moved away"]
    assert said(body)[1].startswith("Caretaker · ")


@pytest.mark.parametrize(
    ("state", "on", "words", "chip"),
    [
        ("paid", date(2018, 9, 28), "Tranche 2/2018 · 28 Sep 2018", "Received"),
        ("unpaid", None, "Tranche 2/2018", "Not collected yet"),
        ("returned", date(2018, 12, 20), "Tranche 2/2018 · 20 Dec 2018", "Returned"),
    ],
)
def test_a_payment_in_one_line(
    qtbot: QtBot, t: Translator, opened: FamilyDetail, state: str, on: date | None, words: str, chip: str
) -> None:
    row = PaymentRow("jamsosratu", 2018, 2, 832_500, state, on)
    body = page(qtbot, parts.payment_lines(t, replace(opened, payments=(row,))))
    assert said(body) == [words, "Rp832.500"]
    assert [one.value.text for one in body.findChildren(Chip)] == [chip]


@pytest.mark.parametrize(
    ("due", "done", "chips"),
    [
        (None, None, []),
        (date(2019, 10, 7), None, ["due 7 Oct 2019"]),
        (date(2019, 10, 7), date(2019, 10, 1), []),
    ],
)
def test_only_a_follow_up_still_open_has_a_deadline(
    qtbot: QtBot, t: Translator, opened: FamilyDetail, due: date | None, done: date | None, chips: list[str]
) -> None:
    line = VisitLine(date(2019, 7, 18), "Kunjungan rumah", "Titin", "Posyandu", due, done)
    body = page(qtbot, parts.visit_lines(t, replace(opened, visits=(line,))))
    assert said(body) == ["18 Jul 2019 · Kunjungan rumah", "Titin · Posyandu"]
    assert [one.value.text for one in body.findChildren(Chip)] == chips
