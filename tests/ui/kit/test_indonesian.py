"""The kit speaks Indonesian from its own catalogue."""

import gettext
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from pytestqt.qtbot import QtBot

from desktop.ui.kit import columns
from desktop.ui.kit.columns import Column
from desktop.ui.kit.delegate import room_for
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.trouble import Trouble
from desktop.ui.kit.words import day, full_day
from desktop.wording import Translator


@pytest.fixture(scope="module")
def indonesian(checkout: Path) -> Translator:
    with (checkout / "resources" / "locale" / "id" / "kit.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale="id", abort_invalid=True)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translator(gettext.GNUTranslations(compiled), "id")


def test_dates(indonesian: Translator) -> None:
    assert day(indonesian, date(2019, 5, 11)) == "11 Mei 2019"
    assert full_day(indonesian, date(2019, 8, 17)) == "17 Agustus 2019"


def test_short_names_of_months_differ(indonesian: Translator) -> None:
    months = [day(indonesian, date(2019, month, 1)).split()[1] for month in range(1, 13)]
    assert months == ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]


def test_problems_of_a_form(indonesian: Translator, qtbot: QtBot) -> None:
    fields = [
        Field("name", "Nama", required=True),
        Field("nik", "NIK", Kind.DIGITS, length=16),
        Field("born", "Tanggal lahir", Kind.DATE),
        Field("school", "Masih sekolah", Kind.ANSWER),
    ]
    form = Form(indonesian, [Group("Identitas", fields)], save="Simpan")
    qtbot.addWidget(form)
    qtbot.keyClicks(form.blocks["nik"].widget, "3601")
    qtbot.keyClicks(form.blocks["born"].widget, "31/02/2019")
    form.submit()
    assert form.blocks["name"].problem == "Nama wajib diisi."
    assert form.blocks["nik"].problem == "NIK terdiri atas 16 angka; yang diisi 4 angka."
    assert form.blocks["born"].problem.startswith("Tanggal tidak dapat dibaca.")
    assert form.summary.sentence == "3 isian perlu diperbaiki:"
    assert form.state.text() == "Belum disimpan"


def test_trouble_dialog(indonesian: Translator, qtbot: QtBot) -> None:
    made = Trouble(indonesian, "builtins.KeyError")
    qtbot.addWidget(made)
    assert made.windowTitle() == "Gangguan program"
    assert made.leave.text() == "Tutup"


def test_a_column_of_days_leaves_room_for_each_day(indonesian: Translator, t: Translator) -> None:
    column = Column("Tanggal", str, columns.Kind.DATE)
    days = [date(2028, 1, 1) + timedelta(days=after) for after in range(366)]
    days += [date(year, 8, 31) for year in range(2000, 2060)]
    assert "31 Agu 2028" in {day(indonesian, one) for one in days}
    widest = max(room_for(column, day(language, one)) for one in days for language in (indonesian, t))
    assert widest <= room_for(column, column.longest)
