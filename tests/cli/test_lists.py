"""`ejsika list` from the outside: what it prints, what it answers in JSON, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import Said, ejsika
from tests.services.official_lists import files as made

HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "Hasil")
Run = Callable[..., Said]


@pytest.fixture
def households(office_folder: Path) -> list[UUID]:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    found = families.add(desk, 4)
    desk.close()
    return found


@pytest.fixture
def run(office_folder: Path, households: list[UUID]) -> Run:
    def runs(*words: object) -> Said:
        return ejsika("list", office_folder, *words)

    return runs


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    rows = [
        [made.mother(0), "SITI AMINAH", "12-03-1984", "PADAN"],
        [made.mother(1), "ROHAYATI", "12-03-1984", "MENINGGAL"],
        ["", "NURJANAH", "12-03-1984", "PADAN"],
        ["3201011003840001", "ORANG LAIN", "10-03-1984", "PADAN"],
    ]
    return made.write(tmp_path / "jawaban.xlsx", HEADINGS, rows)


def test_a_list_is_kept_and_its_figures_are_answered(run: Run, answer: Path) -> None:
    said = run(answer, "--kind", "dukcapil", "--as-of", "2019-03-01", "--json")
    assert (said.status, said.err) == (0, "")
    value = said.json
    assert (value["kind"], value["source"], value["as_of"]) == ("dukcapil", "dukcapil", "2019-03-01")
    assert (value["rows"], value["by_nik"], value["questions"], value["absent"]) == (4, 2, 1, 1)
    assert value["outcomes"] == {"match": 1, "died": 1}
    assert value["columns"] == {"NIK": "nik", "Nama": "name", "Tanggal Lahir": "birth_date", "Hasil": "status"}
    assert (value["taken"], value["tasks_opened"], value["dry_run"]) == (2, 1, False)
    assert value["list"]
    (question,) = value["questions_asked"]
    assert (question["row"], question["name"], question["why"]) == (4, "NURJANAH", "name_only")
    assert len(question["families"]) == 1


def test_for_people_it_says_it_in_lines(run: Run, answer: Path) -> None:
    said = run(answer, "--kind", "dukcapil")
    assert said.out.splitlines() == [
        "jawaban.xlsx: Civil registry (Dukcapil), dukcapil, 4 rows.",
        "By NIK 2, by No KK 0, questions 1, not here 1, without number 0, result unknown 0, repeated 0, kept before 0.",
        "Died: 1 · Agrees: 1",
        "  row 4: NURJANAH · Only name and birth date are the same",
        "2 results are kept.",
        "1 person is to be looked into.",
    ]


def test_rows_that_say_nothing_are_told(run: Run, tmp_path: Path) -> None:
    rows = [[made.mother(0), "ngawur"], [made.mother(1), ""], [made.mother(2), "PADAN"], [made.mother(2), "MATI"]]
    path = made.write(tmp_path / "j.xlsx", ("NIK", "Hasil"), rows)
    value = run(path, "--kind", "dukcapil", "--dry-run", "--json").json
    assert [(each["row"], each["column"], each["heading"], each["code"]) for each in value["problems"]] == [
        (2, "B", "Hasil", "list.unknown_word"),
        (3, "B", "Hasil", "list.no_word"),
        (4, "B", "Hasil", "list.contradicts"),
    ]
    assert (value["unusable"], value["undecided"]) == (2, 2)
    said = run(path, "--kind", "dukcapil")
    assert (said.status, said.err) == (0, "")
    assert ", without number 0, result unknown 2, repeated 1, " in said.out
    assert '  B2: The result "ngawur" is not known, so nothing is kept of this row.' in said.out
    assert "  B4: Row 5 says something else of the same person." in said.out


def test_without_number_and_without_result_are_told_apart(run: Run, tmp_path: Path) -> None:
    rows = [[made.mother(0), "PADAN"], [made.mother(1), "ngawur"], ["", "PADAN"], ["", ""]]
    path = made.write(tmp_path / "j.xlsx", ("NIK", "Hasil"), rows)
    value = run(path, "--kind", "dukcapil", "--dry-run", "--json").json
    assert (value["rows"], value["by_nik"], value["unusable"], value["undecided"]) == (3, 1, 2, 1)
    assert ", without number 1, result unknown 1, " in run(path, "--kind", "dukcapil").out


def test_a_folder_is_no_list(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path, "--kind", "staff").sentence == f"{tmp_path} is a folder, not a file. Name a file in it."


def test_a_dry_run_keeps_nothing(run: Run, answer: Path) -> None:
    said = run(answer, "--kind", "dukcapil", "--dry-run", "--json")
    assert (said.status, said.json["list"], said.json["taken"], said.json["dry_run"]) == (0, None, 0, True)
    assert "Nothing was saved: this was a dry run." in run(answer, "--kind", "dukcapil", "--dry-run").out
    assert run(answer, "--kind", "dukcapil", "--json").json["kept"] == 0


def test_the_same_file_again_changes_nothing(run: Run, answer: Path) -> None:
    first = run(answer, "--kind", "dukcapil", "--json").json
    again = run(answer, "--kind", "dukcapil", "--json").json
    assert (again["list"], again["taken"], again["kept"]) == (first["list"], 0, 2)
    said = run(answer, "--kind", "dukcapil")
    assert said.status == 0
    assert "Nothing new: what can be kept of this list is kept already." in said.out


def test_a_register_offers_what_it_says(run: Run, tmp_path: Path) -> None:
    rows = [[made.card(0), 2, "YA"], [made.card(1), 3, ""]]
    path = made.write(tmp_path / "dtsen.xlsx", ("No KK", "Desil", "BANSOS PKH"), rows)
    value = run(path, "--kind", "register", "--source", "dtsen", "--json").json
    assert (value["by_kk"], value["offers"]) == (2, {"aids": 1, "ranks": 2})
    said = run(path, "--kind", "register", "--source", "dtsen")
    assert "The list offers 1 aids and 2 places in the register; take them over in the window." in said.out


def test_columns_are_said_once_and_known_the_next_time(run: Run, tmp_path: Path) -> None:
    columns = tmp_path / "kolom.json"
    columns.write_text(json.dumps({"Nomor orang": "nik", "Pangkat anu": "job"}), "utf-8")
    first = made.write(tmp_path / "a.xlsx", ("Nomor orang", "Pangkat anu"), [[made.mother(0), "III/a"]])
    assert run(first, "--kind", "civil", "--map", columns, "--json").json["taken"] == 1
    second = made.write(tmp_path / "b.xlsx", ("Pangkat anu", "Nomor orang"), [["II/c", made.mother(1)]])
    value = run(second, "--kind", "civil", "--json").json
    assert (value["taken"], value["columns"]) == (1, {"Pangkat anu": "job", "Nomor orang": "nik"})


@pytest.mark.parametrize("text", ["[1]", "{", '{"NIK": 3}'])
def test_a_map_that_is_none_is_refused(run: Run, answer: Path, tmp_path: Path, text: str) -> None:
    wrong = tmp_path / "kolom.json"
    wrong.write_text(text, "utf-8")
    said = run(answer, "--kind", "dukcapil", "--map", wrong)
    assert said.sentence == 'kolom.json is no list of columns. Write it as JSON: {"heading": "field"}.'


def test_a_map_that_is_not_there_is_refused(run: Run, answer: Path, tmp_path: Path) -> None:
    assert (
        "hilang.json is no list of columns" in run(answer, "--kind", "aid", "--map", tmp_path / "hilang.json").sentence
    )


@pytest.mark.parametrize("kind", ["register", "aid"])
def test_a_register_or_an_aid_has_to_be_named(run: Run, answer: Path, kind: str) -> None:
    assert run(answer, "--kind", kind).sentence.startswith("The list has no source.")


def test_a_list_of_strangers_ends_in_a_refusal(run: Run, tmp_path: Path) -> None:
    path = made.write(tmp_path / "lain.xlsx", ("NIK", "Nama"), [["3201011003840001", "ORANG LAIN"]])
    said = run(path, "--kind", "staff", "--json")
    assert (said.status, said.json["absent"], said.json["list"]) == (1, 1, None)
    assert said.err == "lain.xlsx means nobody of this office. Check which file and which columns it is.\n"


@pytest.mark.parametrize(
    "words", [("--kind", "hats"), ("--kind", "staff", "--as-of", "soon"), ()], ids=["kind", "day", "none"]
)
def test_wrong_usage(run: Run, answer: Path, words: tuple[str, ...]) -> None:
    said = run(answer, *words)
    assert (said.status, said.out) == (2, "")


@pytest.mark.parametrize(("typed", "meant"), [("2019-03-01", "2019-03-01"), ("1 Maret 2019", "2019-03-01")])
def test_a_day_is_read_as_people_write_it(run: Run, answer: Path, typed: str, meant: str) -> None:
    assert run(answer, "--kind", "dukcapil", "--as-of", typed, "--dry-run", "--json").json["as_of"] == meant


def test_only_an_operator_holds_lists_against_the_register(run: Run, answer: Path) -> None:
    said = run(answer, "--kind", "dukcapil", "--as", "auditor")
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    assert "is not there" in run(tmp_path / "hilang.xlsx", "--kind", "staff").sentence
