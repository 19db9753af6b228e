"""`ejsika history`: what happened to a family, how it stood on a day, and the list of that day."""

import gettext
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import AuditLine, Household
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import detail, saving
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from desktop.services.life import recording
from desktop.services.life.events import Left
from desktop.wording import Translator
from desktop.wording.days import day
from tests import families, offices
from tests.cli.commands import ejsika

T = Translator(gettext.NullTranslations(), "en")


@dataclass
class Old:
    """An office whose first family was registered in 2019, and what happened to it since."""

    folder: Path
    family: UUID
    no_kk: str


def at(desk: Desk, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)

    def clock() -> datetime:
        return moment

    desk.office.clock = clock


@pytest.fixture
def old(office_folder: Path) -> Old:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    at(desk, date(2019, 1, 7))
    (family,) = families.add(desk, 1)
    at(desk, date(2019, 6, 20))
    families.add(desk, 2, start=1)
    opened = detail.open_family(desk, family)
    child = opened.fields.members[1].id
    assert child is not None
    event = Left(on=date(2019, 6, 1), paper="SKPWNI 4", reason="ikut paman", member=child, to="Lebak")
    recording.record(desk, family, opened.stamp, event)
    with desk.read() as session:
        no_kk = session.get_one(Household, family).no_kk or ""
    desk.close()
    return Old(office_folder, family, no_kk)


def test_events_and_changes_as_lines(old: Old) -> None:
    said = ejsika("history", old.folder, old.no_kk, "--as", "auditor")
    assert said.status == 0
    first, *rest = said.out.splitlines()
    assert first == "1 Jun 2019 · A member moved away · UJANG · SKPWNI 4 · ikut paman · Si Operator"
    assert "20 Jun 2019 10.00 · A member moved away · operator" in rest
    assert "    UJANG: Presence: Lives here → Moved away" in rest


def test_in_indonesian_no_code_is_left(old: Old) -> None:
    said = ejsika("history", old.folder, old.no_kk, "--as", "auditor", language="id").out
    stood = ejsika("history", old.folder, old.no_kk, "--on", "2019-02-01", "--as", "auditor", language="id").out
    assert "UJANG: Keberadaan: Tinggal di sini → Pindah" in said
    assert "· Jamsosratu" not in said
    assert "Jamsosratu · Calon · 7 Jan 2019" in stood
    assert re.search(r"UJANG · \S+ · \d{1,2} [A-Z][a-z]{2} \d{4} · ", stood)
    assert "1 Jun 2019 · " in said
    assert re.search(r"\d{4}-\d\d-\d\d", said + stood) is None, "days as the screen writes them"
    for code in ("living_here", "moved", "presence", "life.", "household", "candidate", "member"):
        assert code not in said + stood, code


def test_how_the_family_lived_stands_in_its_history(old: Old) -> None:
    desk = offices.sign_in(old.folder, Role.OPERATOR)
    at(desk, date(2019, 7, 1))
    opened = detail.open_family(desk, old.family)
    account = Account("pos", "0012345678", "Siti Aminah", date(2019, 7, 1))
    housing = HousingState(date(2019, 7, 1), {"floor": "earth"})
    living = FamilyLiving(None, account, housing, (HeldAid("bpnt", "", date(2019, 1, 1)),))
    first, *others = opened.fields.members
    members = (replace(first, living=PersonLiving(work_status="casual_farm")), *others)
    saving.save(desk, old.family, opened.stamp, replace(opened.fields, living=living, members=members), "alasan")
    desk.close()
    lines = ejsika("history", old.folder, old.no_kk, "--as", "auditor").out.splitlines()
    place = lines.index("1 Jul 2019 10.00 · Changed · operator")
    told = "\n".join(lines[place + 1 : place + 5])
    assert f"{first.name}: Position at work: - → " in told
    assert "Account: - → " in told
    assert "in the name of Siti Aminah · since 1 Jul 2019" in told
    assert "Housing as seen on 1 Jul 2019: Lantai terluas: - → Tanah" in told
    assert "Other aid: - → BPNT" in told
    assert "casual_farm" not in told
    kept = ejsika("history", old.folder, old.no_kk, "--as", "auditor", "--json").json["changes"][0]["changed"]
    assert [one["now"]["channel"] for one in kept if one["field"] == "accounts"] == ["pos"]


def test_the_same_in_json(old: Old) -> None:
    said = ejsika("history", old.folder, str(old.family), "--as", "auditor", "--json").json
    assert said["family"] == str(old.family)
    (event,) = said["events"]
    assert (event["kind"], event["on"], event["facts"]["to"]) == ("left", "2019-06-01", "Lebak")
    assert [change["action"] for change in said["changes"]] == ["life.left", "test.families"]
    assert said["closed"] is None


def test_as_it_stood_on_a_day(old: Old) -> None:
    said = ejsika("history", old.folder, old.no_kk, "--on", "2019-02-01", "--as", "supervisor")
    assert said.status == 0
    assert "as it stood on 1 Feb 2019" in said.out.splitlines()[0]
    assert "UJANG" in said.out
    assert "    UJANG: Presence: Lives here → Moved away" in said.out
    stood = ejsika("history", old.folder, old.no_kk, "--on", "2019-02-01", "--as", "supervisor", "--json").json
    assert [member["presence"] for member in stood["fields"]["members"]] == ["living_here", "living_here"]
    assert [row["status"] for row in stood["enrolments"]] == ["candidate"]


def test_the_list_of_a_day(old: Old) -> None:
    said = ejsika("history", old.folder, "--on", "2019-02-01", "--as", "auditor")
    assert said.out.splitlines() == [
        "1 Feb 2019: 1 families, 2 people; 2 came since, 0 left since",
        "    Candidate: 1",
    ]
    found = ejsika("history", old.folder, "--on", "2019-06-20", "--as", "auditor", "--json").json
    assert (len(found["rows"]), found["people"], found["came"]) == (3, 5, 0)
    assert all(len(row["nik"]) == 16 and not row["nik"].isdigit() for row in found["rows"]), "masked"


def test_before_anything_was_kept_it_says_since_when(old: Old) -> None:
    said = ejsika("history", old.folder, "--on", "2018-12-31", "--as", "auditor")
    kept = ejsika("history", old.folder, "--on", "2018-12-31", "--as", "auditor", "--json").json["begins"]
    (line,) = said.out.splitlines()[1:]
    assert line.startswith("No family was in the register on this day.")
    assert line.endswith(f" This office keeps its history since {day(T, date.fromisoformat(kept))}.")
    assert "keeps its history" not in ejsika("history", old.folder, "--on", "2019-01-07", "--as", "auditor").out


def test_before_it_was_registered(old: Old) -> None:
    said = ejsika("history", old.folder, old.no_kk, "--on", "2018-12-31", "--as", "auditor")
    assert "was not in the register yet" in said.sentence


@pytest.mark.parametrize("named", ["3601010101999999", "tidak ada", "00000000-0000-7000-8000-000000000000"])
def test_a_family_that_is_not_there(old: Old, named: str) -> None:
    said = ejsika("history", old.folder, named, "--as", "auditor")
    assert named in said.sentence


def test_one_of_several_is_not_guessed(old: Old) -> None:
    said = ejsika("history", old.folder, "36010101", "--as", "auditor")
    assert "Several families" in said.sentence


@pytest.mark.parametrize("typed", ["kemarin", "2019-02-30", "31/12/19", "43466"])
def test_what_is_no_day_is_wrong_usage(old: Old, typed: str) -> None:
    said = ejsika("history", old.folder, old.no_kk, f"--on={typed}", "--as", "auditor")
    assert said.status == 2
    assert said.err == f'"{typed}" is no day. Write it as 2019-12-31 or 31/12/2019.\n'


@pytest.mark.parametrize("typed", ["2019-02-01", "01-02-2019", "1/2/2019", "1 Februari 2019"])
def test_a_day_is_read_as_people_write_it(old: Old, typed: str) -> None:
    said = ejsika("history", old.folder, "--on", typed, "--as", "auditor", "--json")
    assert said.json["on"] == "2019-02-01"


def test_who_looked_stands_in_the_log(old: Old) -> None:
    ejsika("history", old.folder, old.no_kk, "--as", "auditor")
    ejsika("history", old.folder, old.no_kk, "--on", "2019-02-01", "--as", "auditor")
    desk = offices.sign_in(old.folder, Role.OPERATOR)
    with desk.read() as session:
        seen = session.execute(
            select(AuditLine.action, AuditLine.record).where(
                AuditLine.actor == "auditor", AuditLine.kind == "household"
            )
        ).all()
    desk.close()
    assert [tuple(row) for row in seen] == [
        ("family.history", str(old.family)),
        ("family.open", str(old.family)),
    ]


def test_a_day_to_come_is_refused(old: Old) -> None:
    for words in ((), (old.no_kk,)):
        said = ejsika("history", old.folder, *words, "--on", "2099-12-31", "--as", "auditor")
        assert said.sentence == "31 Desember 2099 is still to come. Choose today or an earlier day."
