"""What is asked of a member beside his family card: school, health, work and papers, folded away at first."""

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.code_lists import CodeBook
from desktop.services.families.living import CODED, PersonLiving
from desktop.ui.families.form.papers import Papers
from desktop.ui.families.form.weighed import WIDE, WeighedPage
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator

NOBODY_SAID = PersonLiving()


class PersonMore(QWidget):
    """`edited`: something was typed; `passed_last`: Enter in the last field."""

    edited = Signal()
    passed_last = Signal()

    def __init__(self, t: Translator, book: CodeBook) -> None:
        super().__init__()
        self.t = t
        self._book = book
        self.page = WeighedPage(t, _groups(t, book), widest=WIDE)
        self.papers = Papers(book)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.TINY, 0, 0)
        column.setSpacing(Space.GROUP)
        column.addWidget(self.page)
        column.addWidget(self.papers)
        self.page.edited.connect(self.edited)
        self.page.passed_last.connect(self.passed_last)
        self.papers.edited.connect(self.edited)

    def put(self, living: PersonLiving | None) -> None:
        """Show what is said of a member."""
        said = living or NOBODY_SAID
        with QSignalBlocker(self):
            for name, block in self.page.blocks.items():
                value = getattr(said, name)
                if name in CODED and isinstance(block.widget, Combo):
                    value = self._book.resolved(name, value)
                    block.widget.offer(_choices(self._book, name, value))
                block.editor.put(value)
                block.say("")
            self.papers.put(said.papers)

    def read(self, before: PersonLiving | None) -> PersonLiving | None:
        """What stands here; None where nobody has said anything before or now."""
        values: dict[str, Any] = {name: block.read() for name, block in self.page.blocks.items()}
        for name, value in asdict(NOBODY_SAID).items():
            if isinstance(value, str):
                values[name] = values.get(name) or ""
        said = PersonLiving(**(values | {"papers": self.papers.read()}))
        return None if before is None and said == NOBODY_SAID else said


def summary(t: Translator, book: CodeBook, living: PersonLiving | None) -> str:
    """What is said of a member, in a few words, for the line of the fold."""
    labels = {field.name: field.label for field in _groups(t, book)[0].fields} | {"papers": book.own("papers").title}
    said = (name for name in labels if getattr(living, name, None) not in (None, ""))
    return ", ".join(labels[name] for name in said)


def _groups(t: Translator, book: CodeBook) -> tuple[Group, ...]:
    def coded(name: str, span: int = 1) -> Field:
        return Field(name, book.own(name).title, Kind.CHOICE, choices=_choices(book, name, ""), span=span)

    school = (
        Field("school_name", t("School"), length=120, span=2),
        Field("school_npsn", t("NPSN"), hint=t("8 digits"), length=16),
        Field("nisn", t("NISN"), hint=t("10 digits"), length=16),
        coded("education"),
    )
    health = (
        Field("due_on", t("Due date"), Kind.DATE),
        Field("pregnancies", t("Pregnancy number"), Kind.NUMBER),
        coded("chronic_illness"),
    )
    work = (coded("work_status", 2), coded("work_field", 2))
    card = (Field("in_family_card", book.own("in_family_card").title, Kind.ANSWER, span=2), coded("religion", 2))
    # One grid of four columns: what belongs together stands together.
    return (Group("", (*school, *health, *work, *card), columns=4, plain=True),)


def _choices(book: CodeBook, name: str, kept: str) -> list[tuple[object, str]]:
    return [("", "-"), *book.choices(name, kept)]
