"""Letters: an invitation put together, the question before it gets its number, and the register."""

from datetime import timedelta

from desktop.services import letters
from desktop.services.families import finding
from desktop.services.letter_values import Occasion
from desktop.services.letters import To
from desktop.ui.letters.screen import LettersScreen
from desktop.ui.letters.writing import Writing
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Stop
from desktop.ui.tour.payout import KEY

PLACE, TIME = "Aula Kantor Kecamatan Labuan", "09.00 WIB"


def place(guide: Guide) -> LettersScreen:
    people.enter(guide, "operator")
    return guide.screen(LettersScreen, "letters")


def writing(guide: Guide) -> Writing:
    return guide.page(Writing, place(guide).pages.currentWidget())


def invitation(guide: Guide) -> None:
    screen = place(guide)
    screen.write(str(finding.find(guide.desk, "", limit=1).rows[0].id))
    guide.settle()
    page = writing(guide)
    day = guide.desk.today() + timedelta(days=7)
    page.form.fill({"on": day, "time": TIME, "place": PLACE})
    page.draw()
    guide.settle()
    guide.pause(300)


def question(guide: Guide) -> None:
    writing(guide).save()


def register(guide: Guide) -> None:
    """Issue the letters of the tranche's families, then show the register."""
    guide.close_dialogs()
    template = letters.find_template(guide.shared.resources, "undangan")
    when = Occasion(guide.desk.today() + timedelta(days=7), TIME, PLACE)
    letters.issue(guide.desk, template, To(tranche=KEY), when, guide.ground.papers / "undangan.pdf")
    screen = place(guide)
    screen.show_register()
    guide.settle()
    screen.register.table.selectRow(0)
    guide.pause(700)


STOPS = (
    Stop("surat-undangan", "Undangan sebelum terbit", invitation, key=True),
    Stop("surat-tanya", "Pertanyaan sebelum nomor diberikan", question),
    Stop("surat-register", "Buku surat keluar", register),
)
