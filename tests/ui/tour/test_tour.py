"""The tour of a small office through some rooms: its pictures, its papers, its index, and what makes it fail."""

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.app import Shared
from desktop.documents.photograph import scale
from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.services.demo import making
from desktop.services.demo.wanted import Wanted
from desktop.ui.tour import pictures as stand_ins
from desktop.ui.tour import rooms, taking
from desktop.ui.tour.guide import Ground, Guide, Lost, Picture, Stop, rests
from desktop.ui.tour.index import write_index
from desktop.ui.tour.register import write_register
from tests.documents.paper_readers import codes
from tests.offices import PASSWORD

# The tour hears what Qt says by itself, and tells it as a fault.
pytestmark = pytest.mark.qt_no_exception_capture


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office of 40 families."""
    folder = tmp_path_factory.mktemp("tour") / "office"
    making.make(folder, Wanted(40), PASSWORD, Gazetteer(), paths.resources())
    return folder


@pytest.fixture
def ground(office: Path, tmp_path: Path) -> Ground:
    import shutil  # noqa: PLC0415 - for this copy alone

    shutil.copytree(office, tmp_path / "office")
    out = taking.prepared(tmp_path / "out")
    (tmp_path / "scratch").mkdir()
    return Ground(tmp_path / "office", PASSWORD, tmp_path / "scratch", out)


def colours(file: Path) -> int:
    with Image.open(file) as picture:
        return len(picture.convert("RGB").resize((400, 225), Image.Resampling.NEAREST).getcolors(100_000) or ())


def test_some_rooms_leave_a_picture_of_each_stop_and_their_papers(qtbot: QtBot, ground: Ground) -> None:
    """One walk for both: it is the longest of all tests."""
    chosen = ["entrance", "payout", "receipts", "letters"]
    pictures, faults = taking.walk(ground, chosen)
    assert faults == []
    stops = [stop for name in chosen for stop in rooms.ROOMS[name][1]]
    assert len(pictures) == len(stops) + sum(stop.key for stop in stops), "key stops hang in the dark too"
    for picture in pictures:
        with Image.open(picture.file) as drawn:
            assert drawn.size == (1366, 768)
        assert colours(picture.file) > 20, picture.file.name
    names = [picture.file.name for picture in pictures]
    assert names[:3] == ["01-masuk.png", "01-masuk-gelap.png", "02-kata-sandi-salah.png"]
    different = {picture.file.read_bytes() for picture in pictures}
    assert len(different) > len(pictures) - 4
    receipts_lie_on_both_papers(ground)


def receipts_lie_on_both_papers(ground: Ground) -> None:
    for paper, size in (("a4", (210, 297)), ("f4", (215, 330))):
        for per_page, pages in ((3, 2), (2, 3), (1, 6)):
            made = PdfReader(ground.papers / f"kuitansi-{paper}-{per_page}-per-halaman.pdf").pages
            assert len(made) == pages
            box = made[0].mediabox
            assert (round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)) == size
            assert "KUITANSI" in made[0].extract_text()
    assert "SALINAN" in PdfReader(ground.papers / "kuitansi-salinan.pdf").pages[0].extract_text()
    assert len(PdfReader(ground.papers / "undangan.pdf").pages) == 40
    assert PdfReader(ground.papers / "halaman-uji-f4.pdf").pages[0].extract_text()


def test_families_are_taken_in_and_listed(qtbot: QtBot, ground: Ground) -> None:
    pictures, faults = taking.walk(ground, ["families"])
    assert faults == []
    assert len(pictures) > 9
    assert "Daftar keluarga" in PdfReader(ground.papers / "daftar-keluarga.pdf").pages[0].extract_text()
    (code,) = codes((ground.papers / "kartu-peserta.pdf").read_bytes())
    assert code.startswith("EC1:36.01:JAMSOSRATU:JSR-36.01-")


def test_an_office_is_set_up_and_shown_empty(qtbot: QtBot, ground: Ground) -> None:
    _, faults = taking.walk(ground, ["first"])
    assert faults == []
    sheet = PdfReader(ground.papers / "lembar-pemulihan.pdf").pages[0].extract_text()
    assert "Kabupaten Lebak" in sheet
    assert (ground.scratch / "Kabupaten Lebak" / "office.db").exists()


@pytest.mark.parametrize(
    ("milliseconds", "single", "waited_for"),
    [(40, True, True), (400, True, True), (5_000, True, False), (50, False, False)],
)
def test_a_list_that_waits_for_typing_is_waited_for_and_nothing_else_is(
    qtbot: QtBot, milliseconds: int, single: bool, waited_for: bool
) -> None:
    """A message that goes by itself, or a clock that looks again and again, would hold the tour up for nothing."""
    window, part = QWidget(), QWidget()
    part.setParent(window)
    qtbot.addWidget(window)
    clock = QTimer(part)
    clock.setSingleShot(single)
    clock.setInterval(milliseconds)
    assert not rests(window)
    clock.start()
    assert rests(window) is waited_for
    if waited_for:
        qtbot.waitUntil(lambda: not rests(window))
    clock.stop()


def wrong(guide: Guide) -> None:
    raise Lost("no such button")


def warned(guide: Guide) -> None:
    qWarning("something is amiss")


def broken(guide: Guide) -> None:
    guide.window.runner.submit(fault)
    guide.settle()


def fault(_: object) -> None:
    raise KeyError("a fault of the program")


def turned_away(guide: Guide) -> None:
    raise Refused("keys.wrong_password")


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        (wrong, "stop: no such button"),
        (warned, "stop: Qt: something is amiss"),
        (broken, "stop: KeyError: 'a fault of the program'"),
        (turned_away, "stop: Nama atau kata sandi salah."),
    ],
)
@pytest.mark.qt_log_level_fail("NO")
def test_what_must_not_be_seen_fails_the_tour(
    qtbot: QtBot, ground: Ground, monkeypatch: pytest.MonkeyPatch, lead: object, said: str
) -> None:
    stop = Stop("stop", "Berhenti", lead)  # type: ignore[arg-type]
    monkeypatch.setattr(taking, "ROOMS", {"only": ("Satu", (stop,))})
    pictures, faults = taking.walk(ground, ["only"])
    assert faults == [said]
    assert taking.say(pictures, faults) == 1


def test_a_tour_without_pictures_is_none() -> None:
    assert taking.say([], []) == 1
    assert taking.say([Picture("Ruang", "Satu", Path("1.png"))], []) == 0


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_the_index_names_every_file_and_nothing_else(tmp_path: Path) -> None:
    pictures = [
        Picture("Ruang & satu", f"Gambar <{number}>", tmp_path / "pictures" / f"{number}.png") for number in (1, 2)
    ]
    file = write_index(tmp_path, pictures, [tmp_path / "papers" / "undangan.pdf"])
    text, links = file.read_text("utf-8"), Links()
    links.feed(text)
    assert sorted(set(links.found)) == ["papers/undangan.pdf", "pictures/1.png", "pictures/2.png"]
    assert "Ruang &amp; satu" in text
    assert "Gambar &lt;1&gt;" in text
    assert "http" not in text


def test_rooms_are_chosen_in_the_order_of_the_tour() -> None:
    assert taking.chosen(None) == tuple(rooms.ROOMS)
    assert taking.chosen("payout, home") == ["home", "payout"]
    with pytest.raises(Refused) as refused:
        taking.chosen("kitchen")
    assert refused.value.code == "tour.no_room"


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("mine")
    with pytest.raises(Refused) as refused:
        taking.prepared(tmp_path)
    assert refused.value.code == "tour.not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_the_tour_before_makes_way(tmp_path: Path) -> None:
    out = taking.prepared(tmp_path / "out")
    (out / "pictures" / "99-old.png").write_bytes(b"")
    (out / "index.html").write_text("")
    taking.prepared(out)
    assert list((out / "pictures").iterdir()) == []


def test_every_stop_has_a_name_of_its_own() -> None:
    names = [stop.name for _, stops in rooms.ROOMS.values() for stop in stops]
    assert len(set(names)) == len(names) > 60
    assert sum(stop.key for _, stops in rooms.ROOMS.values() for stop in stops) > 8


def test_a_register_is_written_once_in_part_and_once_whole(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - for these two files alone

    part = load_workbook(write_register(tmp_path / "part.xlsx", whole=False)).active
    whole = load_workbook(write_register(tmp_path / "whole.xlsx", whole=True)).active
    assert part is not None
    assert whole is not None
    assert (part.max_row, whole.max_row) == (5, 10)


def test_both_walks_are_taken_by_the_command(checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = [sys.executable, "-m", "desktop", "tour", str(out), "--households", "12", "--only", "entrance"]
    said = subprocess.run(words, cwd=checkout, capture_output=True, text=True, env=os.environ, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.strip() == str(out / "index.html")
    with Image.open(out / "pictures" / "01-masuk-200.png") as fine:
        assert fine.size == (2732, 1536)
    assert "01-masuk-200.png" in (out / "index.html").read_text("utf-8")


def test_a_wrong_room_is_told_in_a_sentence(tmp_path: Path) -> None:
    shared: Shared = app.build("en")
    with pytest.raises(Refused):
        taking.take(shared, Namespace(out=tmp_path, only="kitchen", households=1, fine=None))


@pytest.mark.parametrize("draw", [stand_ins.house, stand_ins.card])
def test_what_stands_in_for_a_photograph_can_be_kept(draw: Callable[[], bytes]) -> None:
    made = scale(draw())
    assert (made.width, made.height) == (stand_ins.WIDE, stand_ins.HIGH)


def test_two_offices_exchange_cards_and_the_first_package(qtbot: QtBot, ground: Ground) -> None:
    pictures, faults = taking.walk(ground, ["exchange"])
    assert faults == []
    assert len(pictures) == len(rooms.ROOMS["exchange"][1]) + 5, "key stops hang in the dark too"
    (code,) = codes((ground.papers / "kartu-kunci.pdf").read_bytes())
    assert code.startswith("EK1:36.01:1:")
    assert list((ground.scratch / "FLASHDISK").glob("36.01-1-36-0001-*.ejsika"))
