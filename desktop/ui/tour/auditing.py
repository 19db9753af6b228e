"""The auditor's tests: before the first run, what a run found, compared with the run before, and on paper."""

from desktop.services.auditing.kinds import Level
from desktop.services.auditing.reach import ProgrammeKey
from desktop.ui.auditing.screen import AuditingScreen
from desktop.ui.auditing.words import TestLine, line_key
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

REASON = "KTP dan kartu keluarga dilihat di kantor desa bersama pendamping; nomornya benar, berkasnya ada di map desa."


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


def explain(guide: Guide) -> None:
    """Three rows of the gravest test at once, half typed."""
    screen = of_programme(guide)
    rows = screen.browse.rows
    for row in rows.model.rows[:3]:
        rows.marks.turn(row)
    rows.foot.explain.click()
    guide.settle()
    if screen.page is None:
        raise Lost("no row can be explained")
    screen.page.form.fill({"reason": REASON})


def explained(guide: Guide) -> None:
    """What was said stands beside its rows, and is counted."""
    screen = place(guide)
    if screen.page is None:
        raise Lost("nothing is being explained")
    screen.page.form.submit()
    guide.settle()
    if screen.browse.rows.foot.said.isHidden():
        raise Lost("the explanation does not stand beside its row")


def of_programme(guide: Guide) -> AuditingScreen:
    """A run over all years of a programme, with its first test that stops nothing in view."""
    screen = place(guide)
    runs = screen.browse.runs
    key = next(one.key for one in runs.known.lists)
    runs.show_list(ProgrammeKey(key.programme))
    guide.settle()
    screen.run()
    guide.settle()
    lines = [line for line in screen.browse.tests.model.rows if isinstance(line, TestLine)]
    named = next((line for line in lines if line.test and line.count and line.level is Level.DOUBTFUL), None)
    if named is None:
        raise Lost("the tests doubt nothing of the programme")
    screen.browse.tests.view.choose(line_key(named))
    guide.settle()
    return screen


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
    Stop("uji-jelaskan", "Beberapa baris dijelaskan sekaligus", explain, key=True),
    Stop("uji-dijelaskan", "Penjelasan di samping barisnya", explained, key=True),
    Stop("uji-kertas", "Temuan di atas kertas, dengan penjelasannya", paper),
)
