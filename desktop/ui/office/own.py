"""The sections that belong to the person: his password, and how the program looks to him."""

from PySide6.QtWidgets import QApplication

from desktop.errors import Refused
from desktop.services import signing_in
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.tokens import Tone
from desktop.ui.office.section import Section
from desktop.ui.screen import Bench
from desktop.wording import N_

THEMES = {Choice.SYSTEM: N_("As the system"), Choice.LIGHT: N_("Light"), Choice.DARK: N_("Dark")}
# Each language by its own name, so that it is found by whoever does not read the other.
LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))
NARROW = 460


class PasswordSection(Section):
    name, title, own = "password", N_("Your password"), True

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench)
        rule = t("At least 12 characters; a short sentence is easy to remember.")
        fields = [
            Field("old", t("Present password"), Kind.PASSWORD, required=True),
            Field("new", t("New password"), Kind.PASSWORD, required=True, help=rule),
            Field("again", t("The same again"), Kind.PASSWORD, required=True),
        ]
        self.form = Form(t, [Group(t("Password"), fields, columns=1)], save=t("Change it"), enter_saves=True, snug=True)
        self.form.setMaximumWidth(NARROW)
        self.form.submitted.connect(self._change)
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def _change(self, values: dict[str, str]) -> None:
        if values["new"] != values["again"]:
            self.form.show_problems({"again": self.t("Both must be the same. Type the second one again.")})
            return
        self.notice.clear()
        self.form.set_busy(True, self.t("Changing the password"))
        work = Ask(signing_in.change_password, self.bench.desk, values["old"], values["new"])
        self.bench.runner.submit(work, self._changed, self._not_changed, lane=Lane.WRITE)

    def _changed(self, _: None) -> None:
        self.form.set_busy(False)
        self.form.set_values({})
        self.notice.say(self.t("The password was changed."), Tone.GOOD)

    def _not_changed(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.refuse(refused)
        self.form.go_to("old")


class LookSection(Section):
    name, title, own = "look", N_("Look"), True

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, t("For you on this PC, in every office."))
        fields = [
            Field("theme", t("Colours"), Kind.CHOICE, choices=[(one, t(name)) for one, name in THEMES.items()]),
            Field(
                "language",
                t("Language"),
                Kind.CHOICE,
                choices=LANGUAGES,
                help=t("From the next start on. Papers are always in Indonesian."),
            ),
        ]
        self.form = Form(t, [Group(t("Look"), fields, columns=1)], snug=True)
        self.form.state.hide()
        self.form.setMaximumWidth(NARROW)
        personal = bench.preferences.personal
        theme = Choice(personal.theme) if personal.theme in list(Choice) else Choice.SYSTEM
        self.form.set_values({"theme": theme, "language": personal.language})
        self.form.typed.connect(self._use)
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def _use(self) -> None:
        """Take it at once: there is nothing here to save."""
        values = self.form.values()
        self.bench.preferences.change(theme=str(values["theme"]), language=str(values["language"]))
        app = QApplication.instance()
        look = app.findChild(Look) if app is not None else None
        if look is not None:
            look.choose(Choice(str(values["theme"])))
