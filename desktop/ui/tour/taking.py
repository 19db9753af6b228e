"""Takes the whole tour: a practice office, the walk, the same once more twice as fine, and the index."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import Shared, build
from desktop.errors import Refused
from desktop.services.demo import making
from desktop.services.demo.wanted import Wanted
from desktop.settings import Preferences
from desktop.ui.frame.window import Window
from desktop.ui.kit.style import Choice, apply
from desktop.ui.tour.guide import SIZE, Ground, Guide, Lost, Picture
from desktop.ui.tour.index import write_index
from desktop.ui.tour.rooms import ROOMS

PARTS = ("pictures", "papers", "index.html")
FINE = "2"  # device pixels to a pixel


def take(shared: Shared, wanted: Namespace) -> int:
    """Answer the exit status; pictures, papers and the index lie in `wanted.out`."""
    rooms = chosen(wanted.only)
    with tempfile.TemporaryDirectory(prefix="ejsika-tour-", ignore_cleanup_errors=True) as scratch:
        if wanted.fine is not None:
            password = os.environ["EJSIKA_PASSWORD"]
            ground = Ground(wanted.fine, password, Path(scratch), wanted.out.absolute(), fine=True)
            return say(*walk(ground, rooms))
        return whole(shared, wanted, Path(scratch), rooms)


def whole(shared: Shared, wanted: Namespace, scratch: Path, rooms: Sequence[str]) -> int:
    """Make the office, walk, and let a second process walk through a copy of it meanwhile."""
    out = prepared(wanted.out.absolute())
    office, password = scratch / "Kantor Latihan", secrets.token_urlsafe(12)
    making.make(office, Wanted(wanted.households, faults=True), password, shared.gazetteer, shared.resources)
    copy = shutil.copytree(office, scratch / "halus" / office.name)
    beside = finer(copy, out, wanted, password)
    pictures, faults = walk(Ground(office, password, scratch, out), rooms)
    said, _ = beside.communicate()
    if beside.returncode:
        faults = [*faults, *said.splitlines()]
    known = [*pictures, *fine_pictures(pictures)]
    known.sort(key=in_order)
    index = write_index(out, known, sorted((out / "papers").glob("*.pdf")))
    status = say(pictures, faults)
    sys.stdout.write(f"{index}\n")
    return status


def walk(ground: Ground, rooms: Sequence[str]) -> tuple[list[Picture], list[str]]:
    """Walk through the rooms; answers the pictures, and what should not have been seen."""
    app = QApplication.instance() or QApplication(["ejsika"])
    assert isinstance(app, QApplication)
    shared = build("id")
    preferences = Preferences(ground.scratch / "settings.json")
    window = Window(shared, preferences, None)
    guide = Guide(shared, apply(app, Choice.LIGHT), ground, preferences, window)
    with guide.watching():
        try:
            window.resize(*SIZE)
            window.show()
            guide.settle()
            for name in rooms:
                guide.visit(*ROOMS[name])
        except Lost as lost:
            guide.faults.append(f"{guide.stop}: {lost}")
        except Refused as refused:
            guide.faults.append(f"{guide.stop}: {shared.t.refusal(refused)}")
        finally:
            for dialog in guide.dialogs():
                dialog.reject()
            window.close()
    return guide.pictures, guide.faults


def finer(office: Path, out: Path, wanted: Namespace, password: str) -> subprocess.Popen[str]:
    """Start the second walk, whose papers are not kept."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    words = [*program, "tour", str(out), "--fine", str(office)]
    if wanted.only:
        words += ["--only", wanted.only]
    surroundings = {**os.environ, "EJSIKA_PASSWORD": password, "QT_SCALE_FACTOR": FINE, "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(words, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def fine_pictures(pictures: Sequence[Picture]) -> list[Picture]:
    """Find what the second walk left, each beside the picture of the same stop."""
    found = []
    for picture in pictures:
        fine = picture.file.with_name(f"{picture.file.stem}-200.png")
        if fine.exists():
            found.append(Picture(picture.room, f"{picture.title} (200 %)", fine))
    return found


def in_order(picture: Picture) -> str:
    return picture.file.stem


def prepared(out: Path) -> Path:
    """Make the folder ready; one that holds anything but a tour is refused."""
    if out.exists() and (not out.is_dir() or any(path.name not in PARTS for path in out.iterdir())):
        raise Refused("tour.not_empty", path=str(out))
    for part in PARTS[:2]:
        shutil.rmtree(out / part, ignore_errors=True)
        (out / part).mkdir(parents=True)
    return out


def chosen(only: str | None) -> Sequence[str]:
    """Give the rooms asked for, in the order of the tour."""
    if not only:
        return tuple(ROOMS)
    asked = [name.strip() for name in only.split(",")]
    for name in asked:
        if name not in ROOMS:
            raise Refused("tour.no_room", name=name, known=", ".join(ROOMS))
    return [name for name in ROOMS if name in asked]


def say(pictures: Sequence[Picture], faults: Sequence[str]) -> int:
    """Tell each fault in a line; answers the exit status."""
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    return 1 if faults or not pictures else 0
