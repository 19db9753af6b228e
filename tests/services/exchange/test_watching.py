"""Folders of what comes and what is sent: seen once it rests, never taken in by itself."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.exchange import parts
from desktop.exchange.describing import FileKind
from desktop.services.exchange import own_keys, packing, post, watching
from desktop.services.exchange.packing import PackageRow
from desktop.services.exchange.watching import REST_SECONDS, Arrival, Came, Seen
from tests import families
from tests.services.exchange.conftest import End


@pytest.fixture
def package(district: End, province: End) -> PackageRow:
    families.add(district.desk, 2)
    return packing.make(district.desk, "36").value


@pytest.fixture
def inbox(province: End, tmp_path: Path) -> Path:
    folder = tmp_path / "surel masuk"
    folder.mkdir()
    watching.name_folders(province.desk, str(folder), "")
    return folder


class Watch:
    """Looks at the folder again and again, with a clock of its own."""

    def __init__(self, end: End) -> None:
        self.end, self.seen, self.now = end, Seen(), 100.0

    def after(self, seconds: float = REST_SECONDS) -> dict[str, Arrival]:
        self.now += seconds
        return {one.path.name: one for one in watching.look(self.end.desk, self.seen, self.now)}

    def states(self, seconds: float = REST_SECONDS) -> dict[str, Came]:
        return {name: one.state for name, one in self.after(seconds).items()}


@pytest.fixture
def watch(province: End) -> Watch:
    return Watch(province)


def test_a_file_is_shown_as_new_once_it_rests(inbox: Path, watch: Watch, package: PackageRow) -> None:
    data = package.path.read_bytes()
    file = inbox / "paket.ejsika"
    file.write_bytes(data[:100])
    assert watch.states() == {"paket.ejsika": Came.COMING}
    file.write_bytes(data[:200])
    assert watch.states() == {"paket.ejsika": Came.COMING}
    file.write_bytes(data)
    assert watch.states() == {"paket.ejsika": Came.COMING}
    assert watch.states(REST_SECONDS / 2) == {"paket.ejsika": Came.COMING}
    arrival = watch.after()["paket.ejsika"]
    assert (arrival.state, arrival.kind, arrival.bytes) == (Came.NEW, FileKind.PACKAGE, len(data))


def test_nothing_is_taken_in_by_itself(inbox: Path, watch: Watch, province: End, package: PackageRow) -> None:
    (inbox / "paket.ejsika").write_bytes(package.path.read_bytes())
    watch.after()
    assert watch.states() == {"paket.ejsika": Came.NEW}
    assert list((province.desk.office.folder.path / "inbox").glob("*")) == []
    (fetched,) = post.fetch(province.desk, [inbox / "paket.ejsika"]).packages
    assert not province.take(fetched).already
    assert watch.states() == {"paket.ejsika": Came.TAKEN}
    assert (inbox / "paket.ejsika").exists()


def test_parts_say_which_they_are_and_a_damaged_one_says_so(
    inbox: Path, watch: Watch, province: End, package: PackageRow
) -> None:
    one, two, *_ = parts.split(package.path.read_bytes(), 1_000)
    (inbox / "a").write_bytes(one)
    (inbox / "b").write_bytes(two[:-1])
    watch.after()
    came = watch.after()
    assert (came["a"].state, came["a"].kind, came["a"].part) == (Came.NEW, FileKind.PART, 1)
    assert came["b"].state is Came.DAMAGED
    province.take(package.path)
    assert watch.states() == {"a": Came.TAKEN, "b": Came.DAMAGED}


def test_what_is_no_post_is_named_or_passed_over(inbox: Path, watch: Watch, district: End) -> None:
    (inbox / "daftar.xlsx").write_bytes(b"PK\3\4")
    (inbox / "kartu.txt").write_text(own_keys.card(district.desk).value.text)
    (inbox / "unduhan.ejsika.crdownload").write_bytes(b"age-encryption.org/v1\n")
    (inbox / ".hidden").write_bytes(b"x")
    (inbox / "~$daftar.xlsx").write_bytes(b"x")
    (inbox / "folder").mkdir()
    watch.after()
    came = watch.after()
    assert {name: one.state for name, one in came.items()} == {
        "daftar.xlsx": Came.OTHER, "kartu.txt": Came.NEW, "unduhan.ejsika.crdownload": Came.COMING,
    }  # fmt: skip
    assert came["kartu.txt"].kind is FileKind.CARD


def test_a_file_is_read_again_only_when_it_changed(inbox: Path, watch: Watch, package: PackageRow) -> None:
    file = inbox / "paket.ejsika"
    file.write_bytes(package.path.read_bytes())
    watch.after()
    watch.after()
    known = watch.seen.read[file]
    watch.after()
    assert watch.seen.read[file] is known
    file.write_bytes(b"something else")
    assert watch.states() == {"paket.ejsika": Came.COMING}
    assert watch.states() == {"paket.ejsika": Came.OTHER}
    file.unlink()
    assert watch.states() == {}
    assert watch.seen == Seen()


def test_a_stick_that_is_gone_holds_nothing(inbox: Path, watch: Watch) -> None:
    inbox.rmdir()
    assert watch.states() == {}


def test_no_folder_of_the_office_itself_nor_one_for_both(province: End, inbox: Path, tmp_path: Path) -> None:
    office = province.desk.office.folder.path
    other = tmp_path / "keluar"
    other.mkdir()
    cases = {
        (str(office / "inbox"), ""): "exchange.own_folder", (str(office), ""): "exchange.own_folder",
        (str(tmp_path / "nowhere"), ""): "exchange.no_folder", (str(inbox), str(inbox)): "exchange.one_folder",
    }  # fmt: skip
    for (into, out), code in cases.items():
        with pytest.raises(Refused) as refused:
            watching.name_folders(province.desk, into, out)
        assert refused.value.code == code
    assert watching.folders(province.desk).inbox == str(inbox)
    assert watching.name_folders(province.desk, "", str(other)).value.inbox == ""
    assert watching.look(province.desk, Seen()) == ()


def test_what_is_sent_is_laid_into_its_folder(district: End, package: PackageRow, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_outbox"):
        watching.put_out(district.desk, package.id)
    out = tmp_path / "surel keluar"
    out.mkdir()
    watching.name_folders(district.desk, "", str(out))
    (copy,) = watching.put_out(district.desk, package.id).value
    assert copy.parent == out
    assert copy.read_bytes() == package.path.read_bytes()
