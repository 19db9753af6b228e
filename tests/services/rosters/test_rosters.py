"""Lists by name: every family once, village by village, whole or masked, on paper and as a workbook, and logged."""

import json
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Cancelled, Refused
from desktop.models import Area, AuditLine, Household, Member
from desktop.rules.nik import mask
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.services.paper import PaperFile
from desktop.services.rosters import making, reading
from desktop.services.rosters.kinds import Roster
from tests import families, offices

BOTH = pytest.mark.parametrize("kind", Roster)


@pytest.fixture
def placed(operator: Desk) -> Desk:
    """Families in two villages and in none, their RT and RW not in the order of their names."""
    with operator.read() as session:
        villages = session.scalars(select(Area.code).where(Area.level == "village").order_by(Area.code).limit(2)).all()
    families.add(operator, 5, village_code=villages[1], rt="2", rw="10")
    families.add(operator, 4, start=5, village_code=villages[0], rt="11", rw="1")
    families.add(operator, 3, start=9, village_code=villages[0], rt="3", rw="1")
    families.add(operator, 2, start=12, village_code=None, area_as_written="DESA ENTAH")
    return operator


def pages(paper: PaperFile) -> list[str]:
    document = pypdfium2.PdfDocument(paper.pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def people(desk: Desk) -> list[tuple[str, str]]:
    """Name and NIK of every caretaker."""
    with desk.read() as session:
        rows = session.execute(select(Member.name, Member.nik).join(Household, Household.caretaker_id == Member.id))
        return [(row.name, row.nik or "") for row in rows]


def test_families_come_by_place_and_number_not_by_text(placed: Desk) -> None:
    rows = reading.in_order(placed, Asked())
    assert len(rows) == 14
    places = [row.village_code for row in rows]
    assert places == [*sorted(places[:12], key=places.index), "", ""]
    assert len({row.place for row in rows}) == 3
    first = [(row.rw, row.rt) for row in rows if row.village_code == rows[0].village_code]
    assert first in ([("1", "3")] * 3 + [("1", "11")] * 4, [("10", "2")] * 5)


@BOTH
def test_every_village_begins_a_page_and_says_how_many(placed: Desk, kind: Roster) -> None:
    made = pages(making.on_paper(placed, kind, Asked()))
    heads = [page for page in made if "keluarga," in page and "anggota" in page]
    assert len(heads) == 3
    assert sorted(int(page.split(" keluarga,")[0].split(": ")[-1]) for page in heads) == [2, 5, 7]
    assert "Belum ditempatkan" in heads[-1]
    assert f"Halaman {len(made)} dari" in made[-1]


def test_the_list_by_address_has_every_number_whole(placed: Desk) -> None:
    text = "\n".join(pages(making.on_paper(placed, Roster.ADDRESS, Asked())))
    for name, nik in people(placed):
        assert name.split()[0] in text
        assert nik in text


def test_the_list_for_the_village_hall_has_no_number_whole_and_no_address(placed: Desk) -> None:
    text = "\n".join(pages(making.on_paper(placed, Roster.HALL, Asked())))
    for _, nik in people(placed):
        assert nik not in text
        assert nik[-6:] in text
    with placed.read() as session:
        for address, no_kk in session.execute(select(Household.address, Household.no_kk)):
            assert not address or address not in text
            assert not no_kk or no_kk not in text


@BOTH
def test_the_workbook_says_the_same_with_the_place_in_every_row(placed: Desk, tmp_path: Path, kind: Roster) -> None:
    path = tmp_path / "daftar.xlsx"
    assert making.to_workbook(placed, kind, Asked(), path) == 14
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert [row[0] for row in rows] == list(range(1, 15))
    assert head[-2:] == ["Desa/Kelurahan", "Kecamatan"]
    column = head.index("NIK")
    whole = sorted(nik for _, nik in people(placed))
    wanted = whole if kind is Roster.ADDRESS else sorted(map(mask, whole))
    assert sorted(str(row[column]) for row in rows) == wanted
    assert sheet.cell(2, column + 1).number_format == "@"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_a_name_that_looks_like_a_formula_stays_a_name(operator: Desk, tmp_path: Path, begins: str) -> None:
    families.add(operator, 1)
    with operator.write("test.rename") as unit:
        member = unit.session.scalars(select(Member).join(Household, Household.caretaker_id == Member.id)).one()
        member.name = f"{begins}HYPERLINK(1)"
    making.to_workbook(operator, Roster.ADDRESS, Asked(), tmp_path / "daftar.xlsx")
    sheet = load_workbook(tmp_path / "daftar.xlsx").active
    assert sheet is not None
    cell = sheet.cell(2, 2)
    assert cell.data_type == "s"
    assert not str(cell.value).startswith(begins)
    assert str(cell.value).endswith("HYPERLINK(1)")


@BOTH
def test_what_is_narrowed_is_in_it_alone(placed: Desk, kind: Roster) -> None:
    made = pages(making.on_paper(placed, kind, Asked(filters=Filters(unplaced=True))))
    assert len(made) == 1
    assert "2 keluarga" in made[0]
    nobody = pages(making.on_paper(placed, kind, Asked("tidak ada yang bernama begini")))
    assert "Tidak ada baris" in nobody[0]


@BOTH
def test_each_list_that_leaves_stands_in_the_log(placed: Desk, tmp_path: Path, kind: Roster) -> None:
    making.save_paper(placed, kind, making.on_paper(placed, kind, Asked("siti")), tmp_path / "daftar.pdf")
    making.to_workbook(placed, kind, Asked(), tmp_path / "daftar.xlsx")
    with placed.read() as session:
        lines = session.execute(
            select(AuditLine.action, AuditLine.detail)
            .where(AuditLine.action.startswith("roster."))
            .order_by(AuditLine.seq)
        ).all()
    assert [line.action for line in lines] == [f"roster.{kind}.{end}" for end in ("print", "export", "export")]
    assert "siti" not in str(lines[0].detail)
    assert json.loads(str(lines[2].detail))["rows"] == 14


def test_the_administrator_gets_no_list_of_families(administrator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        making.on_paper(administrator, Roster.HALL, Asked())
    assert refused.value.code == "role.not_allowed"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_who_approves_and_who_audits_may(placed: Desk, role: Role) -> None:
    desk = offices.same_office_as(placed, role)
    assert len(making.on_paper(desk, Roster.ADDRESS, Asked())) == 3


class Stops:
    """A person who cancels at the second step."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int | None, note: str) -> None:
        self.steps += 1
        if self.steps > 1:
            raise Cancelled


def test_a_cancel_leaves_no_file_and_no_line(placed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 5)
    with pytest.raises(Cancelled):
        making.to_workbook(placed, Roster.ADDRESS, Asked(), tmp_path / "daftar.xlsx", Stops())
    assert list(tmp_path.glob("*.xlsx*")) == []
    with placed.read() as session:
        assert session.scalars(select(AuditLine).where(AuditLine.action.startswith("roster."))).first() is None
