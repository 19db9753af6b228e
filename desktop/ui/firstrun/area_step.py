"""Which office it is: one list of every kabupaten, kota and province, narrowed as one types."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from desktop.gazetteer import Gazetteer
from desktop.rules.areas import Area, AreaLevel
from desktop.ui.firstrun.pick import Pick
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.kit.notice import Notice
from desktop.wording import Translator


class AreaStep(Step):
    def __init__(self, t: Translator, gazetteer: Gazetteer) -> None:
        super().__init__(
            t, t("Office"), t("Whose office is this? Type some letters of the kabupaten, kota or province.")
        )
        self._gazetteer = gazetteer
        self.notice = Notice()
        self.pick = Pick(
            t("Kabupaten, kota or province"),
            t("Type to find"),
            t("No area has a name like this. Type fewer letters."),
        )
        self.pick.entered.connect(self.ahead)
        self.pick.picked.connect(self._picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self.pick, 1)
        self.pick.offer(list(self._rows()))

    def take(self, wish: Wish) -> Wish | None:
        code = self.pick.value
        area = self._gazetteer.area(code) if isinstance(code, str) else None
        if area is None:
            self.notice.say(self.t("Choose the area of the office from the list."))
            self.begin()
            return None
        self.notice.clear()
        if area == wish.area:
            return wish
        # What another area's letterhead was made from must not stay.
        letterhead = replace(wish.letterhead, government=government(area), city=city(area))
        return replace(wish, area=area, letterhead=letterhead)

    def begin(self) -> None:
        self.pick.typed.setFocus()

    def _rows(self) -> Iterator[tuple[str, str]]:
        for province in self._gazetteer.provinces():
            yield province.code, self.t("Province {name}", name=province.name)
            for area in self._gazetteer.regencies(province.code):
                yield area.code, f"{area.name}, {province.name}"

    def _picked(self, code: object) -> None:
        if code is not None:
            self.notice.clear()


def government(area: Area) -> str:
    """Line at the head of letters: "PEMERINTAH KABUPATEN PANDEGLANG", "PEMERINTAH PROVINSI BANTEN"."""
    kind = "PROVINSI " if area.level is AreaLevel.PROVINCE and not area.name.startswith("Daerah") else ""
    return f"PEMERINTAH {kind}{area.name.upper()}"


def city(area: Area) -> str:
    """Name the place before the date; the office corrects it where its seat is called otherwise."""
    if area.level is AreaLevel.PROVINCE:
        return ""
    return area.name.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Administrasi ")
