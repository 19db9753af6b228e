"""The row of photographs: small, numbers covered, opened one by one and in the log, added by file, paste or drop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import photographs, putting_away
from desktop.services.families.photographs import PhotoRow, Shows
from desktop.ui.families.photographs import PhotoStrip
from desktop.ui.families.photographs_add import Chosen, What, likeliest
from desktop.ui.families.photographs_rows import ACROSS
from desktop.ui.families.photographs_view import View
from desktop.ui.kit.button import Action
from desktop.ui.kit.question import Question
from tests import families
from tests.pictures import photograph
from tests.services.families.test_photographs import mother_of
from tests.ui.families.conftest import Place, texts

SMALL = (240, 180)


@dataclass
class Strip:
    """The row in a window, as in the panel."""

    window: QWidget
    widget: PhotoStrip
    place: Place
    offered: list[Action | None] = field(default_factory=list)

    def show(self, family: UUID, *people: tuple[UUID, str]) -> None:
        self.widget.show_family(family, people)
        self.settle()

    def settle(self) -> None:
        runner = self.place.bench.runner
        self.place.qtbot.waitUntil(lambda: runner.count == 0, timeout=10_000)
        assert self.place.unexpected == []

    @property
    def shown(self) -> list[tuple[str, bool]]:
        """What each tile shows and whether it is covered."""
        return [(tile.row.shows.value, tile.covered) for tile in self.widget.tiles]

    @property
    def what(self) -> What:
        assert self.widget.what is not None
        return self.widget.what

    @property
    def view(self) -> View:
        assert self.widget.view is not None
        return self.widget.view


@pytest.fixture
def strip_of(qtbot: QtBot, place_of: Callable[..., Place]) -> Callable[..., Strip]:
    def made(role: Role = Role.OPERATOR) -> Strip:
        place = place_of(role)
        window = QWidget()
        widget = PhotoStrip(place.bench)
        column = QVBoxLayout(window)
        column.addWidget(widget)
        column.addStretch(1)
        qtbot.addWidget(window)
        window.resize(400, 400)
        window.show()
        return Strip(window, widget, place)

    return made


@pytest.fixture
def strip(strip_of: Callable[..., Strip]) -> Strip:
    return strip_of()


@pytest.fixture
def family(operator: Desk) -> UUID:
    return families.add(operator, 1)[0]


def keep(desk: Desk, family: UUID, shows: Shows = Shows.HOUSE, number: int = 1) -> PhotoRow:
    member = mother_of(desk, family) if shows is Shows.KTP else None
    return photographs.add(desk, family, shows, photograph(number, SMALL), member).value.row


def file(folder: Path, name: str = "IMG_1.jpg", number: int = 1) -> Path:
    path = folder / name
    path.write_bytes(photograph(number, SMALL))
    return path


def test_a_family_without_photographs_says_so(strip: Strip, family: UUID) -> None:
    strip.show(family)
    assert "No photographs yet." in texts(strip.widget)
    assert strip.place.logged("photograph.open") == []


def test_houses_are_seen_and_numbers_are_covered(operator: Desk, strip: Strip, family: UUID) -> None:
    for number, shows in enumerate((Shows.HOUSE, Shows.KTP, Shows.KK)):
        keep(operator, family, shows, number)
    strip.show(family)
    assert strip.shown == [("house", False), ("ktp", True), ("kk", True)]
    assert strip.place.logged("photograph.open") == [str(family)]
    assert "No photographs yet." not in texts(strip.widget)


def test_they_stand_in_rows(operator: Desk, strip: Strip, family: UUID) -> None:
    for number in range(ACROSS + 2):
        keep(operator, family, number=number)
    strip.show(family)

    def tops() -> list[int]:
        return [tile.mapTo(strip.widget, tile.rect().topLeft()).y() for tile in strip.widget.tiles]

    strip.place.qtbot.waitUntil(lambda: len(set(tops())) == 2, timeout=5_000)
    assert len(set(tops()[:ACROSS])) == 1


def test_only_the_family_in_view_is_shown(operator: Desk, strip: Strip) -> None:
    one, two = families.add(operator, 2)
    keep(operator, one, number=1)
    row = keep(operator, two, number=2)
    strip.widget.show_family(one)
    strip.widget.show_family(two)
    strip.settle()
    assert [tile.row for tile in strip.widget.tiles] == [row]


def test_showing_the_same_again_looks_at_nothing_anew(operator: Desk, strip: Strip, family: UUID) -> None:
    """Whatever is saved anywhere, the panel reads its family again."""
    keep(operator, family)
    strip.show(family)
    before = strip.widget.tiles
    strip.show(family)
    assert strip.widget.tiles is before
    assert strip.place.logged("photograph.open") == [str(family)]
    keep(operator, family, number=2)
    strip.show(family)
    assert len(strip.widget.tiles) == 2
    assert strip.place.logged("photograph.open") == [str(family)] * 2


def test_another_family_shows_nothing_of_the_last(operator: Desk, strip: Strip) -> None:
    one, two = families.add(operator, 2)
    keep(operator, one)
    strip.show(one)
    strip.widget.show_family(two)
    assert strip.widget.tiles == []
    strip.settle()
    assert "No photographs yet." in texts(strip.widget)


def test_a_covered_one_is_opened_on_demand_and_logged(operator: Desk, strip: Strip, family: UUID) -> None:
    row = keep(operator, family, Shows.KTP)
    strip.show(family)
    strip.widget.tiles[0].click()
    strip.settle()
    assert strip.place.logged("photograph.open") == [str(row.id)]
    assert (strip.view.canvas.image.width(), strip.view.canvas.image.height()) == SMALL
    for part in ("KTP", "SITI AMINAH", "added", "Si Operator"):
        assert part in strip.view.caption.text()
    strip.view.accept()


def test_a_tile_opens_by_keyboard(operator: Desk, strip: Strip, family: UUID) -> None:
    keep(operator, family)
    strip.show(family)
    strip.widget.tiles[0].setFocus()
    strip.place.qtbot.keyClick(strip.widget.tiles[0], Qt.Key.Key_Space)
    strip.settle()
    assert not strip.view.canvas.image.isNull()
    strip.view.accept()


def test_arrows_go_from_one_to_the_next(operator: Desk, strip: Strip, family: UUID) -> None:
    rows = [keep(operator, family, number=number) for number in range(3)]
    strip.show(family)
    strip.widget.open_at(1)
    strip.settle()
    view = strip.view
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        strip.place.qtbot.keyClick(view, key)
        strip.settle()
    assert view.row.id == rows[0].id
    assert (view.before.isEnabled(), view.after.isEnabled()) == (False, True)
    opened = strip.place.logged("photograph.open")[1:]
    assert opened == [str(rows[at].id) for at in (1, 2, 1, 0)], "each by itself; at the ends nothing is opened"
    view.accept()


def test_a_file_that_is_gone_says_what_to_do(operator: Desk, strip: Strip, family: UUID) -> None:
    keep(operator, family)
    for path in (operator.office.folder.path / "photos").iterdir():
        path.unlink()
    strip.show(family)
    assert strip.shown == [("house", True)]
    strip.widget.tiles[0].click()
    strip.settle()
    assert "beside the backup" in strip.view.notice.sentence
    strip.view.accept()


def test_a_file_is_added(strip: Strip, family: UUID, tmp_path: Path) -> None:
    strip.show(family)
    strip.widget.offer(file(tmp_path))
    assert strip.what.shows.value is Shows.HOUSE
    assert not strip.what.whose.isEnabled()
    strip.what.keep.click()
    strip.settle()
    assert strip.shown == [("house", False)]
    assert strip.place.said == ["The photograph is kept."]


def test_the_file_is_chosen_in_the_usual_dialog(
    strip: Strip, family: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [(str(file(tmp_path, "rumah depan.jpg")), ""), ("", "")]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answers.pop(0))
    strip.show(family)
    assert strip.widget.add_button is not None
    strip.widget.add_button.click()
    assert "rumah depan.jpg" in texts(strip.what)
    strip.what.reject()
    strip.widget.what = None
    strip.widget.add_button.click()
    assert strip.widget.what is None, "nothing was chosen"


def test_a_ktp_is_of_the_person_chosen(operator: Desk, strip: Strip, family: UUID, tmp_path: Path) -> None:
    mother = mother_of(operator, family)
    strip.show(family, (mother, "SITI AMINAH"))
    strip.widget.offer(file(tmp_path, "KTP siti.jpg"))
    assert strip.what.shows.value is Shows.KTP
    assert strip.what.whose.isEnabled()
    strip.what.keep.click()
    strip.settle()
    (tile,) = strip.widget.tiles
    assert (tile.row.member, tile.row.whose, tile.covered) == (mother, "SITI AMINAH", True)


def test_a_ktp_of_nobody_cannot_be_kept(strip: Strip, family: UUID, tmp_path: Path) -> None:
    strip.show(family)
    strip.widget.offer(file(tmp_path, "ktp.jpg"))
    assert not strip.what.keep.isEnabled()
    strip.what.shows.choose(Shows.KK)
    strip.what.shows.chosen.emit(Shows.KK)
    assert strip.what.keep.isEnabled()
    strip.what.reject()


def test_what_is_no_picture_is_a_sentence(strip: Strip, family: UUID, tmp_path: Path) -> None:
    path = tmp_path / "catatan.jpg"
    path.write_text("bukan foto")
    strip.show(family)
    strip.widget.offer(path)
    strip.what.keep.click()
    strip.settle()
    assert "no photograph the program can read" in strip.widget.notice.sentence
    assert strip.widget.tiles == []


def test_a_picture_is_pasted(strip: Strip, family: UUID) -> None:
    strip.show(family)
    QGuiApplication.clipboard().setText("bukan gambar")
    strip.place.qtbot.keyClick(strip.widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert strip.widget.what is None
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    strip.place.qtbot.keyClick(strip.widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "As copied from another program" in texts(strip.what)
    strip.what.keep.click()
    strip.settle()
    assert [(tile.row.width, tile.row.height) for tile in strip.widget.tiles] == [(300, 200)]
    QGuiApplication.clipboard().clear()


def test_a_file_is_dropped(strip: Strip, family: UUID, tmp_path: Path) -> None:
    strip.show(family)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(tmp_path, "kk keluarga.jpg")))])
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, no_button, no_key)
    strip.widget.dropEvent(drop)
    assert strip.what.shows.value is Shows.KK
    strip.what.reject()


def put_away(strip: Strip, reason: str) -> None:
    strip.widget.tiles[0].click()
    strip.settle()
    strip.view.away.click()
    (asked,) = strip.view.findChildren(Question)
    assert asked.reason is not None
    assert not asked.do_it.isEnabled()
    asked.reason.setText(reason)
    asked.do_it.click()
    strip.settle()


def test_one_put_away_goes_and_comes_back(operator: Desk, strip: Strip, family: UUID) -> None:
    row = keep(operator, family)
    strip.show(family)
    assert strip.widget.away_button.isHidden()
    put_away(strip, "rumah dibangun ulang")
    assert strip.shown == []
    assert strip.place.said == ["The photograph is put away."]
    assert strip.widget.away_button.text() == "Put away (1)"
    strip.widget.away_button.click()
    strip.settle()
    assert "put away" in strip.view.caption.text()
    assert strip.view.caption.text().endswith("by Si Operator: rumah dibangun ulang")
    assert strip.view.away.isHidden()
    assert not strip.view.canvas.image.isNull()
    strip.view.back.click()
    strip.settle()
    assert strip.shown == [("house", False)]
    assert strip.place.said[-1] == "The photograph is shown again."
    assert strip.widget.away_button.isHidden()
    assert [one.id for one in strip.widget.rows] == [row.id]


def test_leaving_the_question_puts_nothing_away(operator: Desk, strip: Strip, family: UUID) -> None:
    keep(operator, family)
    strip.show(family)
    strip.widget.tiles[0].click()
    strip.settle()
    strip.view.away.click()
    (asked,) = strip.view.findChildren(Question)
    asked.leave.click()
    strip.view.close_it.click()
    strip.settle()
    assert strip.shown == [("house", False)]


def test_who_only_looks_sees_what_was_put_away_and_why(
    operator: Desk, strip_of: Callable[..., Strip], family: UUID
) -> None:
    putting_away.put_away(operator, keep(operator, family).id, "bukan rumah keluarga ini")
    strip = strip_of(Role.AUDITOR)
    strip.show(family)
    strip.widget.away_button.click()
    strip.settle()
    assert strip.view.caption.text().endswith(": bukan rumah keluarga ini")
    assert strip.view.back.isHidden()


def test_another_family_has_its_own(operator: Desk, strip: Strip) -> None:
    one, two = families.add(operator, 2)
    putting_away.put_away(operator, keep(operator, one).id, "usang")
    strip.show(one)
    assert not strip.widget.away_button.isHidden()
    strip.show(two)
    assert strip.widget.away_button.isHidden()


def test_one_picture_for_two_families_is_told(operator: Desk, strip: Strip, tmp_path: Path) -> None:
    one, two = families.add(operator, 2)
    keep(operator, one, number=4)
    strip.show(two)
    strip.widget.offer(file(tmp_path, number=4))
    strip.what.keep.click()
    strip.settle()
    assert strip.widget.notice.sentence.startswith("1 other family has this very photograph.")
    strip.show(one)
    assert strip.widget.notice.isHidden()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_others_look_only(
    operator: Desk, strip_of: Callable[..., Strip], family: UUID, role: Role, tmp_path: Path
) -> None:
    keep(operator, family)
    strip = strip_of(role)
    strip.show(family)
    assert strip.widget.add_button is None
    assert not strip.widget.acceptDrops()
    strip.widget.offer(file(tmp_path))
    assert strip.widget.what is None
    strip.widget.tiles[0].click()
    strip.settle()
    assert not strip.view.canvas.image.isNull()
    assert strip.view.away.isHidden()
    strip.view.accept()


@pytest.mark.parametrize(
    ("name", "there", "likely"),
    [
        ("KTP ibu", (), Shows.KTP),
        ("scan nik", (), Shows.KTP),
        ("KK", (), Shows.KK),
        ("kartu_keluarga 3601", (), Shows.KK),
        ("rumah tampak depan", (Shows.HOUSE,), Shows.HOUSE),
        ("pengurus", (), Shows.CARETAKER),
        ("IMG_20260314", (), Shows.HOUSE),
        ("IMG_20260314", (Shows.HOUSE,), Shows.KK),
        ("IMG_20260314", (Shows.HOUSE, Shows.KK), Shows.KTP),
        ("IMG_20260314", tuple(Shows), Shows.HOUSE),
        ("pakketan", (), Shows.HOUSE),
    ],
)
def test_the_likeliest_answer_stands_ready(name: str, there: tuple[Shows, ...], likely: Shows) -> None:
    assert likeliest(name, there) is likely


def test_an_answer_says_whose_only_where_it_matters(strip: Strip, operator: Desk, family: UUID, tmp_path: Path) -> None:
    mother = mother_of(operator, family)
    strip.show(family, (mother, "SITI AMINAH"))
    told: list[Chosen] = []
    for name in ("rumah.jpg", "pengurus.jpg"):
        asked = What(strip.place.bench.t, file(tmp_path, name), [(mother, "SITI")], likeliest(name, ()), strip.window)
        asked.chosen.connect(told.append)
        asked.keep.click()
    assert [(one.shows, one.member) for one in told] == [(Shows.HOUSE, None), (Shows.CARETAKER, mother)]


def test_the_panel_shows_the_photographs_of_the_family_chosen(
    operator: Desk, place: Place, households: list[UUID]
) -> None:
    keep(operator, households[2])
    panel = place.screen.browse.panel
    place.screen.enter(households[2])
    place.settle()
    assert [tile.covered for tile in panel.photos.tiles] == [False]
    assert panel.photos.isVisible()
    assert "Add a photograph…" in texts(panel)
    place.screen.enter(households[3])
    place.settle()
    assert panel.photos.tiles == []
    assert "No photographs yet." in texts(panel)
    panel.show_nothing()
    assert not panel.photos.isVisible()


def test_a_photograph_added_in_the_panel_stays_through_a_change(
    operator: Desk, place: Place, households: list[UUID], tmp_path: Path
) -> None:
    place.screen.enter(households[0])
    place.settle()
    strip = place.screen.browse.panel.photos
    strip.offer(file(tmp_path))
    assert strip.what is not None
    strip.what.keep.click()
    place.settle()
    tiles = strip.tiles
    assert len(tiles) == 1
    place.screen.refresh()
    place.settle()
    assert strip.tiles is tiles
