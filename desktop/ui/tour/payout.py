"""Pay-out: from the drafted list over a decree that differs to the approval by a second person."""

from dataclasses import replace

from desktop.rules.area_codes import Level, level
from desktop.services import programmes
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import Step, TrancheRow
from desktop.ui.payout.drafting import DraftPage
from desktop.ui.payout.new_year import years_after_another
from desktop.ui.payout.screen import PayoutScreen
from desktop.ui.payout.tranche import COMPARING, TranchePage
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

KEY = TrancheKey("jamsosratu", 2019, 1)
BEFORE = replace(KEY, year=2018)
NEXT = ("jamsosratu", 2021)
NUMBER = "978/Kep.105-Huk/2019"


def place(guide: Guide, name: str, key: TrancheKey | None = KEY) -> PayoutScreen:
    people.enter(guide, name)
    return guide.screen(PayoutScreen, "payout", key)


def tranche(guide: Guide, name: str, key: TrancheKey = KEY) -> TranchePage:
    return guide.page(TranchePage, place(guide, name, key).pages.currentWidget())


def every(guide: Guide) -> None:
    place(guide, "operator", None).show_list()


def settled(guide: Guide) -> None:
    tranche(guide, "operator", BEFORE)


def new_year(guide: Guide) -> None:
    """What the next year that pays would do to the members of 2019, and what stands against it."""
    people.enter(guide, "admin")
    if NEXT not in [(row.programme, row.year) for row in programmes.here(guide.desk)]:
        programmes.add(guide.desk, "{}-{}".format(*NEXT), guide.shared.resources)
    screen = place(guide, "operator", None)
    screen.show_list()
    guide.settle()
    years = years_after_another([one for one in screen.listing.model.rows if isinstance(one, TrancheRow)])
    if not years:
        raise Lost("no year comes after another")
    screen.listing.year_wanted.emit(years)
    guide.settle()


def drafted(guide: Guide) -> None:
    tranche(guide, "operator")


def draft(guide: Guide) -> None:
    screen = place(guide, "operator")
    screen.draft(KEY)
    guide.settle()
    page = guide.page(DraftPage, screen.pages.currentWidget())
    found = screen.tranche.part.status
    if found is None:
        raise Lost("the tranche does not load")
    page.form.fill({"number": NUMBER, "households": found.row.listed.families + 1})
    guide.notes["families"] = str(found.row.listed.families)


def differs(guide: Guide) -> None:
    """Submit it: the list is drafted, and the tranche says that its decree grants one family more."""
    screen = place(guide, "operator", None)
    guide.page(DraftPage, screen.pages.currentWidget()).form.submit()
    guide.settle()


def refused(guide: Guide) -> None:
    """The operator tries what only a second person may."""
    tranche(guide, "operator").advancing.go_on(Step.APPROVE, KEY, guide.ground.password)


def corrected(guide: Guide) -> None:
    screen = place(guide, "operator")
    screen.enter_decree(KEY)
    guide.settle()
    page = guide.page(DraftPage, screen.pages.currentWidget())
    page.form.fill({"number": NUMBER, "households": int(guide.notes["families"])})
    page.form.submit()


def quotas(guide: Guide) -> None:
    """Paste what the decree gives to each village; here it is what the list holds there."""
    screen = place(guide, "operator")
    screen.enter_decree(KEY)
    guide.settle()
    card = guide.page(DraftPage, screen.pages.currentWidget()).quotas
    if card is None or card.entry is None:
        raise Lost("the quotas do not load")
    villages = [one for one in card.entry.areas if level(one.code) is Level.VILLAGE and one.listed.families]
    card.paste("\n".join(f"{one.code}\t{one.listed.families}\t{one.listed.rupiah}" for one in villages))
    guide.settle()
    card.view.setFocus()


def compared(guide: Guide) -> None:
    screen = place(guide, "operator", None)
    guide.page(DraftPage, screen.pages.currentWidget()).form.submit()
    guide.settle()
    tranche(guide, "operator").tabs.setCurrentIndex(COMPARING)
    guide.settle()


def question(guide: Guide) -> None:
    page = tranche(guide, "supervisor")
    if page.status is None:
        raise Lost("the tranche does not load")
    page.advancing.ask(Step.APPROVE, page.status)


def approved(guide: Guide) -> None:
    asked = guide.page(TranchePage, guide.screen(PayoutScreen, "payout").pages.currentWidget()).advancing.question
    if asked is None or asked.reason is None:
        raise Lost("the approval does not ask for the password")
    asked.reason.setText(guide.ground.password)
    asked.do_it.click()
    guide.settle()


def payments(guide: Guide) -> None:
    tranche(guide, "operator").tabs.setCurrentIndex(1)


def history(guide: Guide) -> None:
    tranche(guide, "operator").tabs.setCurrentIndex(2)


def ask_back(guide: Guide) -> None:
    page = tranche(guide, "operator")
    if page.status is None:
        raise Lost("the tranche does not load")
    page.back.ask(page.status)


def asked_back(guide: Guide) -> None:
    """The operator gives the reason; a supervisor sees it and decides."""
    asked = guide.page(TranchePage, guide.screen(PayoutScreen, "payout").pages.currentWidget()).back.question
    if asked is None or asked.reason is None:
        raise Lost("going back does not ask for the reason")
    asked.reason.setText("Nama pengurus keluarga di RT 3 keliru")
    asked.do_it.click()
    guide.settle()
    tranche(guide, "supervisor")


def declined(guide: Guide) -> None:
    page = tranche(guide, "supervisor")
    if page.status is None:
        raise Lost("the tranche does not load")
    page.back.decline(page.status)
    asked = page.back.question
    if asked is None or asked.reason is None:
        raise Lost("declining does not ask for an answer")
    asked.reason.setText("Sudah diperiksa, namanya benar")
    asked.do_it.click()
    guide.settle()


def later(guide: Guide) -> None:
    place(guide, "operator").later(KEY)


STOPS = (
    Stop("penyaluran", "Semua tahap", every),
    Stop("penyaluran-tuntas", "Tahap yang sudah tuntas", settled),
    Stop("penyaluran-disusun", "Daftar tahap 1/2019 disusun", drafted, key=True),
    Stop("penyaluran-susun", "Menyusun daftar di bawah SK", draft),
    Stop("penyaluran-selisih", "SK berbeda dengan daftar", differs),
    Stop("penyaluran-ditolak", "Operator mencoba menyetujui", refused),
    Stop("penyaluran-sk", "SK dibetulkan", corrected),
    Stop("penyaluran-kuota", "Kuota SK per wilayah", quotas, key=True),
    Stop("penyaluran-banding", "SK, kuota, dan daftar dibandingkan", compared),
    Stop("penyaluran-setujui", "Kepala seksi ditanya lebih dulu", question),
    Stop("penyaluran-disetujui", "Disetujui, kuitansi bernomor", approved, key=True),
    Stop("penyaluran-minta-kembali", "Operator meminta tahap dikembalikan", ask_back),
    Stop("penyaluran-putuskan", "Kepala seksi memutuskan", asked_back),
    Stop("penyaluran-tetap", "Permintaan ditolak dengan jawaban", declined),
    Stop("penyaluran-susulan", "Daftar susulan", later),
    Stop("penyaluran-pembayaran", "Satu per satu", payments),
    Stop("penyaluran-riwayat", "Riwayat", history),
    Stop("penyaluran-tahun-baru", "Tahun baru dilihat dahulu", new_year),
)
