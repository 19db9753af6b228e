"""The photographs of a family in a row: small, the ones with numbers covered; added from a file, by drop or paste."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.progress import Progress
from desktop.rules.terms import Role as Job
from desktop.services.desk import Desk
from desktop.services.families import photographs, putting_away
from desktop.services.families.photographs import PhotoRow
from desktop.services.families.putting_away import AwayRow
from desktop.ui.families.photographs_add import People, What, likeliest
from desktop.ui.families.photographs_keep import Keeper
from desktop.ui.families.photographs_rows import Tiles
from desktop.ui.families.photographs_tile import Tile
from desktop.ui.families.photographs_view import View
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action, Kind, from_action
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.screen import Bench

PICTURES = "(*.jpg *.jpeg *.png *.webp *.bmp)"

Listed = tuple[tuple[PhotoRow, ...], tuple[AwayRow, ...]]
"""What is shown of a family, and what was put away."""
Looked = tuple[UUID, Listed, dict[UUID, bytes]]


class FirstLook:
    """The list of photographs and the pictures that may be seen at once; None where `known` is still all of it."""

    def __init__(self, desk: Desk, family: UUID, known: Listed) -> None:
        self._desk, self._family, self._known = desk, family, known

    def __call__(self, _: Progress) -> Looked | None:
        rows = photographs.of_family(self._desk, self._family)
        listed = rows, putting_away.away(self._desk, self._family)
        if rows and listed == self._known:
            return None  # nobody looks anew, and nothing of it stands in the log
        return self._family, listed, photographs.look_around(self._desk, self._family) if rows else {}


class PhotoStrip(QWidget):
    """Give it a family with `show_family`; it asks by itself what there is to see."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.may_add = bench.desk.person.role is Job.OPERATOR
        self.family: UUID | None = None
        self.rows: tuple[PhotoRow, ...] = ()
        self.away: tuple[AwayRow, ...] = ()
        self.keeper = Keeper(bench, self)
        self._tiles = Tiles(self.t)
        self.view: View | None = None
        self.what: What | None = None
        self.add_button: QPushButton | None = None
        self.away_button = from_action(Action(self.t("Put away"), self.open_away, "archive-outline"), Kind.LINK)
        self.notice = Notice()
        self._people: People = ()
        self._none = label("", Role.SECONDARY, wrap=True)
        self.setAcceptDrops(self.may_add)
        self.keeper.changed.connect(self._look)
        self.keeper.refused.connect(self._failed)
        self.keeper.doubted.connect(self.notice.say)
        self._tiles.opened.connect(self.open_at)
        self._lay_out()

    @property
    def tiles(self) -> list[Tile]:
        return self._tiles.tiles

    def show_family(self, family: UUID, people: People = ()) -> None:
        """Show a family's photographs; `people` are its members, of whom one may be photographed."""
        self._people = people
        if family != self.family:
            self.family = family
            self.notice.clear()
            self.rows, self.away = (), ()
            self.away_button.hide()
            self._tiles.put((), {})
            self._none.clear()
        self._look()

    def choose_file(self) -> None:
        """Ask for a file."""
        t = self.t
        kinds = f"{t('Photographs')} {PICTURES}"
        chosen, _ = QFileDialog.getOpenFileName(self, t("Add a photograph"), str(documents()), kinds)
        if chosen:
            self.offer(Path(chosen))

    def offer(self, source: Path | bytes) -> None:
        """Ask what a picture shows, then keep it."""
        if self.family is None or not self.may_add:
            return
        name = source.stem if isinstance(source, Path) else ""
        likely = likeliest(name, [row.shows for row in self.rows])
        self.what = What(self.t, source, self._people, likely, self)
        self.notice.clear()
        self.what.chosen.connect(partial(self.keeper.keep, self.family))
        self.what.open()

    def paste(self) -> bool:
        """Take the picture that was copied in another program; False where none was."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return False
        self.offer(_as_file(image))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.matches(QKeySequence.StandardKey.Paste) and self.may_add and self.paste()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files:
            self.offer(files[0])
        elif isinstance(image := event.mimeData().imageData(), QImage):
            self.offer(_as_file(image))

    def open_at(self, place: int) -> None:
        """Show one whole."""
        _show_whole(self, self.rows, place)

    def open_away(self) -> None:
        """Show what was put away, with who did it when and why."""
        _show_whole(self, self.away, 0)

    def _look(self) -> None:
        if self.family is not None:
            work = FirstLook(self.bench.desk, self.family, (self.rows, self.away))
            self.bench.runner.submit(work, self._looked, self._failed, lane=Lane.WRITE, newest="families.photographs")

    def _looked(self, looked: Looked | None) -> None:
        if looked is None:
            return
        family, (rows, away), pictures = looked
        if family == self.family:
            self.rows, self.away = rows, away
            self.away_button.setVisible(bool(away))
            self.away_button.setText(self.t("Put away ({count})", count=len(away)))
            self._tiles.put(rows, pictures)
            self._none.setText("" if rows else self.t("No photographs yet."))
            self._none.setVisible(not rows)

    def _failed(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        t = self.t
        head = QHBoxLayout()
        head.addWidget(label(t("Photographs").upper(), Role.SECTION))
        head.addStretch(1)
        head.addWidget(self.away_button)
        if self.may_add:
            self.add_button = from_action(
                Action(t("Add a photograph…"), self.choose_file, "camera-plus-outline"), Kind.LINK
            )
            head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TINY)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self._none)
        column.addWidget(self._tiles)
        self._none.hide()
        self.away_button.hide()


def _show_whole(strip: PhotoStrip, rows: Sequence[PhotoRow] | Sequence[AwayRow], place: int) -> None:
    strip.view = View(strip.bench, rows, place, strip)
    strip.view.put_away.connect(strip.keeper.put_away)
    strip.view.brought_out.connect(strip.keeper.bring_out)
    strip.view.open()


def _as_file(image: QImage) -> bytes:
    """As BMP, which takes no time to write; it is made small and sealed on the worker."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "BMP")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
