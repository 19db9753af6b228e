"""Tests of the self-test: every check passes on this machine, and each fails where what it looks at is spoiled."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import Refused
from desktop.services import signing_in
from desktop.services.self_test import checking, libraries, office, packaged, paper, pictures
from desktop.services.self_test.checking import CHECKS, Check, Ground, State, Unsound
from desktop.store import migrate
from desktop.wording.translator import sentences

Spoil = Callable[[Path], object]


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of what is packaged, to be spoiled."""
    return shutil.copytree(paths.resources(), tmp_path / "resources")


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(paths.resources(), tmp_path)


def named(code: str) -> Check:
    return next(check for check in CHECKS if check.code == code)


def test_everything_holds_here() -> None:
    told = list(checking.run(paths.resources()))
    assert [each.code for each in told] == [check.code for check in CHECKS]
    assert [each for each in told if each.state is not State.GOOD] == []
    assert all(each.detail and not each.remedy for each in told)


def test_details_are_what_a_report_needs() -> None:
    told = {each.code: each.detail for each in checking.run(paths.resources())}
    assert re.fullmatch(r"Argon2id, 64 MiB, 3, 4", told["password"])
    assert re.match(r"SQLCipher \d+\.\d+", told["encryption"])
    assert "sqlcipher3 " in told["libraries"]
    assert re.fullmatch(r"38 \+ 514 \+ 8\d{4}", told["resources"])
    assert told["import"] == "xlsx, 2 / 2"
    assert told["code"].startswith("EJ1:36.01:2019:000127:")
    assert told["photograph"] == "JPEG, PNG, WEBP, BMP"


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert list(checking.run(paths.resources()))
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_folder_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    (told,) = checking.run(paths.resources())
    assert (told.code, told.state, told.remedy) == ("scratch", State.FAULT, checking.FREE_SPACE)
    assert told.detail.startswith("FileNotFoundError")


def empty(folder: str) -> Spoil:
    def spoil(resources: Path) -> None:
        shutil.rmtree(resources / folder)

    return spoil


def written(file: str, text: str) -> Spoil:
    def spoil(resources: Path) -> None:
        (resources / file).write_text(text, "utf-8")

    return spoil


def gone(file: str) -> Spoil:
    def spoil(resources: Path) -> None:
        (resources / file).unlink()

    return spoil


def cut(file: str) -> Spoil:
    def spoil(resources: Path) -> None:
        path = resources / file
        path.write_bytes(path.read_bytes()[:-20])

    return spoil


@pytest.mark.parametrize(
    ("code", "spoil", "said"),
    [
        ("resources", empty("areas"), "FileNotFoundError"),
        ("resources", gone("areas/36.txt.xz"), "36.txt.xz"),
        ("resources", cut("areas/36.txt.xz"), "LZMAError"),
        ("resources", written("areas/areas.txt", "36 Banten\n"), ""),
        ("programmes", empty("programmes"), "programmes"),
        ("programmes", written("programmes/jamsosratu-2019.toml", "code = "), ""),
        ("layouts", gone("layouts/opensid.toml"), "opensid"),
        ("layouts", written("layouts/opensid.toml", "= broken"), "TOMLDecodeError"),
        ("letters", empty("letters"), "letters"),
        ("letters", written("letters/undangan.txt", "Tanpa kepala"), ""),
        ("words", gone("locale/id.mo"), "id.mo"),
        ("words", written("locale/id.mo", "no catalogue"), "OSError"),
        ("words", cut("locale/id.mo"), ""),
    ],
)
def test_what_is_missing_or_broken_is_found(resources: Path, code: str, spoil: Spoil, said: str) -> None:
    spoil(resources)
    (told,) = checking.run(resources, (named(code),))
    assert told.state is State.FAULT
    assert told.remedy == checking.REINSTALL
    assert told.refused is not None or told.detail
    assert said in told.detail


def test_an_english_catalogue_is_not_an_indonesian_one(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    known = sentences()
    assert packaged.words(ground) == f"{len(known)} / {len(known)}"
    monkeypatch.setattr(packaged, "sentences", lambda: {"x": "Nobody has translated this."} | known)
    assert packaged.words(ground) == f"{len(known)} / {len(known) + 1}"
    monkeypatch.setattr(packaged, "sentences", lambda: {"x": "Nobody has translated this."})
    with pytest.raises(Unsound, match="1 / 1: x"):
        packaged.words(ground)


def test_a_step_that_does_not_fit_the_program_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "HEAD", "9999")
    with pytest.raises(Unsound, match=f"{migrate.KNOWN[-1]}.*9999"):
        packaged.migrations(ground)


def test_a_library_that_does_not_load_is_named(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "PARTS", (("no_such_library", ""), ("sqlalchemy", ""), ("nor_this_one", "")))
    with pytest.raises(Unsound, match=r"no_such_library \(.*; nor_this_one"):
        libraries.versions(ground)


def test_a_package_without_its_papers_tells_the_version_of_its_module(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "PARTS", (("reportlab", "no-such-package"), ("json", "nor-this")))
    said = libraries.versions(ground)
    assert re.fullmatch(r"no-such-package \d+\.\d[\d.]*, nor-this \d+\.\d[\d.]*", said)


def test_an_older_python_is_told(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "source" in libraries.python(ground)
    monkeypatch.setattr(libraries, "OLDEST", (99, 0))
    with pytest.raises(Unsound):
        libraries.python(ground)


def test_without_its_office_a_check_says_so() -> None:
    (told,) = checking.run(paths.resources(), (named("search"),))
    assert told.state is State.FAULT
    assert told.refused is not None
    assert told.refused.code == "folder.missing"


def test_an_office_that_can_be_read_is_found(ground: Ground) -> None:
    office.make(ground)
    office.take_in(ground)
    assert office.encryption(ground)
    with sqlite3.connect(ground.office / "plain.db") as plain:
        plain.execute("CREATE TABLE member (name TEXT)")
    plain.close()
    with pytest.raises(Unsound, match=r"plain\.db: SQLite"):
        office.encryption(ground)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("word", ["KHOTIMAHWATI", "khotimahwati", "3601010101190001"])
def test_a_name_on_the_disk_is_found(ground: Ground, word: str, encoding: str) -> None:
    office.make(ground)
    (ground.office / "left.tmp").write_bytes(bytes(range(256)) + word.encode(encoding) + b"\xff")
    with pytest.raises(Unsound, match=r"left\.tmp"):
        office.encryption(ground)


def test_an_office_that_opens_with_any_password_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    office.make(ground)
    monkeypatch.setattr(signing_in, "sign_in", opened)
    with pytest.raises(Unsound, match=r"keys\.wrong_password"):
        office.encryption(ground)


def opened(*_: object) -> StringIO:
    """A desk that anybody got: all that is asked of it is to be closed."""
    return StringIO()


def test_a_register_of_which_rows_are_lost_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    office.make(ground)
    broken = ({**office.PEOPLE[0]}, {**office.PEOPLE[1], "name": ""})
    monkeypatch.setattr(office, "PEOPLE", broken)
    with pytest.raises(Unsound, match="1 / 2"):
        office.take_in(ground)


def test_a_search_that_finds_nobody_is_found(ground: Ground) -> None:
    office.make(ground)
    with pytest.raises(Unsound, match="timahwa: 0"):
        office.search(ground)


def test_a_code_of_another_key_is_not_taken(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paper.code(ground)
    pdf = paper._pdf()
    monkeypatch.setattr(paper, "_pdf", lambda: pdf)
    monkeypatch.setattr(paper, "KEY", bytes(31) + b"x")
    with pytest.raises(Refused) as refused:
        paper.code(ground)
    assert refused.value.code == "rules.code_not_ours"


def test_a_blank_page_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - for this page alone

    blank = ground.scratch / "blank.pdf"
    canvas = Canvas(str(blank))
    canvas.showPage()
    canvas.save()
    monkeypatch.setattr(paper, "_pdf", blank.read_bytes)
    with pytest.raises(Unsound):
        paper.receipt(ground)
    with pytest.raises(Unsound, match=r"\[\]"):
        paper.code(ground)


def test_answers_come_one_by_one() -> None:
    """A person sees that something happens: the first answer is there before the last check has begun."""
    seen: list[str] = []
    answers = checking.run(paths.resources(), (named("python"), Check("late", "Late", "no_such_module.at_all")))
    seen.append(next(answers).code)
    assert seen == ["python"]
    late = next(answers)
    assert (late.state, late.detail) == (
        State.FAULT,
        "ModuleNotFoundError: No module named 'desktop.services.self_test.no_such_module'",
    )
    assert list(answers) == []


def test_one_fault_stops_no_other_check(resources: Path) -> None:
    shutil.rmtree(resources / "letters")
    states = {each.code: each.state for each in checking.run(resources)}
    assert [code for code, state in states.items() if state is State.FAULT] == ["letters"]


def test_without_its_programme_no_trial_office_is_made(resources: Path) -> None:
    (resources / "programmes" / f"{office.PROGRAMME}.toml").unlink()
    told = {each.code: each for each in checking.run(resources, tuple(map(named, ("office", "import", "encryption"))))}
    assert {each.state for each in told.values()} == {State.FAULT}
    assert told["office"].refused is not None
    assert told["office"].remedy == checking.FREE_SPACE
    assert told["encryption"].detail == "office.db"


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_can_be_loaded_by_its_name(check: Check) -> None:
    module, _, function = check.place.partition(".")
    known = {"libraries": libraries, "packaged": packaged, "office": office, "paper": paper, "pictures": pictures}
    found = getattr(known[module], function)
    assert callable(found)
    assert check.title
    assert check.remedy in (checking.REINSTALL, checking.FREE_SPACE, checking.REPORT)


def test_a_photograph_of_other_proportions_is_unsound(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SIZE", (1600, 1000))
    with pytest.raises(Unsound) as unsound:
        pictures.photograph(ground)
    assert str(unsound.value) == "JPEG: 1280 x 800"


def test_a_kind_of_photograph_that_cannot_be_read_is_told(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a library of one kind was not packaged."""
    monkeypatch.setattr("desktop.documents.photograph._READERS", ())
    assert checking._run(named("photograph"), ground).state is State.FAULT
