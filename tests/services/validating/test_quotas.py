"""Quotas of villages: set, kept by year, and what is used, free and waited for; from a table file too."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Area, VillageQuota
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.validating import quota_files, quotas
from desktop.services.validating.quotas import QuotaTable, VillageLine
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection
from desktop.wording.translator import sentences
from tests import families, validation
from tests.validation import PROGRAMME

S = EnrolmentStatus


def line(desk: Desk, village: str) -> VillageLine:
    return next(one for one in quotas.table(desk, PROGRAMME).lines if one.code == village)


@pytest.mark.parametrize(
    ("status", "holds"),
    [(S.ELIGIBLE, True), (S.DECREED, True), (S.ACTIVE, True), (S.SUSPENDED, True), (S.CANDIDATE, False),
     (S.STOPPED, False), (S.GRADUATED, False), (S.NOT_ELIGIBLE, False)],
)  # fmt: skip
def test_who_holds_a_place(operator: Desk, status: EnrolmentStatus, holds: bool) -> None:
    village = validation.places(operator, 3)
    (family,) = families.add(operator, 1, places=[village])
    validation.put(operator, family, status)
    validation.change(operator, family, rt="9")  # a change of the family brings its row up to date
    found = line(operator, village)
    assert (found.used, found.free) == ((1, 2) if holds else (0, 3))
    assert found.candidates == int(status is S.CANDIDATE)


def test_the_table_counts_results_and_who_waits(operator: Desk, auditor: Desk) -> None:
    village = validation.places(operator, 1)
    ids = families.add(operator, 5, places=[village])
    validation.record(operator, Selection(PROGRAMME, cards=tuple(map(str, ids[:3]))))
    validation.confirm(operator)
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[3]),)))
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[4]),)), Result.NOT_VALID, "moved")
    found = line(auditor, village)
    assert (found.places, found.used, found.free, found.candidates, found.valid, found.waiting) == (1, 1, 0, 4, 1, 2)
    with operator.read() as session:
        area = session.get_one(Area, village)
        assert found.name == area.name
        assert found.district == session.get_one(Area, str(area.parent_code)).name


def test_a_village_without_a_quota_is_shown_without_limit(operator: Desk) -> None:
    families.add(operator, 2)
    found = line(operator, families.villages(operator)[0])
    assert (found.places, found.free, found.candidates) == (None, None, 1)


def test_families_to_be_placed_stand_apart(operator: Desk) -> None:
    families.add(operator, 2, village_code=None)
    (found,) = quotas.table(operator, PROGRAMME).lines
    assert (found.code, found.name, found.candidates) == ("", "", 2)


def test_a_quota_below_what_is_used_puts_nobody_out(operator: Desk) -> None:
    ids = families.add(operator, 3, places=families.villages(operator, 1))
    for family in ids:
        validation.put(operator, family, S.ACTIVE)
    village = validation.places(operator, 1)
    assert line(operator, village).free == -2
    assert {validation.status(operator, one) for one in ids} == {S.ACTIVE}
    with operator.read() as session:
        assert quotas.free_places(session, PROGRAMME, 2019) == {village: 0}


def test_setting_again_changes_only_what_differs(operator: Desk) -> None:
    one, two, three = families.villages(operator)
    first = quotas.set_places(operator, PROGRAMME, {one: 5, two: 6}).value
    second = quotas.set_places(operator, PROGRAMME, {one: 5, two: 7, three: 8})
    assert (first.changed, first.same, first.villages) == (2, 0, 2)
    assert (second.value.changed, second.value.same) == (2, 1)
    assert second.changes.touches("village_quota")
    with operator.read() as session:
        rows = {row.village_code: row for row in session.scalars(select(VillageQuota))}
    assert {code: row.places for code, row in rows.items()} == {one: 5, two: 7, three: 8}
    assert '"36.01#1": 2' in rows[two].version
    assert '"36.01#1": 1' in rows[one].version
    assert {row.year for row in rows.values()} == {2019}


@pytest.mark.parametrize(
    ("places", "code"),
    [({}, "quota.nothing"), ({"": 1}, "family.unknown_village"), ({"36.01": 1}, "family.unknown_village"),
     ({"36.01.01.2001": -1}, "quota.number"), ({"36.01.01.2001": 100_001}, "quota.number")],
)  # fmt: skip
def test_what_is_no_quota_is_refused(operator: Desk, places: dict[str, int], code: str) -> None:
    with pytest.raises(Refused) as refused:
        quotas.set_places(operator, PROGRAMME, {"36.01.01.2002": 3, **places} if places else {})
    assert refused.value.code == code
    assert "{" not in sentences()[code].format(**refused.value.values)
    assert quotas.table(operator, PROGRAMME).lines == ()


def test_what_the_villages_have_beyond_the_grant_is_said() -> None:
    def village(number: int) -> VillageLine:
        return VillageLine("36.01.01.2001", "A", "B", number, 0, 0, 0, 0)

    lines = (village(30), village(25))
    assert QuotaTable(PROGRAMME, 2019, lines, 50).beyond == 5
    assert QuotaTable(PROGRAMME, 2019, lines, 60).beyond == 0
    assert QuotaTable(PROGRAMME, 2019, lines, None).beyond == 0
    assert QuotaTable(PROGRAMME, 2019, lines, 50).places == 55


def test_what_the_programme_grants_the_office_is_known(operator: Desk) -> None:
    """No source says how many of 2019 went to each regency."""
    assert quotas.table(operator, PROGRAMME).granted is None


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    made.save(path)
    return path


def names(desk: Desk, village: str) -> tuple[str, str]:
    with desk.read() as session:
        area = session.get_one(Area, village)
        return area.name, session.get_one(Area, str(area.parent_code)).name


def test_a_table_of_names_is_read(operator: Desk, tmp_path: Path) -> None:
    one, two, _ = families.villages(operator)
    (first, district), (second, _) = names(operator, one), names(operator, two)
    path = book(
        tmp_path / "kuota.xlsx",
        ("KUOTA JAMSOSRATU 2019",),
        (),
        ("No", "Kecamatan", "Desa/Kelurahan", "Kuota"),
        (1, district, first, 12),
        (2, district.upper(), second.upper(), "1.250"),
        ("Jumlah", None, None, 1262),
    )
    read = quota_files.read(operator, path)
    assert read.places == {one: 12, two: 1_250}
    assert read.doubts == ()
    quotas.set_places(operator, PROGRAMME, read.places)
    assert line(operator, two).places == 1_250


def test_codes_tell_villages_whatever_their_dots(operator: Desk, tmp_path: Path) -> None:
    one, two, _ = families.villages(operator)
    path = book(tmp_path / "kuota.xlsx", ("Kode Desa", "Jumlah KPM"), (one, 3), (two.replace(".", ""), 4))
    assert quota_files.read(operator, path).places == {one: 3, two: 4}


def test_a_text_file_is_read_too(operator: Desk, tmp_path: Path) -> None:
    one = families.villages(operator)[0]
    path = tmp_path / "kuota.csv"
    path.write_text(f"kode desa;kuota\n{one};7\n", "utf-8")
    assert quota_files.read(operator, path).places == {one: 7}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("Antah Berantah", "Nowhere", 3)], "quota.not_found"),
        ([("{village}", "{district}", "banyak")], "quota.no_number"),
        ([("{village}", "{district}", 2.5)], "quota.no_number"),
        ([("{village}", "{district}", -4)], "quota.no_number"),
        ([("{village}", "{district}", 3), ("{village}", "{district}", 4)], "quota.twice"),
    ],
)
def test_each_doubt_is_a_line_and_nothing_is_guessed(
    operator: Desk, tmp_path: Path, rows: list[tuple[object, ...]], code: str
) -> None:
    village, district = names(operator, families.villages(operator)[0])
    said = [
        [cell.format(village=village, district=district) if isinstance(cell, str) else cell for cell in row]
        for row in rows
    ]
    path = book(tmp_path / "kuota.xlsx", ("Desa", "Kecamatan", "Kuota"), *map(tuple, said))
    read = quota_files.read(operator, path)
    (doubt,) = read.doubts
    assert (doubt.row, doubt.code) == (len(rows) + 1, code)
    assert doubt.code in sentences()
    assert str(said[-1][0]) in doubt.written
    assert len(read.places) == len(rows) - 1


def test_a_name_of_several_villages_asks_for_the_district(operator: Desk, tmp_path: Path) -> None:
    with operator.read() as session:
        rows = session.execute(
            select(Area.name, Area.code).where(Area.code.startswith("36.01."), Area.level == "village")
        )
        seen: dict[str, list[str]] = {}
        for name, code in rows:
            seen.setdefault(name, []).append(code)
    double = next(name for name, codes in seen.items() if len(codes) > 1)
    path = book(tmp_path / "kuota.xlsx", ("Desa", "Kuota"), (double, 3))
    (doubt,) = quota_files.read(operator, path).doubts
    assert doubt.code == "quota.several"


def test_a_file_without_such_headings_is_refused(operator: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "daftar.xlsx", ("Nama", "NIK"), ("SITI", "3601"))
    with pytest.raises(Refused) as refused:
        quota_files.read(operator, path)
    assert refused.value.code == "quota.headings"
    assert "daftar.xlsx" in sentences()["quota.headings"].format(**refused.value.values)
