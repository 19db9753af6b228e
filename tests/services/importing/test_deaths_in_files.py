"""No file lets anybody die or move away silently, whatever its layout: it says so, and a person enters the event."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Household, LifeEvent, Member
from desktop.rules.life import Life
from desktop.rules.terms import Presence, Role
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.families.fields import MemberDetail
from desktop.services.importing import accepting, mapping, previewing, undoing
from desktop.services.importing.answers import Outcome
from desktop.services.importing.batches import batches
from desktop.services.importing.previewing import ImportPreview
from desktop.services.life import recording, splitting
from desktop.services.life import undoing as taking_back
from desktop.services.life.events import Birth as Born
from desktop.services.life.events import Death, Event, Joined, Left, Split
from desktop.wording import load
from tests import offices
from tests.services.importing import registers
from tests.services.importing.registers import BDT, TEMPLATE, bdt_row, opensid, other_family, write
from tests.shelf import files

VILLAGE = "36.01.12.2001"
PAPER = "472.12/7/Ds"
HERE, DIED, MOVED, NOT_FOUND = Presence.LIVING_HERE, Presence.DIED, Presence.MOVED, Presence.NOT_FOUND
CODED = {HERE: 1, DIED: 2, MOVED: 3, NOT_FOUND: 9}
WORDS = {HERE: "Hidup", DIED: "Mati", MOVED: "Pindah"}
ASKED = {DIED: "import.death_is_event", MOVED: "import.move_is_event"}
Write = Callable[[Desk, Path, Presence], Path]


def of_opensid(_: Desk, folder: Path, her: Presence) -> Path:
    head, wife = ({**row, "status_dasar": 1} for row in registers.FAMILY[:2])
    return opensid(folder / "opensid.xlsx", head, {**wife, "status_dasar": CODED[her]})


def of_opendk(_: Desk, folder: Path, her: Presence) -> Path:
    head, child = files.OPENDK_PEOPLE
    wife = {**child, "nama": "SITI AMINAH", "nomor_nik": files.MOTHER, "tanggal_lahir": "1985-08-17",
            "jenis_kelamin": "2", "hubungan_keluarga": "3", "kawin": "2"}  # fmt: skip
    return files.opendk(folder / "opendk.xlsx", head, {**wife, "status_dasar": CODED[her]})


def of_siak(_: Desk, folder: Path, her: Presence) -> Path:
    head, wife = files.SIAK_PEOPLE[:2]
    return files.siak(folder / "siak.xls", head, {**wife, "Status": WORDS[her]})


def of_regsosek(_: Desk, folder: Path, her: Presence) -> Path:
    head, wife = files.REGSOSEK_PEOPLE[:2]
    return files.regsosek(folder / "regsosek.xlsx", [head, {**wife, "404": CODED[her]}])


def of_bdt(_: Desk, folder: Path, her: Presence) -> Path:
    said = "Sta_keberadaan_art"
    head = bdt_row("A", "SARIP", files.FATHER, **{said: 1})
    wife = bdt_row("A", "SITI AMINAH", files.MOTHER, **{said: CODED[her], "HubKRT": "2", "jenis kelamin": "2"})
    return write(folder / "bdt.xlsx", (*BDT, said), [head, wife])


def of_template(_: Desk, folder: Path, her: Presence) -> Path:
    words = {HERE: "Tinggal di sini", DIED: "Meninggal", MOVED: "Pindah"}
    rows = [
        {"Kode Keluarga": "1", "Nomor KK": files.KK, "Nama Anggota Keluarga": name, "NIK": nik,
         "Hubungan dengan Kepala Keluarga": relation, "Keberadaan": words[presence]}
        for name, nik, relation, presence in (
            ("SARIP", files.FATHER, "Kepala Keluarga", HERE), ("SITI AMINAH", files.MOTHER, "Istri", her),
        )
    ]  # fmt: skip
    return write(folder / "templat.xlsx", (*TEMPLATE, "Keberadaan"), rows)


def of_own_list(desk: Desk, folder: Path, her: Presence) -> Path:
    """A list of no layout, which a person explained."""
    columns = {"Kartu": "no_kk", "Orang": "name", "Nomor": "nik", "Posisi": "relation", "Kabar": "presence"}
    mapping.save_map(desk, "Daftar Desa", columns)
    rows = [
        [files.KK, "SARIP", files.FATHER, "Kepala Keluarga", "Ada"],
        [files.KK, "SITI AMINAH", files.MOTHER, "Istri", WORDS[her]],
    ]
    return files.workbook(folder / "warga.xlsx", {"Daftar": [list(columns), *rows]})


WAYS: list[Write] = [of_opensid, of_opendk, of_siak, of_regsosek, of_bdt, of_template, of_own_list]


def take(desk: Desk, path: Path) -> ImportPreview:
    shown = previewing.preview(desk, path, village=VILLAGE)
    accepting.accept(desk, shown)
    return shown


def member(desk: Desk, name: str = "SITI AMINAH") -> Member:
    with desk.read() as session:
        return session.scalars(select(Member).where(Member.name == name)).one()


def enter(desk: Desk, event: Event, name: str = "SITI AMINAH") -> Any:
    family = member(desk, name).household_id
    return recording.record(desk, family, detail.open_family(desk, family).stamp, event).value


def caretaker(desk: Desk) -> str:
    with desk.read() as session:
        return session.scalars(select(Member.name).join(Household, Household.caretaker_id == Member.id)).one()


def said_of(shown: ImportPreview, name: str) -> list[tuple[str, object]]:
    """Codes of what stands beside her row, each with whom it names."""
    return [
        (problem.code, problem.values.get("name")) for row in shown.rows if row.name == name for problem in row.problems
    ]


@pytest.mark.parametrize("presence", [DIED, MOVED])
@pytest.mark.parametrize("way", WAYS)
def test_who_lives_here_does_not_go_by_a_file(operator: Desk, tmp_path: Path, way: Write, presence: Presence) -> None:
    take(operator, way(operator, tmp_path, HERE))
    assert (member(operator).presence, caretaker(operator)) == (HERE, "SITI AMINAH")
    shown = take(operator, way(operator, tmp_path, presence))
    assert (ASKED[presence], "SITI AMINAH") in said_of(shown, "SITI AMINAH")
    assert (shown.counts.refused, shown.counts.ambiguous) == (0, 0)
    assert (member(operator).presence, caretaker(operator)) == (HERE, "SITI AMINAH")
    on, her = operator.today(), member(operator).id
    event = Death(on=on, paper=PAPER, member=her) if presence is DIED else Left(on=on, paper=PAPER, member=her)
    assert enter(operator, event).succession, "now somebody has to follow her"
    assert said_of(take(operator, way(operator, tmp_path, presence)), "SITI AMINAH") == []
    take(operator, way(operator, tmp_path, HERE))
    assert member(operator).presence == presence


@pytest.mark.parametrize("presence", [DIED, MOVED])
@pytest.mark.parametrize("way", WAYS)
def test_who_comes_in_gone_is_gone(operator: Desk, tmp_path: Path, way: Write, presence: Presence) -> None:
    shown = take(operator, way(operator, tmp_path, presence))
    assert member(operator).presence == presence
    assert not {code for code, _ in said_of(shown, "SITI AMINAH")} & set(ASKED.values())


def of_dtks(folder: Path) -> Path:
    head, wife = ({**row, "KETERANGAN PADAN": "MENINGGAL DUNIA"} for row in files.DTKS_PEOPLE[:2])
    return files.dtks(folder / "dtks.txt", head, wife)


def of_households(folder: Path) -> Path:
    return files.rtm(folder / "rtm.xlsx", *({"NIK": nik, files.RTM[1]: "1"} for nik in (files.FATHER, files.MOTHER)))


def of_programme(folder: Path) -> Path:
    return files.programme(folder / "bantuan.xlsx")


@pytest.mark.parametrize("way", [of_dtks, of_households, of_programme])
def test_files_of_other_things_say_nothing_of_where_anybody_is(
    operator: Desk, tmp_path: Path, way: Callable[[Path], Path]
) -> None:
    """What Dukcapil answered stands in the extract of DTKS too; it is no state of a member."""
    take(operator, of_siak(operator, tmp_path, HERE))
    taken = take(operator, way(tmp_path))
    assert taken.counts.taken, "the file is about them"
    assert {member(operator, name).presence for name in ("SARIP", "SITI AMINAH")} == {HERE.value}


def test_the_rest_of_the_row_is_taken_and_the_sentence_says_what_to_do(operator: Desk, tmp_path: Path) -> None:
    take(operator, of_opensid(operator, tmp_path, HERE))
    head, wife, _ = registers.FAMILY
    path = opensid(tmp_path / "b.xlsx", head, {**wife, "status_dasar": 2, "nama_ibu": "MARYAM"})
    shown = take(operator, path)
    assert (member(operator).presence, member(operator).mother_name) == (HERE, "MARYAM")
    assert [row.outcome for row in shown.rows] == [Outcome.SAME, Outcome.CHANGED]
    (problem,) = shown.rows[1].problems
    sentence = load(Path("resources/locale/id"), "en").sentence(problem.code, problem.values)
    assert "SITI AMINAH died" in sentence
    assert "button Event…" in sentence
    assert (problem.heading, problem.refuses) == ("status_dasar", False)


def test_nobody_is_asked_twice_whose_only_news_it_is(operator: Desk, tmp_path: Path) -> None:
    """The file writes nothing, and says it each time until a person entered it."""
    take(operator, of_opensid(operator, tmp_path, HERE))
    for _ in range(2):
        shown = take(operator, of_opensid(operator, tmp_path, DIED))
        assert (shown.counts.nothing_to_do, shown.counts.warnings) == (True, 1)


@pytest.mark.parametrize(
    ("first", "then", "after", "codes"),
    [
        (HERE, NOT_FOUND, NOT_FOUND, []),
        (NOT_FOUND, HERE, HERE, []),
        (NOT_FOUND, MOVED, MOVED, []),
        (NOT_FOUND, DIED, NOT_FOUND, ["import.death_is_event"]),
        (MOVED, DIED, MOVED, ["import.death_is_event"]),
        (MOVED, NOT_FOUND, NOT_FOUND, []),
        (DIED, HERE, HERE, []),
    ],
)
def test_what_a_file_may_say_of_the_others(
    operator: Desk, tmp_path: Path, first: Presence, then: Presence, after: Presence, codes: list[str]
) -> None:
    """As in the form: only a death, and the departure of who lives here, are events."""
    take(operator, of_opensid(operator, tmp_path, first))
    shown = take(operator, of_opensid(operator, tmp_path, then))
    assert member(operator).presence == after
    assert [code for code, _ in said_of(shown, "SITI AMINAH")] == codes


def test_who_came_back_by_an_event_is_not_lost_by_a_file(operator: Desk, tmp_path: Path) -> None:
    take(operator, of_opensid(operator, tmp_path, MOVED))
    her = next(one for one in opened(operator).fields.members if one.name == "SITI AMINAH")
    enter(operator, Joined(on=operator.today(), paper=PAPER, person=her))
    shown = take(operator, of_opensid(operator, tmp_path, NOT_FOUND))
    assert said_of(shown, "SITI AMINAH") == [("import.presence_by_event", "SITI AMINAH")]
    assert member(operator).presence == HERE


def test_nor_is_a_child_whose_birth_was_entered(operator: Desk, tmp_path: Path) -> None:
    take(operator, of_opensid(operator, tmp_path, HERE))
    enter(operator, Born(on=operator.today(), paper=PAPER, child=MemberDetail("DEDE", nik=registers.CHILD["nik"])))
    child = {**registers.CHILD, "nama": "DEDE", "tanggallahir": "", "status_dasar": 9}
    shown = take(operator, opensid(tmp_path / "b.xlsx", *registers.FAMILY[:2], child))
    assert said_of(shown, "DEDE")[0] == ("import.presence_by_event", "DEDE")
    assert member(operator, "DEDE").presence == HERE


def opened(desk: Desk) -> detail.FamilyDetail:
    return detail.open_family(desk, member(desk).household_id)


def test_a_death_recorded_afterwards_holds_against_the_next_file(operator: Desk, tmp_path: Path) -> None:
    """As an older program left her: dead by a file, which no event says."""
    take(operator, of_opensid(operator, tmp_path, DIED))
    event = enter(operator, Death(on=operator.today(), paper=PAPER, member=member(operator).id)).event
    shown = take(operator, of_opensid(operator, tmp_path, HERE))
    assert said_of(shown, "SITI AMINAH") == [("import.event_stands", None)]
    assert member(operator).presence == DIED
    taking_back.undo(operator, event, "salah orang")
    take(operator, of_opensid(operator, tmp_path, HERE))
    assert member(operator).presence == HERE


def test_who_died_before_a_split_does_not_come_back_with_the_new_card(operator: Desk, tmp_path: Path) -> None:
    head, wife, child = ({**row, "status_dasar": 1} for row in registers.FAMILY)
    take(operator, opensid(tmp_path / "a.xlsx", head, wife, child))
    her, son = member(operator).id, member(operator, "AHMAD").id
    enter(operator, Death(on=operator.today(), paper=PAPER, member=her))
    old = opened(operator)
    parting = Split(
        on=operator.today(), paper=PAPER, members=frozenset({her, son}), head=son, no_kk=registers.OTHER_KK,
        head_left=member(operator, "SARIP").id, reason="kartu baru",
    )  # fmt: skip
    splitting.split(operator, old.id, old.stamp, parting)
    rows = ({**row, "no_kk": registers.OTHER_KK} for row in (wife, child))
    shown = take(operator, opensid(tmp_path / "b.xlsx", *rows))
    assert ("import.event_stands", None) in said_of(shown, "SITI AMINAH")
    assert member(operator).presence == DIED


# Any order.

STEPS = ("file", "file", "death", "left", "joined", "take back", "undo import")


@pytest.fixture(scope="module")
def desk(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One office for all examples: each works on a family of its own."""
    found = offices.sign_in(office_template.copy(tmp_path_factory.mktemp("any") / "office"), Role.OPERATOR)
    yield found
    found.close()


def by_events(desk: Desk, person: UUID) -> Presence | None:
    """Where the last event that was not taken back left this person; None where there is none."""
    with desk.read() as session:
        mine = select(LifeEvent).where(LifeEvent.member_id == person).order_by(LifeEvent.entered_at, LifeEvent.id)
        events = session.scalars(mine).all()
    left = {Life.DEATH: DIED, Life.LEFT: MOVED, Life.JOINED: HERE}
    undone = {event.facts.split('"undoes": "')[1][:36] for event in events if event.kind == Life.UNDONE}
    said = [left[Life(event.kind)] for event in events if Life(event.kind) in left and str(event.id) not in undone]
    return said[-1] if said else None


def act(desk: Desk, folder: Path, name: str, what: str, presence: Presence, rows: list[dict[str, Any]]) -> None:
    """One step; what cannot be is refused and changes nothing."""
    her, on = member(desk, name), desk.today()
    if what == "file":
        take(desk, opensid(folder / "a.xlsx", rows[0], {**rows[1], "status_dasar": CODED[presence]}))
    elif what == "undo import":
        undoing.undo(desk, next(row.id for row in batches(desk) if not row.undone), "berkas salah kirim")
    elif what == "take back":
        with desk.read() as session:
            mine = select(LifeEvent.id).where(LifeEvent.member_id == her.id, LifeEvent.kind != Life.UNDONE)
            newest = session.scalars(mine.order_by(LifeEvent.id.desc()).offset(list(Presence).index(presence) % 2))
            event = newest.first()
        if event is not None:
            taking_back.undo(desk, event, "salah orang")
    else:
        fields = detail.open_family(desk, her.household_id).fields
        person = next(one for one in fields.members if one.name == name)
        events: dict[str, Event] = {
            "death": Death(on=on, paper=PAPER, member=her.id),
            "left": Left(on=on, paper=PAPER, member=her.id),
            "joined": Joined(on=on, paper=PAPER, person=replace(person)),
        }
        enter(desk, events[what], name)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.sampled_from(list(CODED)),
    st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(list(CODED))), min_size=2, max_size=8),
)
def test_in_any_order_the_last_event_says_where_somebody_is(
    desk: Desk, tmp_path: Path, first: Presence, steps: list[tuple[str, Presence]]
) -> None:
    with desk.read() as session:
        number = len(session.scalars(select(Household.id)).all()) + 1
    rows = [{**row, "status_dasar": 1} for row in other_family(number, 2)]
    name = rows[1]["nama"]
    take(desk, opensid(tmp_path / "a.xlsx", rows[0], {**rows[1], "status_dasar": CODED[first]}))
    person = member(desk, name).id
    for what, presence in steps:
        before = member(desk, name).presence
        try:
            act(desk, tmp_path, name, what, presence, rows)
        except Refused:
            assert member(desk, name).presence == before
        now, said = member(desk, name).presence, by_events(desk, person)
        assert said is None or now == said
        if what == "file" and before == HERE:
            assert now in (HERE, NOT_FOUND)
