"""The program as it is started: what is loaded when the sign-in page is painted, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.ui.frame.places import PLACES, SETTINGS
from tests.offices import PASSWORD

ROOT = Path(__file__).resolve().parents[3]
# None of these may hold up the first paint (DESIGN.md 3).
HEAVY = (
    *("sqlalchemy", "sqlcipher3", "alembic", "argon2", "cryptography", "openpyxl", "reportlab", "pypdfium2", "PIL"),
    *("desktop.services", "desktop.store", "desktop.models", "desktop.documents", "desktop.sheets"),
    *("desktop.ui.frame.workspace", "desktop.ui.frame.recovery", "desktop.ui.firstrun", "desktop.ui.families"),
)
PAINTED = f"""
import json, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.settings import Preferences
from desktop.ui.frame.window import Window
from desktop.ui.kit.style import apply
qt = QApplication([])
apply(qt)
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
window = Window(app.build("en"), Preferences(Path("nowhere.json")), folder)
window.show()
window.grab()
painted = [name for name in {HEAVY!r} if name in sys.modules]
ends = time.monotonic() + 60
while not (window.entry._loaded and window.runner.count == 0) and time.monotonic() < ends:
    qt.processEvents()
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print(json.dumps({{"painted": painted, "loaded": loaded, "page": type(window.entry.currentWidget()).__name__}}))
window.close()
"""
RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.ui.frame.window import Window
from desktop.ui.start import start
begin = Window.begin

def fail():
    people = {"Siti Maemunah": "3601015203840012"}
    raise ZeroDivisionError(str(people))

def end(window):
    if window.hook.dialog is not None:
        print("told", flush=True)
        window.hook.dialog.reject()
    if "typing" in sys.argv:
        print(QApplication.keyboardInputInterval(), flush=True)
    window.close()

def begin_and_end(window):
    begin(window)
    if "fail" in sys.argv:
        QTimer.singleShot(0, fail)
    QTimer.singleShot(700, window, lambda: end(window))

Window.begin = begin_and_end
sys.exit(start(sys.argv[2:]))
"""

# Every place there is, so that none is forgotten; the first two are loaded before the sign-in.
SECOND = {"signed": "desktop.ui.payday.signed_screen"}  # the room of pay day is two places
ROOMS = [
    SECOND.get(place.name, f"desktop.ui.{place.name}.screen")
    for place in (*PLACES, SETTINGS)
    if place.build is not None and place.name not in ("home", "families")
]
SIGNED_IN = f"""
import json, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.settings import Preferences
from desktop.ui.frame.window import Window
from desktop.ui.kit.style import apply
from desktop.ui.screen import Screen
qt = QApplication([])
apply(qt)
window = Window(app.build("en"), Preferences(Path("nowhere.json")), Path(sys.argv[1]))
window.show()

def until(there):
    ends = time.monotonic() + 60
    while not there() and time.monotonic() < ends:
        qt.processEvents()

def loaded():
    return [name for name in {ROOMS!r} if name in sys.modules]

until(lambda: window.entry._loaded and window.runner.count == 0)
before = loaded()
window.entry.sign_in("operator", sys.argv[2])
until(lambda: window.workspace is not None)
until(lambda: loaded() == {ROOMS!r} and window.runner.count == 0)
made = [type(screen).__name__ for screen in window.findChildren(Screen)]
print(json.dumps({{"before": before, "after": loaded(), "made": made}}))
window.close()
"""


def run(script: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own, with a home of its own."""
    folders = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"), str(home))
    environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(
        command, check=False, env=environment, cwd=home, timeout=120, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("known", [True, False])
def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path, office_folder: Path, known: bool) -> None:
    ran = run(PAINTED, *([str(office_folder)] if known else []), home=home)
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["painted"] == []
    assert seen["page"] == ("Gate" if known else "Welcome")
    assert {"sqlalchemy", "desktop.services", "desktop.store"} <= set(seen["loaded"]), "it loads while one types"


def test_the_other_rooms_are_loaded_while_the_first_is_looked_at(home: Path, office_folder: Path) -> None:
    ran = run(SIGNED_IN, str(office_folder), PASSWORD, home=home)
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["before"] == [], "whoever types a password does not wait for them"
    assert seen["after"] == ROOMS
    assert seen["made"] == ["HomeScreen"]


def test_it_ends_when_its_window_is_closed(home: Path, office_folder: Path) -> None:
    ran = run(RUN, "typing", str(office_folder), home=home)
    assert (ran.returncode, ran.stdout) == (0, "1000\n"), "a slow typist has a second for each letter of a name"
    assert "Traceback" not in ran.stderr
    assert (home / "ejsika" / "ejsika.log").read_text(encoding="utf-8") == ""


def test_it_starts_without_an_office(home: Path) -> None:
    ran = run(RUN, "run", home=home)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_a_fault_is_told_and_logged_and_never_printed(home: Path, office_folder: Path) -> None:
    script = RUN.replace('"fail" in sys.argv', "True")
    ran = run(script, "run", str(office_folder), home=home)
    assert (ran.returncode, ran.stdout.strip()) == (0, "told")
    assert "Traceback" not in ran.stderr
    assert "Siti" not in ran.stderr
    log = (home / "ejsika" / "ejsika.log").read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in log
    assert "Siti" not in log
    assert "3601015203840012" not in log


@pytest.mark.parametrize("settings", ["{", "[]", '{"theme": "pink", "language": "id"}', '{"office": 7}'])
def test_damaged_preferences_do_not_keep_it_from_starting(home: Path, settings: str) -> None:
    folder = home / "ejsika"
    folder.mkdir()
    (folder / "settings.json").write_text(settings, encoding="utf-8")
    ran = run(RUN, "run", home=home)
    assert ran.returncode == 0, ran.stderr


def test_the_office_last_used_is_opened_again(home: Path, office_folder: Path) -> None:
    folder = home / "ejsika"
    folder.mkdir()
    known = {"office": str(office_folder), "office_name": "Kabupaten Pandeglang", "user": "operator", "language": "en"}
    (folder / "settings.json").write_text(json.dumps(known), encoding="utf-8")
    script = RUN.replace("def end(window):", "def end(window):\n    print(window.entry.gate.form.values()['name'])")
    ran = run(script, "run", home=home)
    assert ran.stdout.strip() == "operator"
