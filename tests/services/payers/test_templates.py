"""Templates an office keeps: its own in place of the packaged one, and which is taken for whom."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Setting
from desktop.services.desk import Desk
from desktop.services.payers import files, templates
from tests.services.money import walk
from tests.services.money.walk import FIRST


def edited(desk: Desk, folder: Path, of: str, /, **changed: str) -> Path:
    out = folder / "templat.toml"
    templates.write_out(desk, of, out)
    text = out.read_text("utf-8")
    for old, new in changed.items():
        assert f"{old} = " in text
        text = "\n".join(f"{old} = {new}" if line.startswith(f"{old} = ") else line for line in text.splitlines())
    out.write_text(text, "utf-8")
    return out


def test_the_packaged_templates_are_there_for_everybody(auditor: Desk) -> None:
    found = templates.templates(auditor)
    assert [one.name for one in found] == ["bank_banten", "bank_umum", "bjb", "kantor_pos"]
    assert not any(one.own for one in found)
    assert all("tidak diketahui" in one.note for one in found), "no office is told that a layout is the bank's own"


def test_an_own_copy_stands_in_place_of_the_packaged(
    administrator: Desk, operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    path = edited(administrator, tmp_path, "bjb", separator='"|"', decimals="0", title='"BJB kita"')
    assert templates.check(path).separator == "|"
    kept = templates.save(administrator, path)
    assert (kept.value.name, kept.value.title, kept.value.own) == ("bjb", "BJB kita", True)
    assert kept.changes.touches("setting")
    walk.approved(operator, supervisor, 2)
    files.make(operator, FIRST, "BJB", tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert lines[-1] == "T|2|2000000"
    templates.save(administrator, edited(administrator, tmp_path, "bjb", title='"BJB lagi"'))
    (own,) = [one for one in templates.templates(operator) if one.own]
    assert own.title == "BJB lagi"
    with operator.read() as session:
        lines_of_log = session.scalars(select(AuditLine).where(AuditLine.action == "payer_template.save")).all()
    assert [one.record for one in lines_of_log] == ["payer_template/bjb"] * 2


def test_a_template_of_a_new_name_stands_beside_the_others(administrator: Desk, tmp_path: Path) -> None:
    templates.save(administrator, edited(administrator, tmp_path, "bank_umum", name='"bri"'))
    assert "bri" in {one.name for one in templates.templates(administrator)}
    templates.write_out(administrator, "bri", tmp_path / "bri.toml")
    assert templates.check(tmp_path / "bri.toml").name == "bri"


def test_a_wrong_template_is_refused_and_the_old_one_stands(administrator: Desk, tmp_path: Path) -> None:
    path = edited(administrator, tmp_path, "bjb", decimals="3")
    with pytest.raises(Refused) as refused:
        templates.save(administrator, path)
    assert (refused.value.code, refused.value.values["field"]) == ("payers.template_value", "decimals")
    with pytest.raises(Refused):
        templates.check(path)
    assert not any(one.own for one in templates.templates(administrator))


def test_a_name_too_long_for_the_office_is_refused(administrator: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        templates.save(administrator, edited(administrator, tmp_path, "bjb", name=f'"{"b" * 41}"'))
    assert (refused.value.code, refused.value.values["limit"]) == ("payers.template_name", 40)


def test_a_template_nobody_knows_is_refused_with_those_there_are(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    walk.approved(operator, supervisor, 1)
    for ask in (
        lambda: templates.write_out(operator, "bni", tmp_path / "x.toml"),
        lambda: files.make(operator, FIRST, "BJB", tmp_path / "a.csv", "bni"),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code == "payers.no_template"
        assert refused.value.values["known"] == "bank_banten, bank_umum, bjb, kantor_pos"


def test_a_file_that_is_not_there_is_said(administrator: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        templates.save(administrator, tmp_path / "none.toml")
    assert refused.value.code == "files.missing"


def test_a_payer_without_a_template_of_his_own_gets_the_usual(operator: Desk) -> None:
    with operator.read() as session:
        found = {payer: templates.find(session, "", payer).name for payer in
                 ("BJB", "Bank Banten", "BRI", "Kantor Pos", "PT Pos Indonesia")}  # fmt: skip
    assert found == {"BJB": "bjb", "Bank Banten": "bank_banten", "BRI": "bank_umum", "Kantor Pos": "kantor_pos",
                     "PT Pos Indonesia": "kantor_pos"}  # fmt: skip


def test_a_template_is_shown_with_a_family_nobody_is(auditor: Desk) -> None:
    shown = templates.show(auditor, "kantor_pos")
    assert (shown.row.given, shown.row.own, shown.row.payers) == (True, False, ("Kantor Pos",))
    (row,) = shown.shown.rows
    assert len(row) == len(shown.template.columns)
    assert row[[column.field for column in shown.template.columns].index("amount")] == "1000000"
    assert shown.shown.below == (("Jumlah alokasi", "1", "1.000.000"),)


@pytest.mark.parametrize("name", ["bank_banten", "bank_umum", "bjb", "kantor_pos"])
def test_every_given_template_is_right_as_text_too(auditor: Desk, name: str) -> None:
    shown = templates.show(auditor, name)
    assert templates.check_text(shown.text).template == shown.template


def test_a_column_narrower_than_our_example_can_still_be_shown(auditor: Desk) -> None:
    text = templates.show(auditor, "bank_banten").text.replace("width = 20", "width = 10")
    (row,) = templates.check_text(text).shown.rows
    assert row[1] == "0071000000", "real accounts of that bank may be as short"


def test_the_given_template_stands_again(administrator: Desk, operator: Desk) -> None:
    given = templates.show(administrator, "bjb").text
    templates.save_text(administrator, given.replace("BJB (contoh, csv)", "BJB kita"))
    templates.save_text(administrator, given.replace('name = "bjb"', 'name = "bri"'))
    assert [(one.name, one.given) for one in templates.templates(operator) if one.own] == [
        ("bjb", True), ("bri", False),
    ]  # fmt: skip
    templates.choose(administrator, "BRI", "bri")
    assert templates.chosen(operator, "Bank BRI") == "bri"
    for name in ("bjb", "bri"):
        templates.revert(administrator, name)
    assert templates.show(operator, "bjb").text == given
    assert {one.name for one in templates.templates(operator)} == {"bank_banten", "bank_umum", "bjb", "kantor_pos"}
    assert templates.chosen(operator, "BRI") == "bank_umum", "what was put away is used for nobody"
    with pytest.raises(Refused) as refused:
        templates.revert(administrator, "bjb")
    assert refused.value.code == "payers.template_given"


def test_a_payer_keeps_the_template_chosen_for_him(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    walk.approved(operator, supervisor, 2)
    templates.choose(operator, "PT BJB", "bank_banten")
    assert files.preview(operator, FIRST, "bjb").template.name == "bank_banten"
    assert files.make(operator, FIRST, "BJB", tmp_path / "a.txt").value.template == "bank_banten"
    templates.choose(operator, "BJB", "")
    assert templates.chosen(operator, "BJB") == "bjb"
    with pytest.raises(Refused) as refused:
        templates.choose(operator, "BJB", "bni")
    assert refused.value.code == "payers.no_template"


def test_a_template_that_nobody_could_use_is_as_if_put_away(
    administrator: Desk, operator: Desk, tmp_path: Path
) -> None:
    """An older program kept templates whose files no bank reads; the others stay, and the given one stands again."""
    templates.write_out(administrator, "bjb", tmp_path / "bjb.toml")
    text = (tmp_path / "bjb.toml").read_text("utf-8")
    with administrator.write("test.old") as unit:
        unit.session.add(Setting(name="payer_template/bjb", value=text.replace('"utf-8"', '"utf-16"')))
    assert [row.name for row in templates.templates(operator) if row.own] == []
    assert templates.chosen(operator, "BJB") == "bjb"
    with pytest.raises(Refused) as refused:
        templates.save_text(administrator, text.replace('name = "bjb"', 'name = "../x"'))
    assert (refused.value.code, refused.value.values["field"]) == ("payers.template_value", "name")


def test_who_sends_the_money_changes_no_template(operator: Desk, supervisor: Desk, auditor: Desk) -> None:
    """A column that always holds one account would send everybody's money there: it takes two people."""
    text = templates.show(operator, "bjb").text
    for attempt in (
        lambda: templates.save_text(operator, text),
        lambda: templates.revert(operator, "bjb"),
        lambda: templates.choose(supervisor, "BJB", "bjb"),
        lambda: templates.choose(auditor, "BJB", "bjb"),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "role.not_allowed"
