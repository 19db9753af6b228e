"""Files about people who are here: found by number, never added, their facts left alone, and told when nobody fits."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.models import AuditLine, Enrolment, ExternalId, Household, Member, OtherAid
from desktop.rules.terms import Presence
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing, undoing
from desktop.services.importing.answers import ImportResult, Outcome, Totals
from desktop.services.importing.previewing import ImportPreview
from tests.services.importing.test_undoing import WHY, as_they_are, everything
from tests.shelf import files

VILLAGE = "36.01.12.2001"
PART = files.PROGRAMME_PEOPLE[0]


def shown(desk: Desk, path: Path) -> ImportPreview:
    return previewing.preview(desk, path, village=VILLAGE)


def take(desk: Desk, path: Path) -> ImportResult:
    return accepting.accept(desk, shown(desk, path)).value


def outcomes(preview: ImportPreview) -> list[tuple[Outcome, list[str]]]:
    return [(row.outcome, [problem.code for problem in row.problems if problem.refuses]) for row in preview.rows]


def by_nik(desk: Desk, nik: str) -> Member:
    return next(member for member in everything(desk, Member) if member.nik == nik)


@pytest.fixture
def village(operator: Desk, tmp_path: Path) -> Desk:
    take(operator, files.siak(tmp_path / "siak.xls"))
    return operator


def test_nothing_of_the_families_themselves_changes(village: Desk, tmp_path: Path) -> None:
    before = as_they_are(village, Household), as_they_are(village, Member), as_they_are(village, Enrolment)
    take(village, files.rtm(tmp_path / "rtm.xlsx"))
    take(village, files.programme(tmp_path / "bantuan.xlsx"))
    after = as_they_are(village, Household), as_they_are(village, Member), as_they_are(village, Enrolment)
    assert after == before


def test_the_figures_of_such_a_file_tie(village: Desk, tmp_path: Path) -> None:
    stranger = {"NIK": "3601120101700099", files.RTM[1]: "9", files.RTM[2]: 1}
    counts = shown(village, files.rtm(tmp_path / "rtm.xlsx", *files.RTM_PEOPLE, stranger)).counts
    assert counts.rows == counts.new + counts.changed + counts.same + counts.refused + counts.ambiguous == 3
    assert (counts.changed, counts.refused, counts.households_changed, counts.members_new) == (2, 1, 2, 0)


def test_two_people_of_one_family_in_one_household_give_it_the_number_once(village: Desk, tmp_path: Path) -> None:
    rows = [{"NIK": nik, files.RTM[1]: "7", files.RTM[2]: 2} for nik in (files.FATHER, files.MOTHER, files.CHILD)]
    preview = shown(village, files.rtm(tmp_path / "rtm.xlsx", *rows))
    assert [outcome for outcome, _ in outcomes(preview)] == [Outcome.CHANGED, Outcome.SAME, Outcome.SAME]
    accepting.accept(village, preview)
    assert [one.value for one in everything(village, ExternalId)] == ["7"]


def test_a_family_in_two_households_has_both_numbers(village: Desk, tmp_path: Path) -> None:
    rows = [{"NIK": files.FATHER, files.RTM[1]: "7"}, {"NIK": files.CHILD, files.RTM[1]: "8"}]
    take(village, files.rtm(tmp_path / "rtm.xlsx", *rows))
    assert sorted(one.value for one in everything(village, ExternalId)) == ["7", "8"]
    assert len({one.record_id for one in everything(village, ExternalId)}) == 1


def test_a_damaged_nik_finds_nobody(village: Desk, tmp_path: Path) -> None:
    rows = [{"NIK": 3601121203800001, files.RTM[1]: "7"}, {"NIK": "36011212038", files.RTM[1]: "7"}]
    preview = shown(village, files.rtm(tmp_path / "rtm.xlsx", *rows))
    assert [outcome for outcome, _ in outcomes(preview)] == [Outcome.REFUSED, Outcome.REFUSED]


def test_whoever_was_withdrawn_is_not_here(village: Desk, tmp_path: Path) -> None:
    with village.write("test.mistake") as unit:
        unit.session.scalars(select(Member).where(Member.nik == files.WIDOW)).one().presence = Presence.WITHDRAWN
    assert outcomes(shown(village, files.rtm(tmp_path / "rtm.xlsx")))[1] == (Outcome.REFUSED, ["import.not_here"])


def test_a_family_of_another_office_is_left_to_it(village: Desk, tmp_path: Path) -> None:
    with village.office.alone() as driver:
        driver.execute("UPDATE household SET owner = '36.02'")
    preview = shown(village, files.rtm(tmp_path / "rtm.xlsx"))
    assert {tuple(codes) for _, codes in outcomes(preview)} == {("import.other_owner",)}
    assert preview.counts.nothing_to_do


def test_an_empty_office_refuses_every_row(operator: Desk, tmp_path: Path) -> None:
    preview = shown(operator, files.rtm(tmp_path / "rtm.xlsx"))
    assert {outcome for outcome, _ in outcomes(preview)} == {Outcome.REFUSED}
    assert preview.before == preview.after == Totals(0, 0)
    assert not preview.asks_village


def test_of_a_card_two_families_have_the_person_decides(village: Desk, tmp_path: Path) -> None:
    with village.write("test.same") as unit:
        for household in unit.session.scalars(select(Household)):
            household.no_kk = files.KK
    take(village, files.programme(tmp_path / "a.xlsx"))
    (aid,) = everything(village, OtherAid)
    assert aid.household_id == by_nik(village, files.MOTHER).household_id
    nobody = {**PART, "NIK": ""}
    assert outcomes(shown(village, files.programme(tmp_path / "b.xlsx", nobody, name="PKH"))) == [
        (Outcome.REFUSED, ["import.not_here"])
    ]


def test_a_family_programme_finds_the_family_by_its_person_where_the_card_is_new(village: Desk, tmp_path: Path) -> None:
    take(village, files.programme(tmp_path / "a.xlsx", {**PART, "Peserta": "3601120101190077"}))
    (aid,) = everything(village, OtherAid)
    assert (aid.household_id, aid.member_id) == (by_nik(village, files.MOTHER).household_id, None)


def test_a_number_that_comes_later_is_added(village: Desk, tmp_path: Path) -> None:
    take(village, files.programme(tmp_path / "a.xlsx", {**PART, "No. Peserta": ""}))
    assert everything(village, OtherAid)[0].number is None
    preview = shown(village, files.programme(tmp_path / "b.xlsx"))
    assert [one.field for one in preview.rows[0].differences] == ["aid_number"]
    accepting.accept(village, preview)
    (aid,) = everything(village, OtherAid)
    assert aid.number == "BLT-001"


def test_two_programmes_are_two_aids(village: Desk, tmp_path: Path) -> None:
    for number, name in enumerate(("PKH", "Sembako", "Beasiswa Desa")):
        take(village, files.programme(tmp_path / f"{number}.xlsx", name=name))
    assert sorted(aid.aid for aid in everything(village, OtherAid)) == ["beasiswa_desa", "bpnt", "pkh"]


def test_a_programme_without_dates_begins_today_and_goes_on(village: Desk, tmp_path: Path) -> None:
    people = [list(files.PARTICIPANTS), *files.ordered(files.PARTICIPANTS, files.PROGRAMME_PEOPLE)]
    about: list[list[Any]] = [["Nama Program", "PKH"], ["Sasaran Program", 2]]
    path = files.workbook(tmp_path / "a.xlsx", {"Program": about, "Peserta": people})
    take(village, path)
    (aid,) = everything(village, OtherAid)
    assert (aid.valid_from, aid.valid_to) == (village.today(), None)
    assert shown(village, path).counts.nothing_to_do


def test_an_aid_that_somebody_wrote_down_is_not_written_again(village: Desk, tmp_path: Path) -> None:
    mother = by_nik(village, files.MOTHER)
    with village.write("test.said") as unit:
        unit.session.add(OtherAid(household_id=mother.household_id, aid="blt_dd", number="LAMA", source="family",
                                  valid_from=date(2021, 1, 1)))  # fmt: skip
    assert shown(village, files.programme(tmp_path / "a.xlsx")).counts.nothing_to_do


def test_one_person_twice_in_a_list_is_one_participant(village: Desk, tmp_path: Path) -> None:
    person = {**PART, "Peserta": files.MOTHER}
    preview = shown(village, files.programme(tmp_path / "a.xlsx", person, person, name="PIP", target=1))
    assert [outcome for outcome, _ in outcomes(preview)] == [Outcome.CHANGED, Outcome.SAME]
    accepting.accept(village, preview)
    assert [aid.aid for aid in everything(village, OtherAid)] == ["pip"]


def test_it_is_one_batch_and_stands_in_the_log(village: Desk, tmp_path: Path) -> None:
    result = take(village, files.rtm(tmp_path / "rtm.xlsx"))
    with village.read() as session:
        actions = session.scalars(
            select(AuditLine.action).where(AuditLine.kind == "external_id", AuditLine.version == 1)
        ).all()
    assert actions == ["import.accept", "import.accept"]
    assert result.batch is not None
    promised = undoing.preview_undo(village, result.batch)
    assert (promised.households, promised.members, promised.restored, promised.possible) == (0, 0, 2, True)
    undoing.undo(village, result.batch, WHY)
    assert {one.value for one in everything(village, ExternalId)} == {""}
    assert take(village, files.rtm(tmp_path / "again.xlsx")).counts.changed == 2
