"""Families and people are matched by what tells them apart; doubt is a question, never the first."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.models import ExternalId, Household, Likeness, Member
from desktop.rules.ids import new_id
from desktop.services.desk import Desk
from desktop.services.duplicates import finding
from desktop.services.duplicates.keeping import Kept
from desktop.services.families import saving
from desktop.services.families.detail import FamilyFields, MemberDetail
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import Outcome, Totals
from desktop.services.importing.previewing import ImportPreview
from desktop.services.importing.tasks import tasks_open
from tests.services.importing.registers import (
    BDT,
    CHILD,
    HEAD,
    KK,
    OTHER_KK,
    TEMPLATE,
    WIFE,
    bdt_row,
    opensid,
    other_family,
    write,
)

VILLAGE = "36.01.01.2001"


def shown(desk: Desk, path: Path) -> ImportPreview:
    return previewing.preview(desk, path, village=VILLAGE)


def take(desk: Desk, path: Path) -> Totals:
    return accepting.accept(desk, shown(desk, path)).value.after


def outcomes(preview: ImportPreview) -> list[Outcome]:
    return [row.outcome for row in preview.rows]


def codes(preview: ImportPreview) -> list[str]:
    return [problem.code for row in preview.rows for problem in row.problems]


def bdt(path: Path, *rows: dict[str, Any]) -> Path:
    return write(path, BDT, rows)


def template_row(code: str, name: str, **changed: Any) -> dict[str, Any]:
    return {
        "Kode Keluarga": code, "Nama Anggota Keluarga": name, "Desa/Kelurahan": "Sumberjaya", "Kecamatan": "Sumur",
        "Hubungan dengan Kepala Keluarga": "Kepala Keluarga", **changed,
    }  # fmt: skip


def register(desk: Desk, no_kk: str, *members: MemberDetail) -> None:
    saving.register(desk, FamilyFields(members, 0, no_kk), reason="uji")


def test_two_families_with_the_number_are_a_question_and_neither_is_touched(operator: Desk, tmp_path: Path) -> None:
    register(operator, KK, MemberDetail("SARIP"))
    register(operator, KK, MemberDetail("OTONG"))
    preview = shown(operator, opensid(tmp_path / "a.xlsx"))
    assert outcomes(preview) == [Outcome.AMBIGUOUS] * 3
    assert set(codes(preview)) >= {"import.household_question"}
    assert preview.rows[0].problems[-1].heading == "no_kk"
    assert accepting.accept(operator, preview).value.after == Totals(2, 2)


def test_the_source_id_goes_before_the_number_of_the_card(operator: Desk, tmp_path: Path) -> None:
    headings = (*BDT, "No KK")
    first = write(tmp_path / "a.xlsx", headings, [bdt_row("520601000000000001", "SARIP", **{"No KK": KK})])
    take(operator, first)
    renumbered = bdt_row("520601000000000001", "SARIP", **{"No KK": OTHER_KK})
    preview = shown(operator, write(tmp_path / "b.xlsx", headings, [renumbered]))
    assert [(each.field, each.old, each.new) for each in preview.rows[0].differences] == [("no_kk", KK, OTHER_KK)]


def test_another_source_id_is_another_family_whatever_its_card_says(operator: Desk, tmp_path: Path) -> None:
    headings = (*BDT, "No KK")
    for number, household in enumerate(("520601000000000001", "520601000000000002")):
        row = bdt_row(household, f"ORANG {number}", **{"No KK": KK})
        take(operator, write(tmp_path / f"{number}.xlsx", headings, [row]))
    with operator.read() as session:
        assert len(session.scalars(select(Household)).all()) == 2
        assert [pair.rule for pair in session.scalars(select(Likeness))] == ["same_kk"]


def test_source_ids_are_kept_with_their_source_and_day(operator: Desk, tmp_path: Path) -> None:
    take(operator, bdt(tmp_path / "a.xlsx", bdt_row("520601000000000001", "SARIP")))
    with operator.read() as session:
        kept = session.scalars(select(ExternalId)).one()
        household = session.scalars(select(Household)).one()
    assert (kept.kind, kept.record_id, kept.source) == ("household", household.id, "bdt2015")
    assert (kept.value, kept.seen_on) == ("520601000000000001", operator.today())
    assert (household.poverty_source, household.poverty_percentile) == ("bdt2015", 12)


def test_a_registered_family_gets_the_id_of_the_source_that_names_it(operator: Desk, tmp_path: Path) -> None:
    register(operator, KK, MemberDetail("SARIP"))
    headings = (*BDT, "No KK")
    preview = shown(operator, write(tmp_path / "a.xlsx", headings, [bdt_row("52060100", "SARIP", **{"No KK": KK})]))
    assert preview.rows[0].outcome == Outcome.CHANGED
    assert "source_id" in {each.field for each in preview.rows[0].differences}
    assert accepting.accept(operator, preview).value.after == Totals(1, 1)
    again = shown(operator, tmp_path / "a.xlsx")
    assert outcomes(again) == [Outcome.SAME]


def test_codes_of_our_template_are_of_the_file_only(operator: Desk, tmp_path: Path) -> None:
    take(operator, write(tmp_path / "a.xlsx", TEMPLATE, [template_row("1", "SARIP")]))
    assert take(operator, write(tmp_path / "b.xlsx", TEMPLATE, [template_row("1", "OTONG")])) == Totals(2, 2)
    for name in ("a.xlsx", "b.xlsx"):
        assert outcomes(shown(operator, tmp_path / name)) == [Outcome.SAME]


def test_a_person_is_known_by_nik_whatever_the_name(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    preview = shown(operator, opensid(tmp_path / "b.xlsx", {**HEAD, "nama": "SARIP BIN OTONG"}))
    (row,) = preview.rows
    assert [(each.field, each.old, each.new) for each in row.differences] == [("name", "SARIP", "SARIP BIN OTONG")]


@pytest.mark.parametrize("name", ["Sarip", "H. SARIP", "SARIP, S.Pd.", "  sarip "])
def test_a_person_without_nik_is_known_by_name_and_birth_date(operator: Desk, tmp_path: Path, name: str) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", {**HEAD, "nik": ""}))
    assert take(operator, opensid(tmp_path / "b.xlsx", {**HEAD, "nik": "", "nama": name})) == Totals(1, 1)


def test_the_same_name_born_another_day_is_another_person(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", {**HEAD, "nik": ""}))
    grandson = {**HEAD, "nik": "", "tanggallahir": "2018-01-02", "kk_level": 6}
    assert take(operator, opensid(tmp_path / "b.xlsx", grandson)) == Totals(1, 2)


def test_a_nik_corrects_itself_where_name_and_birth_date_agree(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", {**HEAD, "nik": "3601121203800002"}))
    preview = shown(operator, opensid(tmp_path / "b.xlsx", HEAD))
    assert [each.field for each in preview.rows[0].differences] == ["nik"]


def test_several_members_that_fit_are_a_question(operator: Desk, tmp_path: Path) -> None:
    twins = (MemberDetail("SITI", birth_date=None), MemberDetail("SITI", birth_date=None))
    register(operator, KK, *twins)
    preview = shown(operator, opensid(tmp_path / "a.xlsx", {**CHILD, "nama": "SITI", "nik": ""}))
    assert outcomes(preview) == [Outcome.AMBIGUOUS]
    assert "import.member_question" in codes(preview)
    assert accepting.accept(operator, preview).value.after == Totals(1, 2)


def test_a_row_that_repeats_a_person_is_refused(operator: Desk, tmp_path: Path) -> None:
    preview = shown(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE, HEAD))
    assert outcomes(preview) == [Outcome.NEW, Outcome.NEW, Outcome.REFUSED]
    (problem,) = [each for each in preview.rows[2].problems if each.refuses]
    assert (problem.code, problem.values, problem.column) == ("import.repeated", {"earlier": 2}, "E")


def test_equal_names_with_two_niks_are_two_people(operator: Desk, tmp_path: Path) -> None:
    other = {**HEAD, "nik": "3601121203800002", "kk_level": 9}
    path = opensid(tmp_path / "a.xlsx", HEAD, other)
    assert take(operator, path) == Totals(1, 2)
    assert outcomes(shown(operator, path)) == [Outcome.SAME, Outcome.SAME]


def test_two_families_of_a_file_never_share_one_of_the_office(operator: Desk, tmp_path: Path) -> None:
    headings = (*BDT, "No KK")
    take(operator, write(tmp_path / "a.xlsx", headings, [bdt_row("52060100", "SARIP", **{"No KK": KK})]))
    rows = [
        bdt_row("52060100", "SARIP", **{"No KK": ""}),
        bdt_row("", "OTONG", **{"No KK": KK}),
    ]
    preview = shown(operator, write(tmp_path / "b.xlsx", headings, rows))
    assert outcomes(preview) == [Outcome.AMBIGUOUS, Outcome.AMBIGUOUS]


def test_a_person_whose_number_lives_elsewhere_is_a_question(operator: Desk, tmp_path: Path) -> None:
    headings = (*BDT, "IDARTBDT")
    row = bdt_row("52060100", "SARIP", IDARTBDT="77001")
    take(operator, write(tmp_path / "a.xlsx", headings, [row]))
    moved = bdt_row("52060200", "OTONG", IDARTBDT="77002")
    take(operator, write(tmp_path / "b.xlsx", headings, [moved]))
    there = bdt_row("52060200", "SARIP", IDARTBDT="77001", HubKRT="3")
    preview = shown(operator, write(tmp_path / "c.xlsx", headings, [there]))
    assert outcomes(preview) == [Outcome.AMBIGUOUS]
    assert "import.member_elsewhere" in codes(preview)


def test_an_equal_nik_elsewhere_is_a_pair_to_decide_and_no_wall(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    intruder = {**other_family(1, 1)[0], "nik": WIFE["nik"]}
    preview = shown(operator, opensid(tmp_path / "b.xlsx", intruder))
    assert "import.same_nik" in codes(preview)
    answer = accepting.accept(operator, preview)
    assert (answer.value.after, answer.value.tasks_opened) == (Totals(2, 4), 1)
    assert answer.changes.touches("likeness")
    assert tasks_open(operator).same_nik == 1
    third = {**other_family(2, 1)[0], "nik": WIFE["nik"]}
    assert accepting.accept(operator, shown(operator, opensid(tmp_path / "c.xlsx", third))).value.tasks_opened == 2
    with operator.read() as session:
        pairs = session.scalars(select(Likeness)).all()
        holders = set(session.scalars(select(Member.id).where(Member.nik == WIFE["nik"])))
    assert {pair.rule for pair in pairs} == {"same_nik"}
    assert {frozenset((pair.one_id, pair.other_id)) for pair in pairs} == set(map(frozenset, combinations(holders, 2)))


def test_a_pair_of_an_import_is_not_opened_again_by_the_search(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    take(operator, opensid(tmp_path / "b.xlsx", {**other_family(1, 1)[0], "nik": WIFE["nik"]}))
    assert finding.find(operator).value.kept == Kept(there=1)


def test_another_offices_family_is_not_changed(operator: Desk, tmp_path: Path) -> None:
    with operator.write("test") as unit:
        household = Household(
            id=new_id(), owner="36.02", no_kk=KK, registered_at=operator.now(), area_as_written="", address="lama"
        )
        unit.session.add(household)
    preview = shown(operator, opensid(tmp_path / "a.xlsx"))
    assert outcomes(preview) == [Outcome.REFUSED] * 3
    assert preview.rows[0].problems[-1].values == {"owner": "36.02"}
