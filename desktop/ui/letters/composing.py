"""What a letter is put together from: to whom, which template, when and where."""

from datetime import date
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.letter_values import Occasion
from desktop.services.letters import find_template, templates
from desktop.ui.kit.check import Check
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.tokens import Space
from desktop.ui.letters.making import Wanted
from desktop.ui.letters.recipients import Recipients
from desktop.ui.screen import Bench
from desktop.wording import Translator

# Placeholders of templates that are typed here, with the fields they come from.
FIELD_OF = MappingProxyType({"hari_tanggal": "on", "pukul": "time", "tempat": "place", "keperluan": "purpose"})
_WIDE = 390


class Composing(QWidget):
    """`changed` comes whenever the letter would look different."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.t = bench, bench.t
        self.recipients = Recipients(bench)
        self.form = Form(self.t, [_fields(self.t, bench.shared.resources)], snug=True)
        self.form.set_values({"template": "undangan"})
        # A letter is issued, never saved half written: the form's word on saving would mislead.
        self.form.state.hide()
        self.by_hand = Check(self.t("Leave what is empty to be filled in by hand"))
        self._lay_out()
        self.recipients.changed.connect(self.changed)
        self.form.typed.connect(self.changed)
        self.by_hand.toggled.connect(self._toggled)

    def wanted(self) -> Wanted | None:
        """The letter as put together; None while nobody is chosen."""
        to, values = self.recipients.to(), self.form.values()
        if to is None:
            return None
        on = values["on"]
        occasion = Occasion(
            on if isinstance(on, date) else None,
            str(values["time"] or ""),
            str(values["place"] or ""),
            str(values["purpose"] or ""),
            by_hand=self.by_hand.isChecked(),
        )
        return Wanted(find_template(self.bench.shared.resources, str(values["template"])), to, occasion)

    def sentence(self, refused: Refused) -> str:
        """A refusal; a value that is missing goes by the name of its field here."""
        name = FIELD_OF.get(str(refused.values.get("name", "")))
        if refused.code != "documents.letter_value_missing" or name is None:
            return self.bench.sentence(refused)
        field = self.form.blocks[name].field.label
        return self.t("{field} is still empty. Fill it in, or leave it to be filled in by hand.", field=field)

    def _toggled(self, _on: bool) -> None:
        self.changed.emit()

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(self.recipients)
        column.addWidget(self.form)
        column.addWidget(self.by_hand)
        column.addStretch(1)


def _fields(t: Translator, resources: Path) -> Group:
    offered = [(one.code, one.title) for one in templates(resources)]
    return Group(
        t("Letter"),
        (
            Field("template", t("Template"), Kind.CHOICE, choices=offered, span=2),
            Field("on", t("Day"), Kind.DATE),
            Field("time", t("Time"), hint="09.00 WIB", length=40),
            Field("place", t("Place"), hint=t("Hall of the district office"), length=120, span=2),
            Field("purpose", t("Purpose"), length=120, span=2, help=t("Only where the template asks for it.")),
        ),
    )
