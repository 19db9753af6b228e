"""The list on paper and as a workbook: all rows, in their order, narrowed, masked, and logged."""

import gettext
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, FamilyRow, Office
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import finding, listed
from desktop.services.families.finding import By, Filters, Order
from desktop.services.families.listed import Asked
from desktop.services.paper import PaperFile
from desktop.wording import Translator
from tests import families, offices

NARROWED = [
    Asked(),
    Asked("siti"),
    Asked("siti", order=Order(By.PLACE)),
    Asked(order=Order(By.NAME, descending=True)),
    Asked(filters=Filters(status="candidate")),
    Asked(filters=Filters(status="active")),
    Asked(filters=Filters(unplaced=True)),
]


@pytest.fixture
def thirty(operator: Desk) -> Desk:
    families.add(operator, 28)
    families.add(operator, 2, start=28, village_code=None, area_as_written="DESA ENTAH")
    return operator


@pytest.fixture
def english() -> Translator:
    return Translator(gettext.NullTranslations(), "en")


def book(path: Path) -> list[list[object]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def words(paper: PaperFile) -> str:
    """All text of the paper, as a reader of PDF finds it."""
    document = pypdfium2.PdfDocument(paper.pdf)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def shown(desk: Desk, asked: Asked) -> list[UUID]:
    return [row.id for row in finding.find(desk, asked.typed, asked.filters, 100, None, asked.order).rows]


def lines(desk: Desk, action: str) -> list[AuditLine]:
    with desk.read() as session:
        return list(session.scalars(select(AuditLine).where(AuditLine.action == action)))


@pytest.mark.parametrize("asked", NARROWED)
def test_the_workbook_is_the_list_as_it_stands(thirty: Desk, tmp_path: Path, asked: Asked, english: Translator) -> None:
    written = listed.to_workbook(thirty, asked, tmp_path / "list.xlsx", english)
    rows = book(tmp_path / "list.xlsx")
    found = finding.find(thirty, asked.typed, asked.filters, 100, None, asked.order).rows
    assert rows[0] == ["Caretaker", "NIK", "Card", "Village", "District", "Members", "Status"]
    assert written == len(found) == len(rows) - 1
    assert [row[0] for row in rows[1:]] == [row.caretaker_name for row in found]
    assert [row[3] for row in rows[1:]] == [row.village for row in found]
    assert all(row[5] == 2 for row in rows[1:])


def test_numbers_leave_masked_and_as_text(thirty: Desk, tmp_path: Path, english: Translator) -> None:
    listed.to_workbook(thirty, Asked(), tmp_path / "list.xlsx", english)
    for row in book(tmp_path / "list.xlsx")[1:]:
        assert isinstance(row[1], str)
        assert row[1].count("•") == 10
    assert "••••••••" in words(listed.on_paper(thirty, Asked()))
    with thirty.read() as session:
        whole = session.scalars(select(FamilyRow.caretaker_nik)).all()
    text = words(listed.on_paper(thirty, Asked()))
    assert not any(nik in text for nik in whole if nik)


@pytest.mark.parametrize("asked", NARROWED)
def test_the_paper_has_every_family_once(thirty: Desk, asked: Asked) -> None:
    text = words(listed.on_paper(thirty, asked))
    found = finding.find(thirty, asked.typed, asked.filters, 100, None, asked.order).rows
    for mother in families.MOTHERS:
        assert text.count(mother) == sum(row.caretaker_name == mother for row in found)
    assert ("Tidak ada baris." in text) is (not found)


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        (Asked("siti"), "Pencarian: siti"),
        (Asked(filters=Filters(status="candidate")), "Status: Calon"),
        (Asked(filters=Filters(unplaced=True)), "Hanya keluarga yang desanya belum diketahui"),
        (Asked(order=Order(By.PLACE)), "Urut menurut desa"),
        (Asked(order=Order(By.MEMBERS, descending=True)), "Urut menurut jumlah anggota, dari belakang"),
    ],
)
def test_the_paper_says_what_it_is_a_list_of(thirty: Desk, asked: Asked, about: str) -> None:
    assert about in words(listed.on_paper(thirty, asked))


def test_a_district_is_named(thirty: Desk) -> None:
    row = next(row for row in finding.find(thirty, "").rows if row.placed)
    code = next(one.code for one in finding.districts(thirty) if one.name == row.district)
    assert f"Kecamatan: {row.district}" in words(listed.on_paper(thirty, Asked(filters=Filters(code))))


def test_paper_says_who_printed_it_and_for_which_office(thirty: Desk) -> None:
    text = words(listed.on_paper(thirty, Asked()))
    assert "oleh Si Operator" in text
    assert "Kabupaten Pandeglang" in text
    assert "Halaman 1 dari" in text
    assert "Belum ditempatkan: DESA ENTAH" in text.replace("\r\n", " ")


@pytest.mark.parametrize("practice", [True, False])
def test_paper_of_a_practice_office_says_so(thirty: Desk, practice: bool) -> None:
    with thirty.write("test.practice") as unit:
        unit.session.get_one(Office, 1).practice = practice
    assert ("LATIHAN" in words(listed.on_paper(thirty, Asked("siti")))) is practice


def test_an_empty_office_is_paper_too(operator: Desk) -> None:
    made = listed.on_paper(operator, Asked())
    assert len(made) == 1
    assert "Tidak ada baris." in words(made)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_reads_may_take_it_along_and_is_logged(
    thirty: Desk, role: Role, tmp_path: Path, english: Translator
) -> None:
    desk = offices.same_office_as(thirty, role)
    listed.to_workbook(desk, Asked("siti"), tmp_path / "list.xlsx", english)
    made = listed.on_paper(desk, Asked("3601010115090028"))
    listed.save_paper(desk, made, tmp_path / "list.pdf")
    (printed,) = lines(thirty, "families.print")
    exported = lines(thirty, "families.export")
    assert [line.actor for line in (printed, *exported)] == [role.value] * 3
    assert json.loads(exported[0].detail or "") == {
        "district": None, "narrowed": True, "rows": len(shown(thirty, Asked("siti"))), "status": None,
    }  # fmt: skip
    assert json.loads(exported[1].detail or "") == {"pages": 1}


def test_what_was_typed_stays_out_of_the_log(thirty: Desk) -> None:
    listed.on_paper(thirty, Asked("3601015203840003"))
    (line,) = lines(thirty, "families.print")
    assert "3601015203840003" not in (line.detail or "")
    assert json.loads(line.detail or "")["rows"] == 1


def test_a_saved_pdf_is_the_paper_seen(thirty: Desk, tmp_path: Path) -> None:
    made = listed.on_paper(thirty, Asked())
    path = listed.save_paper(thirty, made, tmp_path / "list.pdf")
    assert path.read_bytes() == made.pdf


@pytest.mark.parametrize("what", ["book", "pdf"])
def test_a_folder_that_is_not_there_is_refused_and_not_logged(
    thirty: Desk, tmp_path: Path, what: str, english: Translator
) -> None:
    made = listed.on_paper(thirty, Asked("siti"))
    away = tmp_path / "nowhere" / "list"
    save: dict[str, Callable[[], object]] = {
        "book": lambda: listed.to_workbook(thirty, Asked(), away, english),
        "pdf": lambda: listed.save_paper(thirty, made, away),
    }
    with pytest.raises(Refused, match=r"files\.missing"):
        save[what]()
    assert lines(thirty, "families.export") == []


class Stopping:
    """Somebody who presses Stop at the first step."""

    def step(self, _done: int, _total: int | None = None, _what: str = "") -> None:
        raise Cancelled


def test_a_stop_leaves_no_paper_and_no_line(thirty: Desk) -> None:
    with pytest.raises(Cancelled):
        listed.on_paper(thirty, Asked(), Stopping())
    assert lines(thirty, "families.print") == []


def test_an_old_workbook_stays_when_the_new_one_is_stopped(operator: Desk, tmp_path: Path, english: Translator) -> None:
    families.add(operator, 501)  # the writer tells how far it is at every 500
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"as it was")
    with pytest.raises(Cancelled):
        listed.to_workbook(operator, Asked(), path, english, Stopping())
    assert path.read_bytes() == b"as it was"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("list")] == ["list.xlsx"]


@pytest.mark.parametrize("order", [None, Order(By.NAME), Order(By.PLACE, descending=True)])
def test_pages_join_without_gap_or_repetition(thirty: Desk, order: Order | None) -> None:
    whole = [row.id for row in listed.every(thirty, Asked(order=order))]
    for size in (1, 7, 29, 30, 31):
        assert [row.id for row in listed.every(thirty, Asked(order=order), size)] == whole
    assert len(set(whole)) == 30


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("typed", ["", "a", "siti"])
def test_each_order_sorts_what_was_found(thirty: Desk, by: By, descending: bool, typed: str) -> None:
    rows = finding.find(thirty, typed, order=Order(by, descending)).rows
    keys = [
        {By.NAME: row.caretaker_name.lower(), By.PLACE: row.village.lower(), By.MEMBERS: row.members}[by]
        for row in rows
    ]
    assert keys == sorted(keys, reverse=descending)  # type: ignore[type-var]
    assert {row.id for row in rows} == {row.id for row in finding.find(thirty, typed).rows}


def test_a_sorted_list_pages_like_any_other(thirty: Desk) -> None:
    order, after, found = Order(By.MEMBERS), None, []
    for _ in range(10):
        page = finding.find(thirty, "", limit=4, after=after, order=order)
        found += [row.id for row in page.rows]
        after = page.following
        if after is None:
            break
    assert len(found) == len(set(found)) == 30
