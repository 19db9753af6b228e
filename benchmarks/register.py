"""Times the work of the register: opening a family, who resembles one typed, faults, duplicates, another day, a list.

What is asked of one family is measured in a large office beside a small one, since it must not grow with the office.
What goes through all of them is measured beside reading every person once as plain columns.
"""

import random
import statistics
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from benchmarks import offices
from benchmarks.common import PASSWORD, Options, Row, in_turn, seconds
from desktop.models import Household, Member
from desktop.rules.official_lists import OfficialKind
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.duplicates import finding
from desktop.services.families import detail, resembling
from desktop.services.families.resembling import Asked
from desktop.services.life import standing
from desktop.services.official_lists import previewing
from desktop.services.official_lists.answers import About
from desktop.services.quality import examining

LARGE, SMALL = 50_000, 500
QUICK_LARGE = 2_000
OPENED = 200  # families a run
LISTED = 200_000  # rows of the official list
DUPLICATES_S = 60.0
FLAT = 1.25  # so much longer a family may take in an office a hundred times as large
SEED = 11


def measure(options: Options) -> list[Row]:
    large = QUICK_LARGE if options.quick else LARGE
    folders = {count: made(options.cache, count) for count in (SMALL, large)}
    people = listed_people(folders[large])
    file = official_list(options.cache / f"official-{large}.xlsx", people, LISTED * large // LARGE)
    with closing(offices.desk_of(folders[SMALL], Role.OPERATOR, PASSWORD)) as small:
        opened = [(desk_work(partial(open_some, SMALL), small)), desk_work(partial(resemble_some, SMALL), small)]
        with closing(offices.desk_of(folders[large], Role.OPERATOR, PASSWORD)) as desk:
            opened += [desk_work(partial(open_some, large), desk), desk_work(partial(resemble_some, large), desk)]
            one = in_turn(dict(zip(("open s", "like s", "open l", "like l"), opened, strict=True)), options.runs)
            everybody = in_turn({"plain": partial(timed, read_plain, desk), **whole(desk, file)}, options.runs)
    return [*of_one(one, large), *of_all(everybody, large, len(people))]


def made(cache: Path, count: int) -> Path:
    """A copy of the practice office of so many families: what is measured changes it."""
    office = cache / f"startup-{count}"
    if not (office / "office.db").exists():
        offices.make(office, count * 10 // 11, PASSWORD)
    return offices.fresh_copy(office, cache / f"register-{count}")


def listed_people(folder: Path) -> list[tuple[str, str]]:
    with closing(offices.desk_of(folder, Role.OPERATOR, PASSWORD)) as desk, desk.read() as session:
        return [(nik, name) for nik, name in session.execute(select(Member.nik, Member.name)) if nik]


def official_list(path: Path, people: list[tuple[str, str]], rows: int) -> Path:
    """An aid list in which every second row is one of ours."""
    if not path.exists():
        picked = random.Random(SEED)
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(["NIK", "Nama", "Nomor peserta"])
        for number in range(rows):
            nik, name = picked.choice(people)
            sheet.append([nik, name, number] if number % 2 else [f"3209{number:012d}", f"ORANG {number}", number])
        book.save(path)
    return path


def desk_work(work: Callable[[Desk], float], desk: Desk) -> Callable[[], float]:
    return partial(work, desk)


def timed(work: Callable[..., object], *values: object) -> float:
    return seconds(partial(work, *values))


def families_of(desk: Desk, count: int) -> list[Any]:
    with desk.read() as session:
        ids = session.scalars(select(Household.id)).all()
    return random.Random(SEED).sample(list(ids), min(OPENED, count, len(ids)))


def open_some(count: int, desk: Desk) -> float:
    """Median milliseconds of opening one family; each opening stands in the log."""
    taken = [seconds(partial(detail.open_family, desk, family)) for family in families_of(desk, count)]
    return 1000 * statistics.median(taken)


def resemble_some(count: int, desk: Desk) -> float:
    """Median milliseconds until it is said who resembles a person with name and birth date."""
    with desk.read() as session:
        found = session.execute(select(Member.name, Member.birth_date).where(Member.birth_date.is_not(None))).all()
    some = random.Random(SEED).sample(list(found), min(OPENED, count, len(found)))
    asked = [Asked(name=name, birth_date=born) for name, born in some]
    return 1000 * statistics.median(seconds(partial(resembling.look_for, desk, one)) for one in asked)


def read_plain(desk: Desk) -> None:
    with desk.office.readers.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        for _ in driver.execute("SELECT m.*, h.* FROM member m JOIN household h ON h.id = m.household_id"):
            pass


def whole(desk: Desk, file: Path) -> dict[str, Callable[[], float]]:
    about = About(OfficialKind.OTHER_AID, "pkh", desk.today())
    return {
        "faults": partial(timed, examine_anew, desk),
        "duplicates": partial(timed, finding.find, desk),
        "stood": partial(timed, standing.list_on, desk, desk.today()),
        "list": partial(timed, previewing.preview, desk, file, about),
    }


def examine_anew(desk: Desk) -> None:
    """Examine every family, as after an update of the rules."""
    with desk.write("bench.forget") as unit:
        unit.connection.exec_driver_sql("DELETE FROM examined")
    examining.examine(desk)


def of_one(one: dict[str, list[float]], large: int) -> list[Row]:
    beside = f"{large:,} families beside {SMALL:,}"
    return [
        Row(f"opening a family, {beside}", "ms", one["open l"], one["open s"], FLAT),
        Row(f"who resembles a person typed, {beside}", "ms", one["like l"], one["like s"]),
    ]


def of_all(taken: dict[str, list[float]], large: int, people: int) -> list[Row]:
    plain, among = taken["plain"], f"{large:,} families, {people:,} people"
    met = statistics.median(taken["duplicates"]) <= DUPLICATES_S
    return [
        Row(
            f"duplicates among {among}", "s", taken["duplicates"], plain, met=met,
            note=f"aim: {DUPLICATES_S:.0f} s; the reference reads every person once with his family, as plain columns.",
        ),
        Row(f"every fault of {among}", "s", taken["faults"], plain),
        Row(f"the list as it stood on a day, {among}", "s", taken["stood"], plain),
        Row(f"an aid list of {LISTED * large // LARGE:,} rows held against {among}", "s", taken["list"], plain),
    ]  # fmt: skip
