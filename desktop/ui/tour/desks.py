"""The rooms below the families: what is doubtful, who may be one, lists of other offices, validation."""

from desktop.ui.duplicates.screen import DuplicatesScreen
from desktop.ui.quality.screen import QualityScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Stop
from desktop.ui.validating.screen import ValidatingScreen

REST_MS = 700


def quality(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(QualityScreen, "quality")
    guide.pause(REST_MS)
    guide.settle()
    if screen.clinic.kinds.model.rows:
        screen.clinic.kinds.view.selectRow(0)
        guide.settle()


def duplicates(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(DuplicatesScreen, "duplicates")
    guide.settle()
    screen.search()
    guide.settle()
    guide.pause(REST_MS)
    guide.settle()


def validating(guide: Guide) -> None:
    people.enter(guide, "operator")
    guide.screen(ValidatingScreen, "validating")
    guide.pause(REST_MS)
    guide.settle()


STOPS = (
    Stop("mutu-data", "Mutu data", quality, key=True),
    Stop("data-ganda", "Data ganda", duplicates, key=True),
    Stop("validasi", "Validasi calon", validating, key=True),
)
