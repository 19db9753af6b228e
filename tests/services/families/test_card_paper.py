"""Cards of a family and of a village: who gets one, in which order, and that printing changes nothing but the log."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, FamilyClosure, Household, Member, RecordVersion
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import safety
from desktop.services.desk import Desk
from desktop.services.families import card_paper, finding
from desktop.services.families.card_paper import ENDED, Whose
from tests import families, offices
from tests.documents.paper_readers import codes, page_words, words
from tests.services.test_safety import no_money


def carded(desk: Desk, count: int, *, village: int = 0, start: int = 0) -> list[UUID]:
    """Put families with cards JSR-36.01-000001 ... into one village."""
    place = families.villages(desk)[village]
    ids = families.add(desk, count, start=start, places=[place])
    give(desk, ids, start)
    return ids


def give(desk: Desk, ids: Sequence[UUID], start: int = 0) -> None:
    with desk.write("test.cards") as unit:
        for number, family in enumerate(ids, start + 1):
            row = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one()
            row.card_number, row.status = f"JSR-36.01-{number:06}", EnrolmentStatus.ACTIVE


def become(desk: Desk, family: UUID, status: EnrolmentStatus) -> None:
    with desk.write("test.status") as unit:
        unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one().status = status


def close(desk: Desk, family: UUID) -> None:
    with desk.write("test.close") as unit:
        closure = FamilyClosure(id=new_id(), household_id=family, kind="moved_out", on=desk.today(), reason="pindah")
        closure.by = desk.person.id
        unit.session.add(closure)


def lines(desk: Desk, action: str) -> list[AuditLine]:
    with desk.read() as session:
        return list(session.scalars(select(AuditLine).where(AuditLine.action == action).order_by(AuditLine.seq)))


def versions(desk: Desk) -> int:
    with desk.read() as session:
        return len(session.scalars(select(RecordVersion.record)).all())


def village(desk: Desk, at: int = 0) -> Whose:
    return Whose(village=families.villages(desk)[at])


def test_one_familys_card_is_made_and_read_back(operator: Desk) -> None:
    (family,) = carded(operator, 1)
    made = card_paper.on_paper(operator, Whose(str(family)))
    text = words(made.pdf)
    for part in ("SITI AMINAH", "JSR-36.01-000001", "JAMSOSRATU", "DINAS SOSIAL", "Kecamatan"):
        assert part in text
    assert "2019" not in text, "a card serves for many years"
    (code,) = codes(made.pdf)
    found = card_paper.scan(operator, code)
    assert (found.family, found.card, found.programme, found.status) == (
        family,
        "JSR-36.01-000001",
        "jamsosratu",
        "active",
    )


def test_the_code_holds_no_personal_data(operator: Desk) -> None:
    """DESIGN.md 4.9."""
    (family,) = carded(operator, 1)
    (code,) = codes(card_paper.on_paper(operator, Whose(str(family))).pdf)
    assert code.startswith("EC1:36.01:JAMSOSRATU:JSR-36.01-000001:")
    with operator.read() as session:
        people = session.scalars(select(Member).where(Member.household_id == family)).all()
        held = [one.nik for one in people if one.nik] + [session.get_one(Household, family).no_kk]
    assert not any(str(number) in code for number in held)
    pdf = card_paper.on_paper(operator, Whose(str(family))).pdf
    assert not any(str(number) in words(pdf) for number in held), "nor does the card"


@pytest.mark.parametrize("named", ["JSR-36.01-000001", " jsr-36.01-000001 "])
def test_a_card_names_its_family(operator: Desk, named: str) -> None:
    carded(operator, 2)
    text = words(card_paper.on_paper(operator, Whose(named)).pdf)
    assert "JSR-36.01-000001" in text
    assert "JSR-36.01-000002" not in text


def test_printing_is_logged_and_changes_nothing(operator: Desk) -> None:
    (family, _) = carded(operator, 2)
    card_paper.on_paper(operator, village(operator))  # the seal's key is made with the first paper
    before = versions(operator)
    card_paper.on_paper(operator, Whose(str(family)))
    card_paper.on_paper(operator, village(operator))
    assert versions(operator) == before
    whole, one, _ = lines(operator, "card.print")
    assert (one.kind, one.record) == ("household", str(family))
    assert json.loads(one.detail or "") == {"cards": ["JSR-36.01-000001"]}
    assert json.loads(whole.detail or "") == {"cards": 2, "village": families.villages(operator)[0]}
    assert safety.verify(operator, no_money).faults == ()


def test_a_village_comes_in_the_order_of_a_walk(operator: Desk) -> None:
    ids = carded(operator, 5)
    places = [("2", "010"), ("10", "2"), ("1", "2"), ("2", "02"), ("02", "2")]
    names = ["A", "B", "C", "ZAENAB", "ANI"]
    with operator.write("test.places") as unit:
        for family, (rt, rw), name in zip(ids, places, names, strict=True):
            household = unit.session.get_one(Household, family)
            household.rt, household.rw = rt, rw
            unit.session.scalars(
                select(Member).where(Member.household_id == family, Member.position == 1)
            ).one().name = name
    (page,) = page_words(card_paper.on_paper(operator, village(operator)).pdf)
    order = sorted(range(1, 6), key=lambda number: page.index(f"JSR-36.01-{number:06}"))
    assert [names[number - 1] for number in order] == ["C", "ANI", "ZAENAB", "B", "A"]


def test_a_village_gets_its_own_cards_only(operator: Desk) -> None:
    carded(operator, 3)
    carded(operator, 2, village=1, start=3)
    text = words(card_paper.on_paper(operator, village(operator, 1)).pdf)
    assert [f"JSR-36.01-{number:06}" in text for number in range(1, 6)] == [False] * 3 + [True] * 2


@pytest.mark.parametrize("status", ENDED)
def test_who_left_the_programme_gets_no_card(operator: Desk, status: EnrolmentStatus) -> None:
    stopped, _ = carded(operator, 2)
    become(operator, stopped, status)
    text = words(card_paper.on_paper(operator, village(operator)).pdf)
    assert ("JSR-36.01-000001" in text, "JSR-36.01-000002" in text) == (False, True)
    with pytest.raises(Refused) as refused:
        card_paper.on_paper(operator, Whose(str(stopped)))
    assert (refused.value.code, refused.value.values) == ("card.ended", {"card": "JSR-36.01-000001"})


@pytest.mark.parametrize("status", [EnrolmentStatus.SUSPENDED, EnrolmentStatus.DECREED, EnrolmentStatus.ELIGIBLE])
def test_who_is_held_up_keeps_his_card(operator: Desk, status: EnrolmentStatus) -> None:
    (family,) = carded(operator, 1)
    become(operator, family, status)
    assert "JSR-36.01-000001" in words(card_paper.on_paper(operator, Whose(str(family))).pdf)


def test_a_family_that_left_gets_no_card(operator: Desk) -> None:
    left, _ = carded(operator, 2)
    close(operator, left)
    text = words(card_paper.on_paper(operator, village(operator)).pdf)
    assert ("JSR-36.01-000001" in text, "JSR-36.01-000002" in text) == (False, True)
    with pytest.raises(Refused) as refused:
        card_paper.on_paper(operator, Whose(str(left)))
    assert refused.value.code == "card.ended"
    with operator.write("test.reopen") as unit:
        unit.session.scalars(select(FamilyClosure)).one().reopened_on = operator.today()
    assert "JSR-36.01-000001" in words(card_paper.on_paper(operator, Whose(str(left))).pdf)


def test_without_a_number_there_is_no_card(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    with pytest.raises(Refused) as refused:
        card_paper.on_paper(operator, Whose(str(family)))
    assert refused.value.code == "card.none_yet"
    with pytest.raises(Refused) as nobody:
        card_paper.on_paper(operator, village(operator))
    assert nobody.value.code == "card.nobody"
    assert lines(operator, "card.print") == [], "nothing was printed"


@pytest.mark.parametrize(
    ("whose", "code"),
    [
        (Whose("JSR-36.01-009999"), "card.unknown"),
        (Whose("apa saja"), "card.unknown"),
        (Whose(str(new_id())), "family.unknown"),
        (Whose(village="36.01.99.2099"), "family.unknown_village"),
        (Whose(village="36.01"), "family.unknown_village"),
        (Whose(), "family.unknown_village"),
    ],
)
def test_whom_nobody_knows_is_refused(operator: Desk, whose: Whose, code: str) -> None:
    with pytest.raises(Refused) as refused:
        card_paper.on_paper(operator, whose)
    assert refused.value.code == code


def test_a_family_without_a_place_or_caretaker_gets_its_card(operator: Desk) -> None:
    (family,) = carded(operator, 1)
    with operator.write("test.bare") as unit:
        household = unit.session.get_one(Household, family)
        household.village_code, household.area_as_written, household.caretaker_id = None, "Kp. Entah", None
    text = words(card_paper.on_paper(operator, Whose(str(family))).pdf)
    assert "JSR-36.01-000001" in text
    assert "Kp. Entah" in text
    assert "SITI" not in text


def test_a_pdf_is_written_whole(operator: Desk, tmp_path: Path) -> None:
    carded(operator, 9)
    out = tmp_path / "kartu.pdf"
    done = card_paper.to_file(operator, village(operator), out)
    assert (done.file, done.cards) == (str(out), 9)
    assert len(PdfReader(BytesIO(out.read_bytes())).pages) == 2
    assert len(set(codes(out.read_bytes()))) == 9
    assert len(lines(operator, "card.print")) == 1


def test_a_file_that_cannot_be_written_leaves_no_line(operator: Desk, tmp_path: Path) -> None:
    carded(operator, 1)
    for out in (tmp_path, tmp_path / "tidak-ada" / "kartu.pdf"):
        with pytest.raises(Refused) as refused:
            card_paper.to_file(operator, village(operator), out)
        assert refused.value.code.startswith("files.")
    assert lines(operator, "card.print") == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["office"]


def test_the_office_reads_only_its_own_cards(operator: Desk) -> None:
    (family,) = carded(operator, 1)
    (code,) = codes(card_paper.on_paper(operator, Whose(str(family))).pdf)
    for text, wanted in (
        ("JSR-36.01-000001", "rules.card_code_unreadable"),
        (code[:-1] + ("0" if code[-1] != "0" else "1"), "rules.card_code_not_ours"),
        (code.replace("000001", "000002"), "rules.card_code_not_ours"),
    ):
        with pytest.raises(Refused) as refused:
            card_paper.scan(operator, text)
        assert refused.value.code == wanted
    assert lines(operator, "card.scan") == []


def test_a_scan_stands_in_the_log(operator: Desk) -> None:
    (family,) = carded(operator, 1)
    (code,) = codes(card_paper.on_paper(operator, Whose(str(family))).pdf)
    become(operator, family, EnrolmentStatus.STOPPED)
    found = card_paper.scan(offices.same_office_as(operator, Role.AUDITOR), code)
    assert found.status == "stopped", "whoever scans it sees that it counts no more"
    (line,) = lines(operator, "card.scan")
    assert (line.kind, line.record, line.actor) == ("household", str(family), "auditor")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_the_operator_prints(operator: Desk, role: Role, tmp_path: Path) -> None:
    carded(operator, 1)
    desk = offices.same_office_as(operator, role)
    for act in (
        lambda: card_paper.on_paper(desk, village(desk)),
        lambda: card_paper.to_file(desk, village(desk), tmp_path / "a.pdf"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "role.not_allowed"


def test_a_card_scanned_into_the_search_finds_its_family(operator: Desk) -> None:
    """A scanner types like a keyboard, into whatever field has the cursor."""
    ids = carded(operator, 3)
    (code,) = codes(card_paper.on_paper(operator, Whose(str(ids[1]))).pdf)
    assert [row.id for row in finding.find(operator, code).rows] == [ids[1]]
    assert [row.id for row in finding.find(operator, f" {code.lower()} ").rows] == [ids[1]]
    assert finding.count(operator, code) == 1
    assert [one.id for one in finding.find_whole(operator, code)] == [ids[1]]
    assert finding.find(operator, code.replace("000002", "000009")).rows == ()
