"""The auditor's tests: before the first run, what a run found, compared with the run before, and on paper."""

from desktop.ui.auditing.screen import AuditingScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop


def place(guide: Guide) -> AuditingScreen:
    people.enter(guide, "supervisor")
    return guide.screen(AuditingScreen, "auditing")


def run(guide: Guide) -> None:
    """One key, over all lists; the gravest test is open."""
    screen = place(guide)
    screen.browse.runs.show_list(None)
    guide.settle()
    screen.run()
    guide.settle()
    if screen.browse.runs.check is None:
        raise Lost("the tests were not run")


def again(guide: Guide) -> None:
    """Once more: what came and went since then, and all rows of the run."""
    run(guide)
    screen = place(guide)
    screen.browse.tests.view.selectRow(0)
    guide.settle()
    if screen.browse.runs.earlier is None:
        raise Lost("no earlier run is compared")


def paper(guide: Guide) -> None:
    screen = place(guide)
    screen.put_on_paper()
    guide.settle()
    if screen.paper is None or screen.paper.paper is None:
        raise Lost("the list of findings is not written")
    screen.paper.save_to(guide.ground.papers / "uji-pemeriksaan.pdf")


STOPS = (
    Stop("uji", "Uji pemeriksaan sebelum dijalankan", place),
    Stop("uji-hasil", "Hasil uji menurut beratnya", run, key=True),
    Stop("uji-banding", "Dibandingkan dengan hasil sebelumnya", again),
    Stop("uji-kertas", "Temuan di atas kertas, dengan tempat penjelasan", paper),
)
