"""Differences of a previewed register are told in words, whoever's codes they are kept in."""

from datetime import date
from pathlib import Path

import pytest

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.services.desk import Desk
from desktop.services.importing import previewing
from desktop.services.importing.answers import Difference
from desktop.ui.families.intake.values import CODED, WORDS, Values
from desktop.wording import Translator, load
from desktop.wording.importing import FIELDS
from tests.services.importing.test_undoing import take
from tests.shelf import files

VILLAGE = "36.01.12.2001"


@pytest.fixture
def values(t: Translator) -> Values:
    return Values(Shared(t, Gazetteer(), paths.resources()))


@pytest.mark.parametrize(
    ("field", "what", "said"),
    [
        ("phone", None, "(empty)"),
        ("phone", "", "(empty)"),
        ("receives_pkh", True, "Yes"),
        ("receives_pkh", False, "No"),
        ("birth_date", date(1984, 3, 12), "12 Mar 1984"),
        ("relation", "head", "Head of family"),
        ("presence", "moved", "Moved away"),
        ("school_level", "junior", "SMP, MTs, Paket B"),
        ("name", "head", "head"),  # somebody may be called so
        ("address", "Kp. Cikadu", "Kp. Cikadu"),
        ("poverty_percentile", 12, "12"),
        ("disability", "blind", "Penglihatan (netra)"),
        ("disability", "bdt2015:2", "Penglihatan (netra)"),
        ("disability", "bdt2015:3", "3 (code of BDT 2015, meaning not certain)"),
        ("disability", "77", "77 (code in no list)"),
        ("education", "nowhere:9", "9 (code of nowhere, meaning not certain)"),
        ("aid", "bpnt", "BPNT/Sembako"),
        ("aid", "aid_of_nobody", "aid_of_nobody (code in no list)"),
        ("village_code", "36.01.01.2001", "Sumberjaya (36.01.01.2001)"),
        ("village_code", "36.01.01.9999", "36.01.01.9999 (code in no list)"),
        ("details", 1, "1 answer"),
        ("details", 5, "5 answers"),
        ("housing", date(2022, 10, 20), "20 Oct 2022"),
    ],
)
def test_a_value_is_said_as_its_field_means_it(values: Values, field: str, what: object, said: str) -> None:
    assert values.said(field, what) == said


def test_a_difference_says_the_field_and_both(values: Values) -> None:
    one = Difference("marital", "single", "married")
    assert values.difference(one) == "Marital status: Not married → Married"
    assert values.difference(Difference("nobody_knows", 1, 2)) == "nobody_knows: 1 → 2"


def test_in_the_language_of_the_window() -> None:
    shared = Shared(load(paths.resources() / "locale", "id"), Gazetteer(), paths.resources())
    told = Values(shared).difference(Difference("disability", None, "bdt2015:3"))
    assert told == "Disabilitas: (kosong) → 3 (kode dari BDT 2015, artinya belum pasti)"


@pytest.mark.parametrize("field", sorted(CODED | set(WORDS)))
def test_every_coded_field_has_a_name(field: str) -> None:
    assert field in FIELDS


def test_a_survey_of_another_year_is_told_without_a_bare_code(values: Values, operator: Desk, tmp_path: Path) -> None:
    """The file says another certificate than the office has of the same source."""
    take(operator, files.regsosek(tmp_path / "a.xlsx"))
    changed = [{**row, "415": "8"} if row.get("415") else row for row in files.REGSOSEK_PEOPLE]
    path = files.regsosek(tmp_path / "b.xlsx", changed)
    shown = previewing.preview(operator, path, village=VILLAGE)
    told = [values.difference(one) for row in shown.rows for one in row.differences]
    assert told
    assert all(" → " in one and not one.split(" → ")[-1].isdecimal() for one in told), told
