"""A backup is brought back: a new epoch, what was lost comes back, what was changed twice is kept apart (item 35)."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.manifest import Kind
from desktop.models import Counter, Household, Letter, Member, Office, RecordConflict, SentPackage, User
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import counting, safety
from desktop.services.exchange import catching_up, epochs, outgoing, own_keys, packing, trusting
from desktop.services.exchange.kinds import PUBLISHED, kinds
from tests import families, offices
from tests.services.exchange.conftest import End, opened_at
from tests.services.exchange.forging import sealed
from tests.services.exchange.test_taking import records, refusal, rename, sound

SECOND = (Role.SUPERVISOR.value, offices.PASSWORD)


class Story:
    """A district backed up at one time, that worked on, sent, and lost its disk; and what was brought back."""

    def __init__(self, district: End, province: End, place: Path) -> None:
        self.province = province
        self.lost = district
        self.place = place
        self._open = ExitStack()

    def back_up(self) -> None:
        administrator = offices.same_office_as(self.lost.desk, Role.ADMINISTRATOR)
        safety.back_up(administrator, self.place / "copy.ejsika-backup")

    def restore(self) -> End:
        """The disk is gone; the backup is brought back, and the new card goes to the province on paper."""
        self.lost.desk.office.close()
        folder = self.place / "restored"
        safety.restore(self.place / "copy.ejsika-backup", folder, offices.PASSWORD, "administrator", SECOND)
        end = self._open.enter_context(opened_at(folder))
        self.province.trust(end)
        return end

    def catch_up(self, back: End) -> Path:
        return packing.make(self.province.desk, back.code, kind=Kind.CATCH_UP).value.path

    def close(self) -> None:
        self._open.close()


@pytest.fixture
def story(district: End, province: End, tmp_path: Path) -> Iterator[Story]:
    """Two families in the backup."""
    families.add(district.desk, 2)
    province.take(district.send(province))
    district.take(province.send(district))
    with closing(Story(district, province, tmp_path)) as story:
        story.back_up()
        yield story


def told(end: End, package: Path) -> list[str]:
    return [one.code for one in end.take(package).said]


def own(end: End, owner: str = "36.01") -> dict[str, set[tuple[object, ...]]]:
    """Every record of the district as an office has it, but for the change numbers, which each epoch counts anew."""
    found = {}
    for name, rows in records(end, owner).items():
        columns = list(catching_up_columns(name))
        at = columns.index("change_number")
        found[name] = {row[:at] + row[at + 1 :] for row in rows if name not in PUBLISHED}
    return found


def catching_up_columns(name: str) -> list[str]:
    return [column.name for column in kinds()[name].table.columns]


def test_item_35_what_was_lost_comes_back(story: Story) -> None:
    families.add(story.lost.desk, 3, start=10)
    rename(story.lost, "SITI FATIMAH")
    story.province.take(story.lost.send(story.province))
    before = own(story.lost)
    back = story.restore()
    first = back.send(story.province)
    assert told(story.province, first) == ["exchange.came_back", "exchange.asks"]
    taken = back.take(story.catch_up(back))
    assert (taken.counts.new["household"], taken.counts.new["member"]) == (3, 6)
    assert (taken.counts.changed, taken.counts.apart) == ({"member": 1}, {})
    assert own(back) == before
    assert told(story.province, back.send(story.province)) == []
    assert own(story.province) == own(back)
    assert sound(back, story.province)


def test_item_35_what_comes_back_can_be_worked_with(story: Story) -> None:
    """The next version of what came back follows it, here and at the province."""
    for name in ("SITI FATIMAH", "SITI ZULAIKHA", "SITI MARYAM"):
        rename(story.lost, name)
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    story.province.take(back.send(story.province))
    back.take(story.catch_up(back))
    rename(back, "SITI HAJAR")
    assert story.province.take(back.send(story.province)).counts.changed == {"member": 1}
    assert own(story.province) == own(back)
    assert sound(back, story.province)


def test_item_35_what_was_changed_on_both_sides_is_kept_apart(story: Story) -> None:
    rename(story.lost, "SITI FATIMAH")
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    rename(back, "SITI ZULAIKHA")
    assert story.province.take(back.send(story.province)).counts.apart == {"member": 1}
    taken = back.take(story.catch_up(back))
    assert taken.counts.apart == {"member": 1}
    with back.desk.read() as session:
        (conflict,) = session.scalars(select(RecordConflict).where(RecordConflict.kind.not_in(PUBLISHED)))
        (member,) = session.scalars(select(Member).where(Member.name == "SITI ZULAIKHA"))
    assert ("SITI ZULAIKHA" in conflict.ours, "SITI FATIMAH" in conflict.theirs) == (True, True)
    assert str(member.id) == conflict.record
    assert sound(back, story.province)


def test_item_35_a_number_given_twice_is_kept_apart(story: Story) -> None:
    """After the backup and after the restore each gave out letter 1: neither is lost, and the next one is 2."""
    lost = letter(story.lost)
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    kept = letter(back)
    taken = back.take(story.catch_up(back))
    assert taken.counts.apart == {"letter": 1}
    with back.desk.read() as session:
        assert session.scalars(select(Letter.id)).all() == [kept]
        (conflict,) = session.scalars(select(RecordConflict).where(RecordConflict.kind.not_in(PUBLISHED)))
    assert (conflict.kind, conflict.record) == ("letter", str(lost))


def letter(end: End) -> object:
    with end.desk.write("test.letter") as unit:
        (number,) = counting.take(unit, counting.letter_series(2026), 1)
        row = Letter(
            id=new_id(), template="test", fiscal_year=2026, number=number, number_text=f"{number}/2026",
            on=families.REGISTERED, subject="Undangan", addressee="Camat", wording="{}",
            issued_by=end.desk.person.id, issued_at=end.desk.now(),
        )  # fmt: skip
        unit.session.add(row)
    return row.id


def test_item_35_the_counters_go_on_above_what_came_back(story: Story) -> None:
    for _ in range(3):
        letter(story.lost)
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    back.take(story.catch_up(back))
    with back.desk.read() as session:
        assert session.get_one(Counter, counting.letter_series(2026)).last == 3


def test_item_35_what_the_province_had_sent_since_comes_again(story: Story) -> None:
    """The province had heard that its package was received; the backup is from before it."""
    with story.province.desk.write("test.decree") as unit:
        unit.session.get_one(Office, 1).name = "x"
        unit.journal.note(what="x")
    story.lost.take(story.province.send(story.lost))
    story.province.take(story.lost.send(story.province))
    with story.province.desk.read() as session:
        assert "received" in set(session.scalars(select(SentPackage.state)))
    back = story.restore()
    story.province.take(back.send(story.province))
    assert not back.take(story.province.send(back)).already


def test_item_35_a_late_package_of_the_lost_file_is_taken_and_owed(story: Story) -> None:
    """It was under way when the disk broke: its rows come to the province, and from there to the restored office."""
    families.add(story.lost.desk, 1, start=20)
    late = story.lost.send(story.province)
    back = story.restore()
    story.province.take(back.send(story.province))
    back.take(story.catch_up(back))
    assert told(story.province, back.send(story.province)) == []
    assert told(story.province, late) == ["exchange.asks"]
    assert back.take(story.catch_up(back)).counts.new["household"] == 1
    assert told(story.province, back.send(story.province)) == []
    assert own(story.province) == own(back)
    assert sound(back, story.province)


def test_a_catch_up_twice_or_late_changes_nothing(story: Story) -> None:
    families.add(story.lost.desk, 1, start=30)
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    story.province.take(back.send(story.province))
    package = story.catch_up(back)
    later = story.province.send(back)
    back.take(later)
    assert back.take(package).counts.new["household"] == 1
    assert back.take(package).already
    assert sound(back)


def test_people_who_came_after_the_backup_are_named_and_sign_in_nowhere(story: Story) -> None:
    with story.lost.desk.write("test.user") as unit:
        unit.session.add(
            User(
                id=(dewi := new_id()), name="dewi", full_name="Dewi Lestari", role=Role.OPERATOR, active=True,
                must_change_password=False, created_at=story.lost.desk.now(),
            )
        )  # fmt: skip
    families.add(story.lost.desk, 1, start=40, registered_by=dewi)
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    back.take(story.catch_up(back))
    with back.desk.read() as session:
        row = session.get_one(User, dewi)
        family = session.scalars(select(Household).where(Household.registered_by == dewi)).one()
    assert (row.name, row.full_name, row.office, row.active) == ("dewi", "Dewi Lestari", None, False)
    assert family.owner == "36.01"


def test_a_catch_up_brings_nobody_elses_records(story: Story, tmp_path: Path) -> None:
    families.add(story.province.desk, 1, places=families.villages(story.lost.desk))
    with story.province.desk.read() as session:
        written = outgoing.lines(session, [kinds()["household"]], ("36", 0, catching_up.LAST), outgoing.Tally())
        *_, line = written
    assert b'"kind":"household"' in line
    forged = sealed(story.province, story.lost, [line], tmp_path / "f.ejsika", kind=Kind.CATCH_UP, number=9)
    assert refusal(story.lost, forged) == "exchange.not_its_own"


def test_item_22_a_lost_office_without_a_backup_begins_anew(
    district: End, province: End, office_template: offices.Template, tmp_path: Path
) -> None:
    """The laptop was stolen: its card is ended, and a new file in the next epoch gets everything back."""
    families.add(district.desk, 2)
    province.take(district.send(province))
    row = next(row for row in trusting.cards(province.desk) if row.office == "36.01")
    trusting.end(province.supervisor, row.id, "Laptop dicuri", last_number=1)
    trusting.confirm_end(offices.same_office_as(province.desk, Role.ADMINISTRATOR), row.id)
    with opened_at(office_template.copy(tmp_path / "new")) as anew:
        administrator = offices.same_office_as(anew.desk, Role.ADMINISTRATOR)
        with pytest.raises(Refused, match="epoch_wrong"):
            epochs.begin(administrator, SECOND, 1)
        assert epochs.begin(administrator, SECOND, 2).value.epoch == 2
        anew.trust(province)
        province.trust(anew)
        assert told(province, anew.send(province)) == ["exchange.came_back", "exchange.asks"]
        package = packing.make(province.desk, "36.01", kind=Kind.CATCH_UP).value.path
        assert anew.take(package).counts.new["household"] == 2
        assert sound(anew)
    rename(district, "SITI FATIMAH")
    assert refusal(province, district.send(province)) == "exchange.key_ended", "the thief's next package"


def test_a_package_before_the_province_has_heard_is_a_gap_and_no_alarm(story: Story) -> None:
    """The province believes that its second package is here; the backup knows only the first one."""
    story.lost.take(story.province.send(story.lost))
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    assert refusal(back, story.province.send(back)) == "exchange.gap"
    story.province.take(back.send(story.province))
    assert not back.take(story.province.send(back)).already


def test_a_restored_office_has_keys_of_its_own_and_asks_once(story: Story) -> None:
    before = own_keys.card(story.lost.desk).value
    back = story.restore()
    after = own_keys.card(back.desk).value
    assert (before.epoch, after.epoch) == (1, 2)
    assert after.signing != before.signing
    with back.desk.read() as session:
        assert catching_up.wanted(session, "36")
    back.take(story.catch_up(back))
    with back.desk.read() as session:
        assert not catching_up.wanted(session, "36")
    with story.province.desk.read() as session:
        assert not catching_up.wanted(session, "36.01"), "the province lost nothing"


def test_a_new_epoch_wants_an_administrator_and_another_person(district: End) -> None:
    administrator = offices.same_office_as(district.desk, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="same_person"):
        epochs.begin(administrator, (Role.ADMINISTRATOR.value, offices.PASSWORD))
    with pytest.raises(Refused, match="not_allowed"):
        epochs.begin(district.supervisor, SECOND)
    assert own_keys.card(district.desk).value.epoch == 1
    shutil.rmtree(district.desk.office.folder.path / "outbox", ignore_errors=True)


def test_a_lost_catch_up_is_no_alarm_and_asked_for_again(story: Story) -> None:
    """Its number is missing between two packages; no change number acknowledges it, so nobody takes it as received."""
    families.add(story.lost.desk, 1, start=50)
    story.province.take(story.lost.send(story.province))
    back = story.restore()
    story.province.take(back.send(story.province))
    story.catch_up(back)
    back.take(story.province.send(back))
    assert told(story.province, back.send(story.province)) == ["exchange.asks"]
    back.take(story.province.send(back))
    back.take(story.catch_up(back))
    assert told(story.province, back.send(story.province)) == []
    with story.province.desk.read() as session:
        given = session.scalars(select(SentPackage.state).where(SentPackage.kind == Kind.CATCH_UP)).all()
    assert set(given) == {"received"}
    assert sound(back, story.province)
