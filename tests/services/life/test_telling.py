"""The history in words: actions, fields, values, and how the family lived, in both languages."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desktop.models import Enrolment, Household, Member
from desktop.rules.life import Life
from desktop.rules.terms import EnrolmentStatus, Marital, Presence, Relation, Schooling, Sex
from desktop.services.families.asof import LIVED, LIVING, Difference
from desktop.services.families.living import Account, HeldAid, HousingState, PersonLiving
from desktop.services.life.history import TOLD
from desktop.services.life.telling import Teller
from desktop.wording import load, records

LOCALE = Path(__file__).resolve().parents[3] / "resources" / "locale"
DAY = date(2019, 6, 1)
SOMEBODY = UUID("01900000-0000-7000-8000-000000000000")
TERMS = {
    "sex": Sex,
    "relation": Relation,
    "marital": Marital,
    "schooling": Schooling,
    "presence": Presence,
    "status": EnrolmentStatus,
}


@pytest.fixture(scope="module")
def english() -> Teller:
    return Teller(load(LOCALE, "en"), date.isoformat)


@pytest.fixture(scope="module")
def indonesian() -> Teller:
    return Teller(load(LOCALE, "id"), date.isoformat)


def told(teller: Teller, person: str, field: str, then: object, now: object) -> list[str]:
    return list(teller.told([Difference(person, field, then, now)]))


@pytest.mark.parametrize(
    ("action", "english_words", "indonesian_words"),
    [
        ("family.save", "Changed", "Berubah"),
        ("family.register", "Registered", "Terdaftar"),
        ("life.death", "Death", "Kematian"),
        ("enrolment.suspended", "Status: Suspended", "Status: Ditangguhkan"),
        ("enrolment.enrol", "Entered into a programme", "Masuk program"),
        ("import.undo", "An import was undone", "Impor dibatalkan"),
        ("waiting.promote", "From the waiting list", "Dari daftar tunggu"),
        ("of.tomorrow", "Changed", "Berubah"),
        ("life.of_tomorrow", "Changed", "Berubah"),
        ("enrolment.of_tomorrow", "Changed", "Berubah"),
    ],
)
def test_actions(english: Teller, indonesian: Teller, action: str, english_words: str, indonesian_words: str) -> None:
    assert english.action(action) == english_words
    assert indonesian.action(action) == indonesian_words


@pytest.mark.parametrize("kind", [kind for kind in Life if kind is not Life.UNDONE])
def test_every_event_has_a_name(english: Teller, kind: Life) -> None:
    assert english.action(f"life.{kind}") != "Changed"


def test_every_column_worth_a_line_has_a_name() -> None:
    columns = {column.name for model in (Household, Member, Enrolment) for column in model.__table__.columns}
    assert columns >= TOLD
    assert {name for name in TOLD if name not in records.FIELDS} == {"caretaker_id"}, "told as the caretaker"
    assert {*PersonLiving.__dataclass_fields__} <= {*records.FIELDS}
    assert {*LIVED, LIVING} == {*records.LIVED}


@pytest.mark.parametrize("name", sorted(TERMS))
def test_no_code_of_a_term_is_left(indonesian: Teller, name: str) -> None:
    for code in TERMS[name]:
        word = indonesian.value(name, str(code))
        assert word not in ("", str(code)), (name, code)
        assert word == indonesian.value(name, code), "the term itself is said alike"


@pytest.mark.parametrize(
    ("field", "kept", "words"),
    [
        ("phone", None, "-"),
        ("phone", "", "-"),
        ("phone", "0812", "0812"),
        ("pregnant", True, "Yes"),
        ("works", False, "No"),
        ("birth_date", DAY, "2019-06-01"),
        ("nik", "3601011505750001", "••••••••••750001"),
        ("nisn", "0091234567", "••••••••••"),
        ("school_npsn", "20601234", "20601234"),
        ("household_id", SOMEBODY, "…"),
        ("rt", "02", "02"),
        ("poverty_percentile", 12, "12"),
        ("presence", "of_tomorrow", "of_tomorrow"),
        ("category", "widow", "Widow"),
        ("education", "sd", "SD sederajat"),
        ("papers", "", "-"),
    ],
)
def test_values(english: Teller, field: str, kept: object, words: str) -> None:
    assert english.value(field, kept) == words


def test_a_field_from_what_to_what(english: Teller, indonesian: Teller) -> None:
    assert told(english, "Neng", "presence", "living_here", "moved") == ["Neng: Presence: Lives here → Moved away"]
    (line,) = told(indonesian, "Neng", "presence", "living_here", "moved")
    assert "living_here" not in line
    assert "→ Pindah" in line
    assert told(english, "", "phone", "", "0812") == ["Phone: - → 0812"]


def test_who_came_and_what_was_joined(english: Teller) -> None:
    assert told(english, "", "household", None, True) == ["The family was entered"]
    assert told(english, "Ujang", "member", None, "Ujang") == ["Ujang was entered"]
    assert told(english, "Jamsosratu", "enrolment", None, "Jamsosratu") == ["joined the programme Jamsosratu"]
    assert told(english, "Neng", "household_id", SOMEBODY, SOMEBODY) == ["Neng: changed the family"]


def test_a_column_that_is_nobodys_business_is_not_told(english: Teller) -> None:
    assert told(english, "", "of_tomorrow", 1, 2) == []


def test_an_account_is_told_with_its_days_and_a_masked_number(english: Teller) -> None:
    account = Account("pos", "0012345678", "Siti Aminah", DAY)
    (line,) = told(english, "", "accounts", None, account)
    assert line.startswith("Account: - → ")
    assert line.endswith("in the name of Siti Aminah · since 2019-06-01")
    assert "0012345678" not in line
    (line,) = told(english, "", "accounts", account, None)
    assert line.endswith(" → -")


def test_what_only_ended_is_told_once(english: Teller, indonesian: Teller) -> None:
    account, last = Account("pos", "0012345678", "Siti Aminah", DAY), date(2019, 7, 1)
    (line,) = told(english, "", "accounts", account, replace(account, valid_to=last))
    assert line.startswith("Account ended: ")
    assert line.endswith("2019-06-01 to 2019-07-01")
    assert "→" not in line
    aid = HeldAid("pip", "", DAY)
    (line,) = told(indonesian, "Ujang", "aids", aid, replace(aid, valid_to=last))
    assert line.startswith("Ujang: Bantuan lain berakhir: PIP")
    (line,) = told(english, "", "accounts", account, replace(account, number="99", valid_to=last))
    assert "→" in line, "more than its end was changed"
    (line,) = told(english, "", "accounts", replace(account, valid_to=last), account)
    assert "→" in line, "it began again"


def test_an_aid_is_told_with_its_name_and_who_said_so(english: Teller, indonesian: Teller) -> None:
    aid = HeldAid("bpnt", "6032981234567890", DAY, date(2019, 7, 1))
    (line,) = told(english, "Ujang", "aids", None, aid)
    assert line.startswith(
        "Ujang: Other aid: - → BPNT/Sembako ••••••••••567890 · 2019-06-01 to 2019-07-01 · said by the family"
    )
    (line,) = told(indonesian, "", "aids", None, HeldAid("pkh", source="dtks"))
    assert "PKH" in line
    assert "dtks" in line.lower()


def test_a_house_is_told_by_the_answers_that_differ(english: Teller) -> None:
    then = HousingState(date(2019, 2, 1), {"floor": "earth", "roof": "tile", "fridge": "no"})
    now = HousingState(DAY, {"floor": "ceramic", "roof": "tile", "fridge": "yes"})
    (line,) = told(english, "", "housing", then, now)
    assert line == "Housing as seen on 2019-06-01: Lantai terluas: Tanah → Keramik · Lemari es: Tidak → Ya"
    (line,) = told(english, "", "housing", None, then)
    assert line.startswith("Housing as seen on 2019-02-01: Lantai terluas: - → Tanah · ")
    assert "Lemari es" not in line, "what it had not is nothing new"
    assert told(english, "", "housing", now, HousingState(DAY, now.answers)) == ["Housing as seen on 2019-06-01"]
    (line,) = told(english, "", "housing", then, HousingState(DAY, {}))
    assert "Lantai terluas: Tanah → -" in line


def test_of_many_at_once_only_that_they_are_not_as_now(english: Teller) -> None:
    assert told(english, "", "accounts", (), (Account(),)) == ["Account not as now"]
    assert told(english, "", "housing", HousingState(DAY), None) == ["Housing not as now"]
    assert told(english, "Neng", LIVING, PersonLiving(), PersonLiving("sd")) == [
        "Neng: School, health, work and papers not as now"
    ]


def test_a_code_of_another_source_is_said_as_the_lists_say_it(english: Teller) -> None:
    assert english.value("education", "bdt2015:99") not in ("bdt2015:99", "99", "")
