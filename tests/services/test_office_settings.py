"""What the office sets once: kept whole, read by all, changed by one, in the log, and never such that papers break."""

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Setting
from desktop.rules.terms import Role
from desktop.services import office_settings, paper_head
from desktop.services.desk import Desk
from desktop.services.office_settings import KINDS, Letterhead, Official, Papers, Safety, Signatories, StampDuty
from tests import offices

FILLED = (
    Letterhead("PEMERINTAH KOTA X", "DINAS SOSIAL", "Jl. Raya 1", "0254 1", "a@b.go.id", "b.go.id", "42411", "Cilegon"),
    Signatories(Official("Kepala", "Hj. Nuriah", "Pembina", "1965"), treasurer=Official(name="Yayah")),
    Papers("[klasifikasi]/[urut:4]/[unit]/[tahun]", "Rehsos", "5.1.06"),
    Safety(3),
    StampDuty(1_000_000, 6_000, "PP 24/2000"),
)


@pytest.mark.parametrize("kind", list(KINDS.values()))
def test_what_was_never_set_has_its_default(auditor: Desk, kind: type[object]) -> None:
    assert office_settings.read(auditor, kind) == kind()


@pytest.mark.parametrize("value", FILLED, ids=lambda value: type(value).__name__)
def test_each_group_is_kept_whole_and_alone(administrator: Desk, operator: Desk, value: object) -> None:
    answer = office_settings.change(administrator, value)
    assert answer.changes.touches("setting")
    assert office_settings.read(operator, type(value)) == value
    others = [kind for kind in KINDS.values() if kind is not type(value)]
    assert [office_settings.read(operator, kind) for kind in others] == [kind() for kind in others]


def test_a_group_is_changed_in_its_place(administrator: Desk) -> None:
    for minutes in (1, 60, 7):
        office_settings.change(administrator, Safety(minutes))
    assert office_settings.read(administrator, Safety) == Safety(7)
    with administrator.read() as session:
        assert session.scalars(select(Setting.name)).all() == ["safety"]


def test_each_change_stands_in_the_log_with_who_and_what(administrator: Desk) -> None:
    office_settings.change(administrator, FILLED[2])
    with administrator.read() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "setting.change")).one()
    assert (line.actor, line.kind, line.record) == ("administrator", "setting", "papers")
    detail = json.loads(line.detail or "{}")
    assert json.loads(detail["value"]) == asdict(FILLED[2])


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR])
def test_all_read_and_one_changes(operator: Desk, role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    assert office_settings.read(desk, Papers) == Papers()
    with pytest.raises(Refused) as refused:
        office_settings.change(desk, Papers(unit="Lain"))
    assert refused.value.code == "role.not_allowed"
    assert office_settings.read(desk, Papers) == Papers()


@pytest.mark.parametrize("value", ["text", 7, None, Official(), {"idle_minutes": 5}, Safety])
def test_what_is_no_group_is_refused(administrator: Desk, value: object) -> None:
    with pytest.raises(Refused) as refused:
        office_settings.change(administrator, value)
    assert refused.value.code == "setting.bad"
    assert refused.value.values["name"]


def test_a_group_under_the_name_of_another_is_refused(administrator: Desk) -> None:
    for name, value in (("safety", Papers()), ("nothing", Papers()), ("paper_key", "00")):
        with pytest.raises(Refused) as refused, administrator.write("test.setting") as unit:
            office_settings.put(unit, name, value)
        assert refused.value.values == {"name": name}


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "rules.letter_pattern_needs"),
        ("[klasifikasi]/[tahun]", "rules.letter_pattern_needs"),
        ("[urut]/[unit]", "rules.letter_pattern_needs"),
        ("[urut]/[tahun]/[kota]", "rules.letter_pattern_field"),
        ("[urut]/[urut]/[tahun]", "rules.letter_pattern_field"),
        ("[urut]/[tahun", "rules.letter_pattern_needs"),
    ],
)
def test_letters_are_never_left_without_numbers(administrator: Desk, pattern: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        office_settings.change(administrator, Papers(letter_pattern=pattern))
    assert refused.value.code == code
    assert office_settings.read(administrator, Papers) == Papers()


@pytest.mark.parametrize("minutes", [0, -1, 61, 10_000])
def test_the_office_locks_neither_at_once_nor_never(administrator: Desk, minutes: int) -> None:
    with pytest.raises(Refused) as refused:
        office_settings.change(administrator, Safety(minutes))
    assert refused.value.code == "setting.bad"
    assert office_settings.read(administrator, Safety) == Safety()


def write_raw(desk: Desk, name: str, value: object) -> None:
    """What an older or a newer program left."""
    with desk.write("test.setting") as unit:
        unit.session.add(Setting(name=name, value=json.dumps(value)))


def test_fields_of_another_version_are_passed_over(administrator: Desk) -> None:
    write_raw(administrator, "letterhead", {"address": "Jl. Lama 3", "fax": "0253"})
    write_raw(administrator, "signatories", {"head": {"name": "Nuriah", "title_short": "Ka"}, "mayor": {"name": "X"}})
    assert office_settings.read(administrator, Letterhead) == Letterhead(address="Jl. Lama 3")
    assert office_settings.read(administrator, Signatories) == Signatories(head=Official(name="Nuriah"))


def test_papers_follow_at_once(administrator: Desk, operator: Desk) -> None:
    office_settings.change(administrator, FILLED[0])
    with operator.read() as session:
        assert paper_head.letterhead(session).government == "PEMERINTAH KOTA X"
        assert paper_head.city(session) == "Cilegon"


texts = st.text(st.characters(codec="utf-8"), max_size=60)
letterheads = st.builds(Letterhead, **{field.name: texts for field in fields(Letterhead)})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(letterheads)
def test_whatever_is_typed_comes_back_as_typed(administrator: Desk, head: Letterhead) -> None:
    office_settings.change(administrator, head)
    assert office_settings.read(administrator, Letterhead) == head


def test_who_the_office_is(auditor: Desk) -> None:
    about = office_settings.about(auditor)
    assert (about.code, about.name, about.level) == ("36.01", "Kabupaten Pandeglang", "regency")
    assert not about.practice
    assert replace(about, practice=True) != about


def test_a_failed_change_keeps_the_setting_and_says_nothing_in_the_log(administrator: Desk) -> None:
    office_settings.change(administrator, Safety(5))
    with pytest.raises(OSError, match="the power went"), administrator.write("setting.change") as unit:
        office_settings.put(unit, "safety", Safety(9))
        raise OSError("the power went")
    assert office_settings.read(administrator, Safety) == Safety(5)
    with administrator.read() as session:
        lines = session.scalars(select(AuditLine.action).where(AuditLine.action == "setting.change")).all()
    assert len(lines) == 1


def test_settings_are_there_after_the_office_was_closed(office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.ADMINISTRATOR)
    for value in FILLED:
        office_settings.change(desk, value)
    desk.close()
    again = offices.sign_in(office_folder, Role.AUDITOR)
    assert tuple(office_settings.read(again, type(value)) for value in FILLED) == FILLED
    again.close()
    written = b"".join(path.read_bytes() for path in office_folder.rglob("*") if path.is_file())
    assert b"Nuriah" not in written, "names of officials lie in the sealed file only"


@pytest.mark.parametrize(
    ("duty", "code"),
    [
        (StampDuty(above=-1), "setting.bad"),
        (StampDuty(rupiah=-1), "setting.bad"),
        (StampDuty(source="  "), "setting.no_source"),
    ],
)
def test_stamp_duty_has_amounts_and_a_regulation(administrator: Desk, duty: StampDuty, code: str) -> None:
    with pytest.raises(Refused) as refused:
        office_settings.change(administrator, duty)
    assert refused.value.code == code
    assert office_settings.read(administrator, StampDuty) == StampDuty()
