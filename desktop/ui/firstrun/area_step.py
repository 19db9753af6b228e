"""Which office it is: its province, then its kabupaten or kota, or the province itself."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.gazetteer import Gazetteer
from desktop.rules.areas import Area, AreaLevel
from desktop.services.office_settings import Letterhead
from desktop.ui.firstrun.pick import Pick
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


class AreaStep(Step):
    def __init__(self, t: Translator, gazetteer: Gazetteer) -> None:
        super().__init__(t, t("Office"), t("Whose office is this? Type some letters of the name."))
        self._gazetteer = gazetteer
        self.notice = Notice()
        self.province = Pick(t("Province"), t("Type to find"))
        self.regency = Pick(t("Kabupaten or kota"), t("Type to find"))
        self.province.picked.connect(self._offer_below)
        self.province.entered.connect(self._to_regency)
        self.regency.entered.connect(self.ahead)
        row = QHBoxLayout()
        row.setSpacing(Space.EDGE)
        row.addWidget(self.province, 2)
        row.addWidget(self.regency, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addLayout(row, 1)
        self.province.offer([(area.code, area.name) for area in gazetteer.provinces()])

    def take(self, wish: Wish) -> Wish | None:
        code = self.regency.value
        area = self._gazetteer.area(code) if isinstance(code, str) else None
        if area is None:
            self.notice.say(self.t("Choose the province, then the kabupaten or kota of the office."))
            return None
        self.notice.clear()
        if area == wish.area:
            return wish
        # What another area's letterhead was made from must not stay.
        return replace(wish, area=area, letterhead=Letterhead(government=government(area), city=city(area)))

    def begin(self) -> None:
        (self.regency if self.regency.value else self.province).typed.setFocus()

    def _offer_below(self, province: object) -> None:
        if not isinstance(province, str):
            self.regency.offer([])
            return
        below = [(area.code, area.name) for area in self._gazetteer.regencies(province)]
        self.regency.offer([*below, (province, self.t("Office of the province itself"))])

    def _to_regency(self) -> None:
        self.regency.typed.setFocus()


def government(area: Area) -> str:
    """Line at the head of letters: "PEMERINTAH KABUPATEN PANDEGLANG", "PEMERINTAH PROVINSI BANTEN"."""
    kind = "PROVINSI " if area.level is AreaLevel.PROVINCE and not area.name.startswith("Daerah") else ""
    return f"PEMERINTAH {kind}{area.name.upper()}"


def city(area: Area) -> str:
    """Name the place before the date; the office corrects it where its seat is called otherwise."""
    if area.level is AreaLevel.PROVINCE:
        return ""
    return area.name.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Administrasi ")
