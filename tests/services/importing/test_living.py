"""Details, housing and other aid come in with a register, come back after an undo, and never twice."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import ExternalId, Household, Housing, Member, OtherAid, PersonDetails
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing, undoing
from desktop.services.importing.answers import ImportResult, Outcome
from desktop.services.importing.previewing import ImportPreview
from tests.services.importing.registers import BDT, bdt_row, opensid, write
from tests.shelf import files

VILLAGE = "36.01.12.2001"
WHY = "berkas lama terkirim"


def shown(desk: Desk, path: Path) -> ImportPreview:
    return previewing.preview(desk, path, village=VILLAGE)


def take(desk: Desk, path: Path) -> ImportResult:
    return accepting.accept(desk, shown(desk, path)).value


def everything(desk: Desk, model: Any) -> list[Any]:
    with desk.read() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def details(desk: Desk) -> dict[str, PersonDetails]:
    with desk.read() as session:
        rows = session.execute(select(Member.name, PersonDetails).join(Member, Member.id == PersonDetails.member_id))
        return {row.name: row.PersonDetails for row in rows}


def test_details_are_kept_in_the_codes_of_their_source(operator: Desk, tmp_path: Path) -> None:
    take(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    kept = details(operator)
    assert set(kept) == {"SARIP", "SITI AMINAH"}  # of the child nothing of the kind was said
    sarip = kept["SARIP"]
    assert (sarip.source, sarip.education, sarip.work_status, sarip.papers) == ("regsosek2022k", "3", "6", "4")
    assert (sarip.school_name, sarip.nisn, sarip.religion) == ("", None, None)


def test_housing_is_of_the_day_it_was_looked_at(operator: Desk, tmp_path: Path) -> None:
    take(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    (housing,) = everything(operator, Housing)
    assert (housing.source, housing.on) == ("regsosek2022k", date(2022, 10, 20))
    assert json.loads(housing.answers)["wall"] == "2"


def test_aid_of_the_last_year_ended_on_the_day_of_the_question(operator: Desk, tmp_path: Path) -> None:
    take(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    aids = {aid.aid: aid for aid in everything(operator, OtherAid)}
    assert set(aids) == {"bpnt", "blt_dd", "pbi_jkn", "pip"}
    assert all((aid.valid_from, aid.valid_to) == (date(2021, 10, 20), date(2022, 10, 20)) for aid in aids.values())
    assert [aids[name].member_id is None for name in ("bpnt", "blt_dd", "pbi_jkn", "pip")] == [True, True, False, False]


@pytest.mark.parametrize(("name", "file"), files.REGISTERS.items())
def test_the_same_file_again_changes_nothing(operator: Desk, tmp_path: Path, name: str, file: Any) -> None:
    path = file(tmp_path / f"berkas.{files.ENDINGS.get(name, 'xlsx')}")
    result = take(operator, path)
    assert result.counts.refused == result.counts.ambiguous == 0
    again = shown(operator, path)
    assert again.counts.nothing_to_do, [row for row in again.rows if row.outcome is not Outcome.SAME]


@pytest.mark.parametrize(("name", "file"), files.REGISTERS.items())
def test_undone_and_taken_again_all_of_it_is_there_once(operator: Desk, tmp_path: Path, name: str, file: Any) -> None:
    path = file(tmp_path / f"berkas.{files.ENDINGS.get(name, 'xlsx')}")
    first = take(operator, path)
    before = counted(operator)
    assert first.batch is not None
    undone = undoing.undo(operator, first.batch, WHY).value
    assert undone.after == first.before
    assert take(operator, path).after == first.after
    assert counted(operator) == before
    assert shown(operator, path).counts.nothing_to_do


def counted(desk: Desk) -> list[int]:
    return [len(everything(desk, model)) for model in (Household, Member, PersonDetails, Housing, OtherAid, ExternalId)]


def test_what_was_added_to_a_family_that_stays_is_emptied_and_comes_back(operator: Desk, tmp_path: Path) -> None:
    """The family came with another file, so undoing the survey leaves it, without what the survey said."""
    take(operator, files.opendk(tmp_path / "opendk.xlsx"))
    path = files.regsosek(tmp_path / "regsosek.xlsx")
    survey = take(operator, path)
    assert survey.batch is not None
    promised = undoing.preview_undo(operator, survey.batch)
    done = undoing.undo(operator, survey.batch, WHY).value
    assert (promised.households, promised.members, promised.restored) == (done.households, done.members, done.restored)
    assert (done.households, done.members) == (0, 1)  # the mother alone was new
    assert details(operator)["SARIP"].education is None
    assert [json.loads(one.answers) for one in everything(operator, Housing)] == [{}]
    stayed = [aid for aid in everything(operator, OtherAid) if aid.aid == "bpnt"]
    assert [aid.valid_to < aid.valid_from for aid in stayed] == [True]
    take(operator, path)
    assert details(operator)["SARIP"].education == "3"
    aids = {aid.aid: aid for aid in everything(operator, OtherAid)}
    assert aids["bpnt"].valid_to == date(2022, 10, 20)
    assert len(aids) == 4
    assert shown(operator, path).counts.nothing_to_do


def test_a_later_survey_stands_beside_the_earlier_one(operator: Desk, tmp_path: Path) -> None:
    first = bdt_row("360101000700000001", "SARIP", files.FATHER) | {"Luas lantai": "42", "No KK": files.KK}
    take(operator, write(tmp_path / "a.xlsx", (*BDT, "Luas lantai", "No KK"), [first]))
    take(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    assert [(one.source, one.on) for one in everything(operator, Housing)] == [
        ("bdt2015", date(2015, 12, 31)), ("regsosek2022k", date(2022, 10, 20)),
    ]  # fmt: skip


def test_codes_of_two_lists_do_not_mix(operator: Desk, tmp_path: Path) -> None:
    first = bdt_row("360101000700000001", "SARIP", files.FATHER) | {"Ijazah tertinggi": "2", "No KK": files.KK}
    take(operator, write(tmp_path / "a.xlsx", (*BDT, "Ijazah tertinggi", "No KK"), [first]))
    take(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    sarip = details(operator)["SARIP"]
    assert (sarip.source, sarip.education, sarip.work_status) == ("bdt2015", "2", None)


def test_a_corrected_answer_is_told_and_changes_the_same_row(operator: Desk, tmp_path: Path) -> None:
    take(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    people = [{**files.REGSOSEK_PEOPLE[0], "415": 8}, *files.REGSOSEK_PEOPLE[1:]]
    house = [{**files.REGSOSEK_HOUSE[0], "304": "1"}]
    preview = shown(operator, files.regsosek(tmp_path / "b.xlsx", people, house))
    told = {(one.field, one.old, one.new) for one in preview.rows[0].differences}
    assert ("education", "regsosek2022k:3", "regsosek2022k:8") in told
    assert ("housing", date(2022, 10, 20), date(2022, 10, 20)) in told
    accepting.accept(operator, preview)
    assert details(operator)["SARIP"].education == "8"
    (housing,) = everything(operator, Housing)
    assert json.loads(housing.answers)["wall"] == "1"


def test_the_whole_poverty_register_has_its_housing(operator: Desk, tmp_path: Path) -> None:
    more = {"Dinding terluas": "6", "Kepemilikan sepeda motor": "3", "Tercantum di dalam KK": "1"}
    row = bdt_row("360101000700000001", "JAJANG", files.FATHER) | more
    take(operator, write(tmp_path / "a.xlsx", (*BDT, *more), [row]))
    (housing,) = everything(operator, Housing)
    assert json.loads(housing.answers) == {"motorcycle": "3", "wall": "6"}
    assert details(operator)["JAJANG"].in_family_card is True


# Files of people who are here already.


@pytest.fixture
def village(operator: Desk, tmp_path: Path) -> Desk:
    take(operator, files.siak(tmp_path / "siak.xls"))
    return operator


def test_households_gather_families(village: Desk, tmp_path: Path) -> None:
    preview = shown(village, files.rtm(tmp_path / "rtm.xlsx"))
    assert [row.outcome for row in preview.rows] == [Outcome.CHANGED, Outcome.CHANGED]
    assert preview.before == preview.after
    accepting.accept(village, preview)
    ids = everything(village, ExternalId)
    assert {(one.kind, one.source, one.value) for one in ids} == {("household", "opensid_rtm", "172956")}
    assert {one.record_id for one in ids} == {one.id for one in everything(village, Household)}
    assert shown(village, tmp_path / "rtm.xlsx").counts.nothing_to_do


def test_who_is_not_here_is_refused_and_nobody_is_added(village: Desk, tmp_path: Path) -> None:
    stranger = {"NIK": "3601120101700099", files.RTM[1]: "172957", files.RTM[2]: 1}
    preview = shown(village, files.rtm(tmp_path / "rtm.xlsx", *files.RTM_PEOPLE, stranger))
    assert preview.rows[2].outcome is Outcome.REFUSED
    assert [problem.code for problem in preview.rows[2].problems] == ["import.not_here"]
    accepting.accept(village, preview)
    assert len(everything(village, Member)) == 4


def test_a_number_two_people_have_is_a_question(village: Desk, tmp_path: Path) -> None:
    with village.write("test.same") as unit:
        for member in unit.session.scalars(select(Member).where(Member.nik == files.CHILD)):
            member.nik = files.WIDOW
    preview = shown(village, files.rtm(tmp_path / "rtm.xlsx"))
    assert preview.rows[1].outcome is Outcome.AMBIGUOUS
    assert [problem.code for problem in preview.rows[1].problems] == ["import.several_here"]


def test_a_programme_of_families_is_aid_of_the_family(village: Desk, tmp_path: Path) -> None:
    path = files.programme(tmp_path / "bantuan.xlsx")
    assert take(village, path).counts.changed == 1
    (aid,) = everything(village, OtherAid)
    assert (aid.aid, aid.number, aid.source, aid.member_id) == ("blt_dd", "BLT-001", "opensid_bantuan", None)
    assert (aid.valid_from, aid.valid_to) == (date(2022, 1, 1), date(2022, 12, 31))
    assert shown(village, path).counts.nothing_to_do


@pytest.mark.parametrize("target", [1, "Penduduk Perorangan"])
def test_a_programme_of_people_is_aid_of_the_person(village: Desk, tmp_path: Path, target: object) -> None:
    person = files.PROGRAMME_PEOPLE[0] | {"Peserta": files.MOTHER}
    take(village, files.programme(tmp_path / "bantuan.xlsx", person, name="PIP", target=target))
    (aid,) = everything(village, OtherAid)
    mother = next(one for one in everything(village, Member) if one.nik == files.MOTHER)
    assert (aid.aid, aid.member_id, aid.household_id) == ("pip", mother.id, mother.household_id)


def test_a_programme_of_households_is_found_by_their_number(village: Desk, tmp_path: Path) -> None:
    take(village, files.rtm(tmp_path / "rtm.xlsx", files.RTM_PEOPLE[0]))
    part = {**files.PROGRAMME_PEOPLE[0], "Peserta": "172956", "NIK": ""}
    take(village, files.programme(tmp_path / "bantuan.xlsx", part, name="Bantuan Bupati", target=3))
    (aid,) = everything(village, OtherAid)
    home = next(one for one in everything(village, Household) if one.no_kk == files.KK)
    assert (aid.aid, aid.household_id) == ("bantuan_bupati", home.id)


def test_a_programme_of_groups_is_of_nobody_here(village: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        shown(village, files.programme(tmp_path / "bantuan.xlsx", target=4))
    assert caught.value.code == "import.of_groups"


def test_a_programme_is_undone_and_comes_back(village: Desk, tmp_path: Path) -> None:
    path = files.programme(tmp_path / "bantuan.xlsx")
    batch = take(village, path).batch
    assert batch is not None
    assert undoing.undo(village, batch, WHY).value.households == 0
    (aid,) = everything(village, OtherAid)
    assert aid.valid_to < aid.valid_from
    take(village, path)
    (aid,) = everything(village, OtherAid)
    assert aid.valid_to == date(2022, 12, 31)


def test_names_on_a_list_of_participants_change_nobody(village: Desk, tmp_path: Path) -> None:
    other = {**files.PROGRAMME_PEOPLE[0], "Nama": "SITI AMINAH BINTI ENTIN", "Tanggal Lahir": "1990-01-01"}
    take(village, files.programme(tmp_path / "bantuan.xlsx", other))
    mother = next(one for one in everything(village, Member) if one.nik == files.MOTHER)
    assert (mother.name, mother.birth_date) == ("SITI AMINAH", date(1985, 8, 17))


def test_a_participant_without_any_number(village: Desk, tmp_path: Path) -> None:
    nobody = {"Nama": "SITI AMINAH", "No. Peserta": "7", "Alamat": "Kp. Cikole"}
    preview = shown(village, files.programme(tmp_path / "bantuan.xlsx", nobody))
    assert [problem.code for problem in preview.rows[0].problems] == ["sheets.nobody_named"]


def test_a_family_that_left_the_lists_is_not_here(village: Desk, tmp_path: Path) -> None:
    take(village, opensid(tmp_path / "a.xlsx"))
    batch = take(village, files.opendk(tmp_path / "dk.xlsx", *({**row, "nomor_kk": "3601120101190009", "nomor_nik": ""}
                                                             for row in files.OPENDK_PEOPLE))).batch  # fmt: skip
    assert batch is not None
    undoing.undo(village, batch, WHY)
    part = {**files.PROGRAMME_PEOPLE[0], "Peserta": "3601120101190009", "NIK": ""}
    preview = shown(village, files.programme(tmp_path / "bantuan.xlsx", part))
    assert [problem.code for problem in preview.rows[0].problems] == ["import.not_here"]
