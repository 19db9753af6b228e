"""The first run: the assistant page by page, the recovery sheet, the first sign-in, and an office still empty."""

from pathlib import Path

from desktop.rules.terms import Role
from desktop.ui.families.screen import FamiliesScreen
from desktop.ui.firstrun.area_step import AreaStep
from desktop.ui.firstrun.assistant import Assistant
from desktop.ui.firstrun.folder_step import FolderStep
from desktop.ui.firstrun.form_steps import LetterheadStep, OfficialsStep
from desktop.ui.firstrun.people_step import PeopleStep
from desktop.ui.firstrun.programme_step import ProgrammeStep
from desktop.ui.firstrun.sheet_step import SheetStep
from desktop.ui.firstrun.wish import Step
from desktop.ui.frame.bringing import SUFFIX, Bringing
from desktop.ui.home.screen import HomeScreen
from desktop.ui.letters.screen import LettersScreen
from desktop.ui.payout.screen import PayoutScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.visits.screen import VisitsScreen

PROGRAMME = "jamsosratu-2019"
ADMINISTRATOR, OPERATOR = "dedi", "neneng"
PEOPLE = {
    f"{Role.ADMINISTRATOR}.name": ADMINISTRATOR, f"{Role.ADMINISTRATOR}.full": "Dedi Kusnadi",
    f"{Role.OPERATOR}.name": OPERATOR, f"{Role.OPERATOR}.full": "Neneng Suryani",
    f"{Role.SUPERVISOR}.name": "asep", f"{Role.SUPERVISOR}.full": "Asep Mulyana, S.Sos.",
    f"{Role.AUDITOR}.name": "rina", f"{Role.AUDITOR}.full": "Rina Marlina, S.E.",
}  # fmt: skip
LETTERHEAD = {"agency": "Dinas Sosial", "address": "Jalan Jenderal Sudirman No. 1", "postcode": "42311"}


def folder_of(guide: Guide) -> Path:
    return guide.ground.scratch / "Kabupaten Lebak"


def assistant(guide: Guide) -> Assistant:
    return guide.page(Assistant, guide.window.entry.currentWidget())


def forward(guide: Guide, kind: type[Step]) -> Step:
    """Go one page on and see that it is the right one."""
    page = assistant(guide)
    page.forward()
    guide.settle()
    if not isinstance(page.steps[page.at], kind):
        raise Lost(f"{kind.__name__} does not follow")
    return page.steps[page.at]


def welcome(guide: Guide) -> None:
    people.leave(guide)
    guide.window.entry.ways.welcome()


def bring_back(guide: Guide) -> None:
    """Show what bringing an office back asks for; nothing is brought back."""
    guide.window.entry.ways.restore()
    page = guide.page(Bringing, guide.window.entry.currentWidget())
    page.take(guide.ground.scratch / f"36.02-20261121{SUFFIX}")


def area(guide: Guide) -> None:
    guide.window.entry.ways.new_office()
    guide.settle()
    page = assistant(guide)
    step = guide.page(AreaStep, page.steps[page.at])
    step.pick.typed.setText("Lebak")


def programme(guide: Guide) -> None:
    step = guide.page(ProgrammeStep, forward(guide, ProgrammeStep))
    step.boxes[PROGRAMME].setChecked(True)


def letterhead(guide: Guide) -> None:
    step = guide.page(LetterheadStep, forward(guide, LetterheadStep))
    step.form.fill({name: text for name, text in LETTERHEAD.items() if name in step.form.blocks})


def officials(guide: Guide) -> None:
    forward(guide, OfficialsStep)


def users(guide: Guide) -> None:
    step = guide.page(PeopleStep, forward(guide, PeopleStep))
    step.form.fill(PEOPLE)
    values = step.form.values()
    guide.notes |= {name: str(values[f"{role}.password"]) for role, name in
                    ((Role.ADMINISTRATOR, ADMINISTRATOR), (Role.OPERATOR, OPERATOR))}  # fmt: skip


def folder(guide: Guide) -> None:
    step = guide.page(FolderStep, forward(guide, FolderStep))
    step.form.fill({"folder": str(folder_of(guide))})


def summary(guide: Guide) -> None:
    assistant(guide).forward()


def sheet(guide: Guide) -> None:
    page = assistant(guide)
    page.forward()
    guide.until(lambda: bool(page.findChildren(SheetStep)), "the office was not made")
    step = page.findChildren(SheetStep)[0]
    step.save_to(guide.ground.papers / "lembar-pemulihan.pdf")
    guide.settle()
    step.printed.setChecked(True)


def first_sign_in(guide: Guide) -> None:
    page = assistant(guide)
    page.findChildren(SheetStep)[0].go.click()
    guide.settle()
    people.type_in(guide, ADMINISTRATOR, guide.notes[ADMINISTRATOR])


def administrator(guide: Guide) -> None:
    people.choose_own(guide)


def empty_home(guide: Guide) -> None:
    people.enter_new(guide, OPERATOR, folder_of(guide), guide.notes[OPERATOR])
    guide.screen(HomeScreen, "home")


def empty_families(guide: Guide) -> None:
    guide.screen(FamiliesScreen, "families")


def empty_visits(guide: Guide) -> None:
    guide.screen(VisitsScreen, "visits")


def empty_payout(guide: Guide) -> None:
    guide.screen(PayoutScreen, "payout")


def empty_letters(guide: Guide) -> None:
    guide.screen(LettersScreen, "letters")


STOPS = (
    Stop("selamat-datang", "Layar pertama", welcome, key=True),
    Stop("pulihkan-kantor", "Kantor dipulihkan dari cadangan", bring_back, key=True),
    Stop("wilayah", "Kantor mana", area),
    Stop("program", "Program yang dijalankan", programme),
    Stop("kop-surat", "Kop surat", letterhead),
    Stop("penanda-tangan", "Penanda tangan", officials),
    Stop("pengguna", "Pengguna dan kata sandi pertama", users, key=True),
    Stop("folder", "Folder kantor", folder),
    Stop("ringkasan", "Ringkasan sebelum kantor dibuat", summary),
    Stop("kode-pemulihan", "Kode pemulihan dicetak", sheet),
    Stop("kata-sandi-sendiri", "Kata sandi sendiri", first_sign_in),
    Stop("beranda-administrator-baru", "Beranda administrator kantor baru", administrator),
    Stop("beranda-kosong", "Beranda operator kantor kosong", empty_home),
    Stop("keluarga-kosong", "Keluarga: belum ada", empty_families),
    Stop("kunjungan-kosong", "Kunjungan: belum ada", empty_visits),
    Stop("penyaluran-kosong", "Penyaluran: belum ada", empty_payout),
    Stop("surat-kosong", "Surat: belum ada", empty_letters),
)
