"""Data exchange between two offices: key cards, the first package, what the province sees of it, a refusal."""

from contextlib import closing
from pathlib import Path

from desktop.services import opening, programmes, signing_in
from desktop.services.demo import money
from desktop.services.demo.wanted import NOW, PROGRAMME, users
from desktop.services.exchange import key_cards, registers, trusting
from desktop.services.opening import NewOffice
from desktop.ui.exchange.confirming import ConfirmPage
from desktop.ui.exchange.entering import EnterPage
from desktop.ui.exchange.inbox import InboxTab
from desktop.ui.exchange.key_cards import KeyCardsTab
from desktop.ui.exchange.making import MakePage
from desktop.ui.exchange.outbox import OutboxTab
from desktop.ui.exchange.pages import BOARD, DIFFERENCES, INBOX, KEYS, OUTBOX
from desktop.ui.exchange.screen import ExchangeScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

PROVINCE = "36"
CARD, MINE = "card of the province", "card of the district"
CUT = 9  # bytes that a mail lost at the end of a package


def folder_of(guide: Guide) -> Path:
    return guide.ground.scratch / "Provinsi Banten"


def place(guide: Guide, tab: str, name: str = "operator", office: Path | None = None) -> ExchangeScreen:
    people.enter(guide, name, office, guide.ground.password if office else "")
    return guide.screen(ExchangeScreen, "exchange", tab)


def cards(guide: Guide, name: str = "operator") -> KeyCardsTab:
    return guide.page(KeyCardsTab, place(guide, KEYS, name).tab)


def nothing(guide: Guide) -> None:
    """The district without keys; meanwhile the province is set up and has its own."""
    password, shared = guide.ground.password, guide.shared
    programme = f"{PROGRAMME}-{NOW}"
    people.leave(guide)
    new = NewOffice(PROVINCE, (programme,), users(password), practice=True)
    opening.create(folder_of(guide), new, shared.gazetteer, shared.resources)
    with closing(signing_in.sign_in(folder_of(guide), "operator", password)) as desk:
        with desk.write("programme.add") as unit:
            programmes.store(unit, money.year_before(shared.resources), PROVINCE)
        guide.notes[CARD] = key_cards.make(desk).value.text
    cards(guide)


def own(guide: Guide) -> None:
    tab = cards(guide)
    tab.own.make.click()
    guide.settle()
    card = tab.own.card
    if card is None:
        raise Lost("no keys were made")
    guide.notes[MINE] = card.text


def paper(guide: Guide) -> None:
    tab = cards(guide)
    tab.put_on_paper()
    guide.settle()
    if tab.sheet is None or tab.sheet.paper is None:
        raise Lost("the key card is not written")
    tab.sheet.save_to(guide.ground.papers / "kartu-kunci.pdf")


def enter(guide: Guide) -> None:
    screen = place(guide, KEYS)
    guide.page(KeyCardsTab, screen.tab).enter_card()
    guide.page(EnterPage, screen.page).read(guide.notes[CARD])


def differs(guide: Guide) -> None:
    """The supervisor compares, and one letter is wrong."""
    guide.page(EnterPage, guide.screen(ExchangeScreen, "exchange").page).enter_card()
    guide.settle()
    tab = cards(guide, "supervisor")
    if tab.waiting.remedy is None:
        raise Lost("no card waits for the supervisor")
    tab.waiting.remedy.click()
    page = guide.page(ConfirmPage, guide.screen(ExchangeScreen, "exchange").page)
    page.groups.put(0, wrong(fingerprint(guide)))
    page.compare()


def fingerprint(guide: Guide) -> str:
    (row,) = trusting.cards(guide.desk)
    return row.fingerprint


def wrong(code: str) -> str:
    """The code with another first letter in its third group."""
    groups = code.split("-")
    groups[2] = ("8" if groups[2][0] == "7" else "7") + groups[2][1:]
    return "-".join(groups)


def trusted(guide: Guide) -> None:
    page = guide.page(ConfirmPage, guide.screen(ExchangeScreen, "exchange").page)
    page.groups.put(0, fingerprint(guide))
    page.compare()


def make(guide: Guide) -> None:
    screen = place(guide, OUTBOX)
    guide.page(OutboxTab, screen.tab).make()
    guide.settle()
    guide.page(MakePage, screen.page).period.setText("2019/1")


def copied(guide: Guide) -> None:
    screen = guide.screen(ExchangeScreen, "exchange")
    guide.page(MakePage, screen.page).make()
    guide.settle()
    stick = guide.ground.scratch / "FLASHDISK"
    stick.mkdir(exist_ok=True)
    guide.page(OutboxTab, screen.tab).copying.copy(registers.sent(guide.desk)[0], stick)


def preview(guide: Guide) -> None:
    """The province, whose two people know the district's card, looks into the package."""
    with closing(signing_in.sign_in(folder_of(guide), "operator", guide.ground.password)) as desk:
        row = trusting.propose(desk, guide.notes[MINE]).value
    with closing(signing_in.sign_in(folder_of(guide), "supervisor", guide.ground.password)) as desk:
        trusting.confirm(desk, row.id, row.fingerprint)
    tab = guide.page(InboxTab, place(guide, INBOX, office=folder_of(guide)).tab)
    tab.fetching.fetch([package(guide)])


def package(guide: Guide) -> Path:
    return next((guide.ground.scratch / "FLASHDISK").glob("*.ejsika"))


def refused(guide: Guide) -> None:
    """A copy that a mail cut short."""
    tab = guide.page(InboxTab, guide.screen(ExchangeScreen, "exchange").tab)
    cut = guide.ground.scratch / "surel.ejsika"
    cut.write_bytes(package(guide).read_bytes()[:-CUT])
    tab.fetching.fetch([cut])
    guide.settle()
    tab.view.selectRow(1)


def taken(guide: Guide) -> None:
    tab = guide.page(InboxTab, guide.screen(ExchangeScreen, "exchange").tab)
    tab.take_all()
    guide.settle()
    tab.view.selectRow(0)


def board(guide: Guide) -> None:
    place(guide, BOARD, office=folder_of(guide))


def differences(guide: Guide) -> None:
    place(guide, DIFFERENCES, office=folder_of(guide))


STOPS = (
    Stop("kunci-belum-ada", "Kantor tanpa kunci", nothing),
    Stop("kunci-sendiri", "Kartu kunci kantor", own, key=True),
    Stop("kunci-kertas", "Kartu kunci di atas kertas", paper),
    Stop("kunci-masukkan", "Kartu kantor lain dimasukkan", enter),
    Stop("kunci-berbeda", "Orang kedua mencocokkan: satu kelompok berbeda", differs, key=True),
    Stop("kunci-tepercaya", "Kartu provinsi tepercaya", trusted),
    Stop("paket-baru", "Isi paket pertama sebelum dibuat", make, key=True),
    Stop("paket-disalin", "Paket disalin ke flashdisk dan dibaca ulang", copied),
    Stop("paket-datang", "Di provinsi: isi paket sebelum diterima", preview, key=True),
    Stop("paket-ditolak", "Paket rusak ditolak dengan alasannya", refused),
    Stop("paket-diterima", "Paket pertama diterima", taken),
    Stop("paket-kelengkapan", "Siapa mengirim apa, dan apa yang belum datang", board, key=True),
    Stop("paket-perbedaan", "Tidak ada perbedaan yang menunggu", differences),
)
