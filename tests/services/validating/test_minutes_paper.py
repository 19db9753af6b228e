"""Minutes of the office on paper: the families they are about with result and reason, and a line in the log."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.models import AuditLine
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.validating import changing, minutes, minutes_paper
from desktop.services.validating.changing import NewStatus
from desktop.services.validating.minutes import NewMinutes
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection
from tests import families, validation
from tests.documents.paper_readers import page_size_mm, page_words, words
from tests.validation import ALL, PROGRAMME

S = EnrolmentStatus


@pytest.fixture
def validated(operator: Desk) -> list[UUID]:
    """Four families of one village with a place for one: one eligible, one waiting, two not valid."""
    ids = families.add(operator, 4, places=[validation.places(operator, 1)])
    validation.record(operator, Selection(PROGRAMME, cards=tuple(map(str, ids[:2]))))
    validation.record(operator, Selection(PROGRAMME, cards=tuple(map(str, ids[2:]))), Result.NOT_VALID, "moved", "pkh")
    validation.confirm(operator)
    return ids


def text(desk: Desk) -> str:
    (row, *_) = minutes.made(desk)
    return words(minutes_paper.on_paper(desk, row.id).pdf)


def test_the_paper_says_what_the_minutes_did(operator: Desk, validated: list[UUID]) -> None:
    said = text(operator)
    for part in (
        "HASIL VALIDASI CALON PENERIMA BANTUAN", "Nomor: BA.1/2019", "bertempat di Balai Desa", "terhadap 4 keluarga",
        "Valid dan layak 1", "Valid, dalam daftar tunggu 1", "Tidak valid 2", "Jumlah 4",
        "Sudah menerima PKH 2", "Pindah dari desa ini 2", "Ratna Dewi", "Pendamping", "H. Sanusi", "Kepala Desa",
    ):  # fmt: skip
        assert part in said, part
    assert len(validated) == 4


def test_the_annex_names_each_family_with_its_result(operator: Desk, validated: list[UUID]) -> None:
    (row,) = minutes.made(operator)
    annex = page_words(minutes_paper.on_paper(operator, row.id).pdf)[-1]
    assert annex.count("Tidak valid") == 2
    assert annex.count("Daftar tunggu nomor 1") == 1
    assert annex.count("Layak") == 1
    for name in ("SITI AMINAH", "ROHAYATI", "ENTIN SURYATIN", "NURJANAH"):
        assert name in annex
    assert "Kp. Cikadu RT 1 RW 1" in annex
    assert "3601015203" not in annex, "no NIK stands on a paper that goes to the village"


def test_what_happens_later_does_not_change_the_paper(operator: Desk, validated: list[UUID]) -> None:
    before = text(operator)
    for family in validated:
        validation.put(operator, family, S.STOPPED)
    assert text(operator).partition("Halaman")[0] == before.partition("Halaman")[0]
    assert text(operator).count("Daftar tunggu nomor 1") == 1


def test_a_change_of_status_has_its_own_paper(operator: Desk) -> None:
    ids = families.add(operator, 3)
    for family in ids[:2]:
        validation.put(operator, family, S.ACTIVE)
    step = Move(S.STOPPED, operator.today(), "Graduasi sejahtera.")
    changing.change(operator, NewStatus(ALL, step, NewMinutes("BA.5", operator.today(), "Aula", "Siti, Kepala Seksi")))
    said = text(operator)
    assert "PERUBAHAN STATUS KEPESERTAAN" in said
    assert "perubahan status 3 keluarga menjadi dihentikan dengan alasan: Graduasi sejahtera. Rincian" in said
    assert said.count("Dihentikan") == 3
    assert said.count("Calon Dihentikan") == 3, "the steps say what the status was"


def test_a_family_without_a_village_is_on_the_paper_too(operator: Desk) -> None:
    families.add(operator, 1, village_code=None)
    validation.record(operator, ALL, Result.NOT_VALID, "not_found")
    validation.confirm(operator)
    assert "Belum ditempatkan 0 0 1" in text(operator)


@pytest.mark.parametrize("role", ["operator", "supervisor", "auditor"])
def test_each_print_stands_in_the_log(request: pytest.FixtureRequest, operator: Desk, role: str) -> None:
    families.add(operator, 2)
    validation.record(operator)
    validation.confirm(operator)
    desk: Desk = request.getfixturevalue(role)
    (row,) = minutes.made(desk)
    made = minutes_paper.on_paper(desk, row.id, Paper.F4)
    assert page_size_mm(made.pdf) == (215, 330)
    with operator.read() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "minutes.print")).all()
    assert [(line.actor, line.record, line.detail) for line in lines] == [(role, str(row.id), '{"rows": 2}')]


def test_the_paper_is_saved_as_it_was_seen(operator: Desk, validated: list[UUID], tmp_path: Path) -> None:
    (row,) = minutes.made(operator)
    made = minutes_paper.on_paper(operator, row.id)
    path = minutes_paper.save(operator, made, tmp_path / "ba.pdf")
    assert path.read_bytes() == made.pdf
    with operator.read() as session:
        assert session.scalars(select(AuditLine).where(AuditLine.action == "minutes.export")).one().actor == "operator"
    assert validated


def test_minutes_that_are_not_there(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"minutes\.unknown"):
        minutes_paper.on_paper(operator, new_id())
