"""Programme years: their figures, what is empty in them, packaged ones and files of the office's own."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import paths
from desktop.rules.programme_year import ProgrammeYear, Rate, Sanction, SanctionKind, TrancheRule
from desktop.rules.terms import Component, Role
from desktop.services import programmes
from desktop.ui.office.programme_facts import COMPONENTS, FIELDS, SANCTIONS, SCHEMES, Fact, empty_amounts, facts, unsure
from desktop.ui.office.programmes import ProgrammeSection
from desktop.wording import Translator
from tests.services.test_programmes import OWN
from tests.ui.office.conftest import Place, Places, texts

RESOURCES = paths.resources()
UNSAID = "No source says it"


@pytest.fixture
def section(place: Place) -> ProgrammeSection:
    return place.open(ProgrammeSection)


def year(name: str) -> ProgrammeYear:
    return programmes.packaged(name, RESOURCES)


def said(t: Translator, name: str, area: str = "36.01") -> dict[str, str]:
    return {fact.name: fact.value for fact in facts(t, year(name), area)}


def choose(section: ProgrammeSection, code: str) -> None:
    """Pick a packaged year as a person does."""
    section.adding.choice.choose(code)
    section.adding.choice.activated.emit(section.adding.choice.currentIndex())


def test_the_year_that_runs_here_is_shown_with_its_figures(section: ProgrammeSection) -> None:
    shown = texts(section.panel)
    assert section.panel.name.text() == "Jamsosratu 2019"
    assert "Rp1.000.000" in shown
    assert "Rp750.000" in shown
    assert "50.000 families" in shown
    assert "Runs in this office" in shown
    assert "Pergub Banten 16/2015" in shown


def test_what_is_inferred_is_said(section: ProgrammeSection) -> None:
    assert section.panel.unsure.sentence == (
        "Inferred, not said by a source: Paid out by, Sanctions, Age of the elderly."
    )
    assert not section.panel.empty.isVisible()


def test_a_packaged_year_is_looked_at_before_it_is_added(place: Place, section: ProgrammeSection) -> None:
    choose(section, "jamsosratu-2018")
    place.settle()
    assert section.panel.name.text() == "Jamsosratu 2018"
    assert "Does not run in this office yet" in texts(section.panel)
    assert section.panel.empty.sentence == "No source says the amount of tranche 1, 2: no list can be drafted for it."
    assert len(programmes.here(place.desk)) == 1


def test_a_packaged_year_is_added_and_no_longer_offered(place: Place, section: ProgrammeSection) -> None:
    choose(section, "jamsosratu-2021")
    section.adding.add.click()
    place.settle()
    assert section.notice.sentence == "Jamsosratu 2021 runs here now."
    assert [row.year for row in programmes.here(place.desk)] == [2021, 2019]
    assert section.model.rowCount() == 2
    combo = section.adding.choice
    assert "Jamsosratu 2021" not in [combo.itemText(at) for at in range(combo.count())]


def test_years_of_other_areas_come_last_and_it_is_said(section: ProgrammeSection) -> None:
    combo = section.adding.choice
    offered = [combo.itemText(at) for at in range(combo.count())]
    other = [name.endswith("(other area)") for name in offered]
    assert other == sorted(other)
    assert any(other)
    assert not all(other)


def test_a_file_of_the_offices_own_is_added(place: Place, section: ProgrammeSection, tmp_path: Path) -> None:
    file = tmp_path / "kita.toml"
    file.write_text(OWN, encoding="utf-8")
    section.adding.add_file(file)
    place.settle()
    assert section.notice.sentence == "Bantuan Kita 2025 runs here now."
    assert section.table.choose("bantuankita-2025")
    place.settle()
    assert section.panel.name.text() == "Bantuan Kita 2025"
    assert "tranche 2" in section.panel.empty.sentence


@pytest.mark.parametrize(
    ("content", "word"),
    [("tahun = ", ""), (OWN.replace('title = "Bantuan Kita"\n', ""), "title"), (OWN + 'warna = "biru"\n', "warna")],
)
def test_a_file_that_is_none_says_which_field(
    place: Place, section: ProgrammeSection, tmp_path: Path, content: str, word: str
) -> None:
    file = tmp_path / "salah.toml"
    file.write_text(content, encoding="utf-8")
    section.adding.add_file(file)
    place.settle()
    assert section.notice.sentence
    assert word in section.notice.sentence
    assert len(programmes.here(place.desk)) == 1


def test_a_missing_file_is_said(place: Place, section: ProgrammeSection, tmp_path: Path) -> None:
    section.adding.add_file(tmp_path / "tidak ada.toml")
    place.settle()
    assert "tidak ada.toml" in section.notice.sentence


def test_a_packaged_file_is_saved_changed_and_added(place: Place, section: ProgrammeSection, tmp_path: Path) -> None:
    choose(section, "jamsosratu-2018")
    file = tmp_path / "jamsosratu-2018.toml"
    section.adding.save_copy(file)
    place.settle()
    assert str(file) in section.notice.sentence
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{ number = 1 }", "{ number = 1, amount = 900_000 }"), encoding="utf-8")
    section.adding.add_file(file)
    place.settle()
    row = next(row for row in programmes.here(place.desk) if row.year == 2018)
    assert programmes.look(place.desk, row).tranche(1).amount == 900_000


def test_a_copy_that_cannot_be_written_is_said(place: Place, section: ProgrammeSection, tmp_path: Path) -> None:
    choose(section, "jamsosratu-2018")
    section.adding.save_copy(tmp_path / "no folder" / "x.toml")
    place.settle()
    assert section.notice.sentence
    assert not section.notice.sentence.startswith("The file lies")


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR])
def test_others_read_the_figures_and_add_nothing(place_of: Places, role: Role) -> None:
    place = place_of(role)
    section = place.open(ProgrammeSection)
    assert "Rp1.000.000" in texts(section.panel)
    assert not section.adding.isVisible()
    assert section.adding.choice.count() == 0


@pytest.mark.parametrize("name", programmes.known(RESOURCES))
def test_every_packaged_year_is_shown_whole(t: Translator, name: str) -> None:
    found = facts(t, year(name), "36.01")
    assert len({fact.name for fact in found}) == len(found)
    assert all(fact.value and "{" not in fact.value for fact in found if fact.name != "Card number")
    assert [fact.value == UNSAID for fact in found] == [not fact.said for fact in found]


@pytest.mark.parametrize("name", programmes.known(RESOURCES))
def test_every_inferred_field_has_a_word(name: str) -> None:
    assert set(year(name).unsure) <= set(FIELDS)


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("jamsosratu-2013", ""),
        ("jamsosratu-2014", "tranches"),
        ("jamsosratu-2018", "tranche 1, 2"),
        ("jamsosratu-2019", ""),
        ("pkh-2021", ""),
        ("jscb-2023", ""),
    ],
)
def test_nothing_can_be_drafted_on_an_empty_amount(t: Translator, name: str, empty: str) -> None:
    sentence = empty_amounts(t, year(name))
    assert (empty in sentence) if empty else not sentence


def test_an_empty_rate_is_an_empty_amount_too(t: Translator) -> None:
    pkh = year("pkh-2021")
    assert empty_amounts(t, replace(pkh, rates=(*pkh.rates, Rate("poor")))) != ""
    assert empty_amounts(t, replace(pkh, rates=())) != ""


def test_amounts_by_component_name_each_component(t: Translator) -> None:
    amounts = said(t, "pkh-2021")["Amount"].splitlines()
    assert amounts[0] == "By the members that count"
    assert "Under five: Rp750.000 · at most 2" in amounts
    assert "Disability: Rp600.000 · at most 1" in amounts
    assert amounts[-1] == "At most 4 members of a family count"


def test_amounts_by_category_name_each_category(t: Translator) -> None:
    amounts = said(t, "jscb-2023")["Amount"].splitlines()
    assert "Orphan: Rp1.200.000" in amounts
    assert "Widow: Rp1.000.000" in amounts


def test_a_category_without_a_word_keeps_its_code(t: Translator) -> None:
    made = replace(year("jscb-2023"), rates=(Rate("veteran", 5), Rate("orphan")))
    amounts = next(fact for fact in facts(t, made, "36.72") if fact.name == "Amount").value.splitlines()
    assert amounts[-2:] == ["veteran: Rp5", "Orphan: no amount said"]


def test_a_tranche_says_amount_and_window(t: Translator) -> None:
    assert said(t, "pkh-2021")["Tranche"].splitlines()[0] == "Tranche 1 · 1 Jan 2021 - 31 Mar 2021"
    assert said(t, "jamsosratu-2021")["Tranche"] == "Tranche 1 · Rp1.000.000 · 19 Nov 2021"
    assert said(t, "jamsosratu-2018")["Tranche"].splitlines()[1] == "Tranche 2 · no amount said"


@pytest.mark.parametrize(("area", "channel"), [("36.01", "BJB"), ("36.72", "Bank Banten"), ("52", UNSAID)])
def test_who_pays_out_depends_on_the_office(t: Translator, area: str, channel: str) -> None:
    assert said(t, "jamsosratu-2019", area)["Paid out by"] == channel


def test_the_province_has_the_whole_quota_and_a_district_what_is_said(t: Translator) -> None:
    assert said(t, "jamsosratu-2019", "36")["Quota of this office"] == "50.000 families"
    assert said(t, "jamsosratu-2019", "36.01")["Quota of this office"] == UNSAID


def test_a_duty_of_several_is_said_once(t: Translator) -> None:
    duties = said(t, "jamsosratu-2019")["Commitments"].splitlines()
    assert "Primary, Junior, Senior: Hadir di sekolah paling sedikit 80 % dari hari belajar" in duties
    assert any(line.startswith("Family: Menabung") for line in duties)


def test_the_ladder_of_sanctions_in_order(t: Translator) -> None:
    ladder = (Sanction(1, SanctionKind.REDUCTION, 10), Sanction(2, SanctionKind.STOP))
    made = replace(year("jamsosratu-2019"), sanctions=ladder)
    found = next(fact for fact in facts(t, made, "36.01") if fact.name == "Sanctions")
    assert found == Fact("Sanctions", "1. Reduction 10 %\n2. End of membership")


def test_ages_that_matter_stand_beside_the_members(t: Translator) -> None:
    assert "Elderly (from 60 years)" in said(t, "jamsosratu-2019")["Members that count"]
    assert "Elderly (from 70 years)" in said(t, "pkh-2021")["Members that count"]


def test_a_year_that_is_sure_of_all_says_nothing(t: Translator) -> None:
    assert unsure(t, replace(year("jamsosratu-2019"), unsure=())) == ""
    assert unsure(t, replace(year("jamsosratu-2019"), unsure=("tranches", "rates", "amount"))).count("Amount") == 1


def test_every_term_has_its_word() -> None:
    assert set(COMPONENTS) == set(Component)
    assert set(SANCTIONS) == set(SanctionKind)
    assert {year(name).scheme for name in programmes.known(RESOURCES)} <= set(SCHEMES)


def test_one_empty_tranche_among_full_ones_is_named(t: Translator) -> None:
    made = replace(year("jamsosratu-2019"), tranches=(TrancheRule(1, 5), TrancheRule(2), TrancheRule(3, 7)))
    assert "tranche 2:" in empty_amounts(t, made)
