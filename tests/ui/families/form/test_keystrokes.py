"""A family of five typed by keyboard alone, from an empty form to saved: how many keys that takes."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from desktop.rules.terms import Relation, Sex
from desktop.services.desk import Desk
from desktop.services.families import detail, finding
from tests.ui.families.conftest import Place

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
# Name, NIK, letter of the relation unless the form proposes it, birth place, and for who is at school the letter of it
# and the class: the level follows from the age.
FAMILY = (
    ("Udin Saepudin", "3601011203840011", "", "Pandeglang", ()),
    ("Siti Maemunah", "3601015207860012", "i", "Lebak", ()),
    ("Asep Saepudin", "3601010905120013", "a", "Pandeglang", ("m", "8")),
    ("Neng Saepudin", "3601014110170014", "", "Pandeglang", ("m", "3")),
    ("Dede Saepudin", "3601012211210015", "", "Pandeglang", ()),
)
MOST_KEYS = 305


@dataclass
class Typist:
    """Counts every key; a chord is one."""

    place: Place
    keys: int = 0
    values: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.place.typed(text)
        self.keys += len(text)

    def press(self, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.place.press(key, held)
        self.keys += 1

    def enter(self, *texts: str) -> None:
        """Each text into its field, and on to the next."""
        for text in texts:
            self.write(text)
            self.press(Key.Key_Return)


def home(typist: Typist) -> None:
    typist.enter("3601010101190009", "Kp. Cikadu Hilir", "", "001", "002")
    for _ in ("district", "village"):
        typist.press(Key.Key_Down)
        typist.place.settle()
        typist.press(Key.Key_Return)
    typist.enter("08123456789", "", "")  # whether it receives PKH is asked later, and who is caretaker is proposed


def member(typist: Typist, name: str, nik: str, relation: str, born_at: str, school: tuple[str, ...]) -> None:
    typist.enter(name)
    typist.write(nik)
    typist.press(Key.Key_T, CTRL)  # birth date and sex as the NIK says
    typist.press(Key.Key_Return)
    # Letters typed faster than this are taken for one word, also those of the member before.
    typist.place.qtbot.wait(QApplication.keyboardInputInterval() + 50)
    typist.enter(relation, "", born_at)
    if school:
        typist.enter("", "", school[0], "", school[1])


def test_a_family_of_five_is_typed_in_few_keys(place: Place, operator: Desk) -> None:
    typist = Typist(place)
    typist.press(Key.Key_N, CTRL)
    place.qtbot.waitUntil(place.screen.form.isVisible)
    place.settle()
    home(typist)
    for at, (name, nik, relation, born_at, school) in enumerate(FAMILY):
        if at:
            typist.press(Key.Key_Return, CTRL)
        member(typist, name, nik, relation, born_at, school)
    typist.press(Key.Key_S, CTRL)
    place.settle()
    form = place.screen.form
    assert not form.open, form.body.summary.links.text()
    (row,) = finding.find(operator, "saepudin").rows
    saved = detail.open_family(operator, row.id).fields
    assert [(one.name, one.nik) for one in saved.members] == [line[:2] for line in FAMILY]
    assert [one.relation for one in saved.members] == [Relation.HEAD, Relation.SPOUSE, *[Relation.CHILD] * 3]
    assert [one.sex for one in saved.members] == [Sex.MALE, Sex.FEMALE, Sex.MALE, Sex.FEMALE, Sex.MALE]
    assert [one.birth_date.year if one.birth_date else 0 for one in saved.members] == [1984, 1986, 2012, 2017, 2021]
    assert [(one.school_level, one.school_class) for one in saved.members[2:4]] == [("junior", 8), ("primary", 3)]
    assert saved.members[saved.caretaker or 0].name == "Siti Maemunah"
    typed = sum(len("".join(line[:2]) + line[3]) for line in FAMILY)
    assert typist.keys <= MOST_KEYS, (typist.keys, typed)


def test_choices_are_taken_by_their_first_letters(place: Place) -> None:
    place.screen.write_new()
    place.settle()
    page = place.screen.form.body.people.page
    for name, letters, words in (
        ("relation", "c", "Cucu"),
        ("marital", "k", "Kawin"),
        ("pregnant", "n", "No"),
        ("school_level", "sm", "SMP, MTs, Paket B"),
    ):
        widget = page.blocks[name].widget
        assert isinstance(widget, QComboBox)
        widget.setFocus()
        place.typed(letters)
        assert widget.currentText() == words
