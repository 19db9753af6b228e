"""How a family lives, in the lines of its detail: only what is said, numbers masked, what is over set back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.models import Household
from desktop.rules.coordinates import MapPlace
from desktop.rules.terms import Presence, Relation, Role
from desktop.services.desk import Desk
from desktop.services.families import detail, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, KnownAs, PersonLiving
from desktop.services.importing import undoing
from desktop.ui.families.panel_living import LivingParts
from desktop.ui.families.parts import member_lines
from desktop.wording import Translator
from tests import families
from tests.services.importing.test_undoing import take, taken
from tests.shelf import files
from tests.ui.families.conftest import Place, texts

SITI = MemberDetail("SITI MAEMUNAH", relation=Relation.HEAD)
LIVING = FamilyLiving(
    MapPlace(-6.3725, 105.8275),
    Account("bjb", "0012345678900", "SITI", date(2019, 3, 4)),
    HousingState(
        date(2019, 2, 1),
        {"floor": "earth", "floor_area": "42", "wall": "bdt2015:6", "motorcycle": "yes", "fridge": "no", "goat": "3"},
    ),
    (HeldAid("bpnt", "6032981234567890", date(2018, 1, 1)), HeldAid("pip", "", date(2017, 1, 1), date(2018, 6, 30))),
)
PUPIL = PersonLiving(school_name="SDN 1", nisn="0091234567", education="none", chronic_illness="asthma", papers="birth")


@pytest.fixture
def parts(t: Translator) -> LivingParts:
    return LivingParts(Shared(t, Gazetteer(), paths.resources()))


@pytest.fixture
def opened(operator: Desk) -> FamilyDetail:
    village = families.villages(operator, 1)[0]
    people = (SITI, MemberDetail("UJANG", living=PUPIL))
    return saving.register(operator, FamilyFields(people, 0, village_code=village, living=LIVING)).value


def said(parts: LivingParts, detail: FamilyDetail, qtbot: QtBot, *, whole: bool = False) -> dict[str, list[str]]:
    found = {}
    for heading, lines in parts.sections(detail, whole=whole):
        for line in lines:
            qtbot.addWidget(line)
        found[heading] = [line.text() for line in lines if isinstance(line, QLabel)]
    return found


def test_each_group_says_what_is_known(parts: LivingParts, opened: FamilyDetail, qtbot: QtBot) -> None:
    assert said(parts, opened, qtbot, whole=True) == {
        "Account": ["BJB 0012345678900 · in the name of SITI · since 4 Mar 2019"],
        "Other aid": [
            "BPNT/Sembako 6032981234567890 · since 1 Jan 2018 · said by the family",
            "PIP/KIP · 1 Jan 2017 to 30 Jun 2018 · said by the family",
        ],
        "Housing as seen on 1 Feb 2019": [
            "Luas lantai: 42 m² · Lantai terluas: Tanah · Dinding terluas: kode 6 (BDT 2015), belum pasti",
            "Sepeda motor",
            "Kambing/domba: 3 ekor",
        ],
        "School, health, work and papers": ["UJANG: SDN 1 · NISN 0091234567 · Penyakit kronis: Asma · Akta lahir"],
        "Place on the map": ["6,372500° LS, 105,827500° BT"],
    }


def test_numbers_are_masked_until_somebody_asks(parts: LivingParts, opened: FamilyDetail, qtbot: QtBot) -> None:
    told = "\n".join(line for lines in said(parts, opened, qtbot).values() for line in lines)
    assert "0012345678900" not in told
    assert "6032981234567890" not in told
    assert "BJB" in told


def test_nothing_said_is_nothing_shown(parts: LivingParts, opened: FamilyDetail, qtbot: QtBot) -> None:
    silent = replace(
        opened, fields=replace(opened.fields, living=None, members=(SITI,)), accounts=(), housings=(), ids=()
    )
    assert said(parts, silent, qtbot) == {}


def test_an_account_that_is_over_is_set_back(parts: LivingParts, opened: FamilyDetail, qtbot: QtBot) -> None:
    closed = replace(LIVING.account, valid_to=date(2019, 4, 1))
    both = replace(opened, accounts=(Account("pos", valid_from=date(2019, 4, 1)), closed))
    (section,) = (lines for heading, lines in parts.sections(both, whole=True) if heading == "Account")
    for line in section:
        qtbot.addWidget(line)
    assert [line.property("role") for line in section] == ["body", "secondary"]
    assert isinstance(section[0], QLabel)
    assert section[0].text() == "Kantor Pos · since 1 Apr 2019"


@pytest.mark.parametrize(("ids", "lines"), [(1, 1), (6, 6), (9, 7)])
def test_many_ids_do_not_fill_the_detail(
    parts: LivingParts, opened: FamilyDetail, qtbot: QtBot, ids: int, lines: int
) -> None:
    known = tuple(KnownAs("bdt2015", f"ID-{at}", date(2016, 1, 1), at % 2 or None) for at in range(ids))
    told = said(parts, replace(opened, ids=known), qtbot)["In other registers"]
    assert len(told) == lines
    assert told[0] == "BDT 2015 ID-0 · 1 Jan 2016"
    if ids > 1:
        assert told[1] == "BDT 2015 ID-1 · UJANG · 1 Jan 2016"


def test_an_aid_of_a_list_names_the_list(parts: LivingParts, opened: FamilyDetail, qtbot: QtBot) -> None:
    aids = (HeldAid("bantuan_lama", "", date(2019, 1, 1), source="bdt2015"), HeldAid("pip", source="siks"))
    detail = replace(opened, fields=replace(opened.fields, living=FamilyLiving(aids=aids)))
    assert said(parts, detail, qtbot)["Other aid"] == ["BANTUAN_LAMA · since 1 Jan 2019 · BDT 2015", "PIP/KIP · siks"]


def test_who_was_entered_by_mistake_is_set_back(t: Translator, operator: Desk, qtbot: QtBot) -> None:
    wrong = MemberDetail("SALAH", presence=Presence.WITHDRAWN)
    detail = saving.register(operator, FamilyFields((wrong, SITI), 1)).value
    lines = list(member_lines(t, detail, whole=False))
    for line in lines:
        qtbot.addWidget(line)
    names = [line.findChildren(QLabel)[0] for line in lines]
    assert [(one.text(), one.property("role")) for one in names] == [
        ("SITI MAEMUNAH", "strong"),
        ("SALAH", "secondary"),
    ]


def test_it_stands_in_the_detail(opened: FamilyDetail, place_of: Callable[[Role], Place]) -> None:
    panel = place_of(Role.AUDITOR).screen.browse.panel
    assert panel.detail is not None
    assert panel.detail.id == opened.id
    told = texts(panel)
    assert "Luas lantai: 42 m²" in told
    assert "0012345678900" not in told


def test_what_an_undone_import_said_leaves_no_empty_lines(
    parts: LivingParts, operator: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """The family came with one file, all there is to say of it with another, and that was undone."""
    take(operator, files.opendk(tmp_path / "opendk.xlsx"))
    batch = taken(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    with operator.read() as session:
        family = session.scalars(select(Household.id).where(Household.no_kk == files.KK)).one()
    before = said(parts, detail.open_family(operator, family), qtbot)
    undoing.undo(operator, batch, "berkas salah kirim")
    after = said(parts, detail.open_family(operator, family), qtbot)
    told = [heading for heading in before if heading.startswith("Housing")]
    assert {*told, "Other aid", "School, health, work and papers"} <= set(before)
    assert len(told) == 1
    assert after.keys().isdisjoint({"", *told, "Other aid", "School, health, work and papers", "In other registers"})
