"""What the start of the program must not wait for, seen in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOWN = """
import gettext, json, sys
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.form import Form
from desktop.ui.kit.style import apply
from desktop.ui.runner import Runner
from desktop.wording import Translator
app = QApplication([])
apply(app)
runner = Runner()
form = Form(Translator(gettext.NullTranslations(), "en"), [Group("", [Field("user", "Nama")])], save="Masuk")
form.show()
app.processEvents()
form.grab()
heavy = ["qtawesome", "sqlalchemy", "openpyxl", "reportlab", "pypdfium2", "sqlcipher3", "desktop.services"]
print(json.dumps({
    "heavy": [name for name in heavy if name in sys.modules],
    "icons": [name for name in QFontDatabase.families() if "Material" in name],
}))
runner.close()
"""


@pytest.fixture(scope="module")
def seen() -> dict[str, list[str]]:
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", SHOWN]
    ran = subprocess.run(command, check=True, env=environment, timeout=120, capture_output=True, text=True)
    found: dict[str, list[str]] = json.loads(ran.stdout)
    return found


def test_the_kit_loads_nothing_heavy(seen: dict[str, list[str]]) -> None:
    assert seen["heavy"] == []


def test_no_icon_font_is_loaded_for_a_window_without_icons(seen: dict[str, list[str]]) -> None:
    assert seen["icons"] == []
