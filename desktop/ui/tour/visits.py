"""Visits: the log, one visit, a new one being written, and the facilitators."""

from datetime import timedelta

from desktop.services.families import finding
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.visits.screen import VisitsScreen

REST_MS = 700


def place(guide: Guide) -> VisitsScreen:
    people.enter(guide, "operator")
    return guide.screen(VisitsScreen, "visits")


def log(guide: Guide) -> None:
    place(guide)


def one(guide: Guide) -> None:
    listing = place(guide).browse.listing
    if not listing.model.rows:
        raise Lost("the log is empty")
    listing.view.selectRow(0)
    guide.pause(REST_MS)


def new(guide: Guide) -> None:
    screen = place(guide)
    family = finding.find(guide.desk, "", limit=1).rows[0].id
    screen.enter(family)
    guide.settle()
    today = guide.desk.today()
    screen.entering.part.form.fill(
        {
            "on": today,
            "seen": "Ibu dan anak sehat. Anak kedua belum masuk sekolah lagi sejak pindah.",
            "agreed": "Ibu mendaftarkan anak ke SD terdekat minggu ini.",
            "follow_up": "Cek surat keterangan dari sekolah",
            "due_on": today + timedelta(days=14),
        }
    )


def team(guide: Guide) -> None:
    people.enter(guide, "operator")
    shown = guide.screen(VisitsScreen, "visits", "team").team.part
    guide.pause(REST_MS)
    shown.ask_give()
    guide.settle()


STOPS = (
    Stop("kunjungan", "Catatan kunjungan", log, key=True),
    Stop("kunjungan-terbuka", "Satu kunjungan", one),
    Stop("kunjungan-baru", "Kunjungan baru", new),
    Stop("pendamping", "Pendamping dan keluarga dampingannya", team),
)
