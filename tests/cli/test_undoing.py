"""`ejsika imports` and `ejsika undo` from the outside, and `import --map` for a list nobody knows."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.cli import main
from desktop.models import Member
from desktop.rules.terms import Role
from desktop.services.importing import accepting, previewing
from tests import offices
from tests.services.importing.registers import CHILD, HEAD, WIFE, opensid, other_family
from tests.services.importing.test_mapping import COLUMNS, own_list

VILLAGE = "36.01.01.2001"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(office_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("EJSIKA_PASSWORD", offices.PASSWORD)
    monkeypatch.setenv("EJSIKA_LANG", "en")

    def runs(command: str, *words: object) -> tuple[int, str, str]:
        status = main.run([command, str(office_folder), *map(str, words)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return runs


def taken(run: Run, path: Path) -> str:
    return str(json.loads(run("import", path, "--village", VILLAGE, "--json")[1])["batch"])


def listed(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("imports", "--json")[1])
    return found


def test_the_list_names_each_import(run: Run, tmp_path: Path) -> None:
    assert run("imports") == (0, "", "")
    batch = taken(run, opensid(tmp_path / "a.xlsx"))
    (row,) = listed(run)
    assert (row["id"], row["file_name"], row["households_new"], row["undone_at"]) == (batch, "a.xlsx", 1, None)
    status, out, _ = run("imports")
    assert status == 0
    assert f"{batch}  " in out
    assert "a.xlsx (opensid): new 1 families, 3 members; changed 0 families, 0 members; by Si Operator" in out


def test_the_day_is_that_of_the_area_and_changes_are_counted(run: Run, tmp_path: Path, office_folder: Path) -> None:
    desk = offices.sign_in(office_folder, Role.OPERATOR)

    def clock() -> datetime:
        return datetime(2026, 11, 21, 23, 38, tzinfo=UTC)

    desk.office.clock = clock
    accepting.accept(desk, previewing.preview(desk, opensid(tmp_path / "a.xlsx"), village=VILLAGE))
    desk.close()
    assert "  22 Nov 2026 06.38  a.xlsx" in run("imports")[1]
    assert listed(run)[0]["at"].startswith("2026-11-21T23:38"), "a moment for programs"
    head = {**HEAD, "tempatlahir": "SERANG"}
    taken(run, opensid(tmp_path / "b.xlsx", *({**row, "alamat": "Kp. Baru"} for row in (head, WIFE, CHILD))))
    assert "b.xlsx (opensid): new 0 families, 0 members; changed 1 families, 1 members; by" in run("imports")[1]


def test_a_dry_run_of_undoing_changes_nothing(run: Run, tmp_path: Path) -> None:
    batch = taken(run, opensid(tmp_path / "a.xlsx"))
    status, out, err = run("undo", batch, "--dry-run")
    assert (status, err) == (0, "")
    assert "1 families would leave the lists, 3 members be withdrawn, 0 records go back." in out
    answer = json.loads(run("undo", batch, "--dry-run", "--json")[1])
    assert (answer["possible"], answer["dry_run"], answer["after"]) == (True, True, None)
    assert listed(run)[0]["undone_at"] is None


def test_what_comes_back_is_counted_and_leaves_again(run: Run, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    run("undo", taken(run, path), "--reason", "berkas salah")
    status, out, _ = run("import", path, "--village", VILLAGE)
    assert (status, "Back after an undone import: 1 families, 3 members." in out) == (0, True)
    again = listed(run)[0]["id"]
    assert (
        "a.xlsx (opensid): new 1 families, 3 members; changed 0 families, 0 members; by Si Operator"
        in run("imports")[1].splitlines()[0]
    )
    assert "1 families would leave the lists, 3 members be withdrawn, 0 records" in run("undo", again, "--dry-run")[1]


def test_a_dry_run_refuses_what_was_undone_already(run: Run, tmp_path: Path) -> None:
    batch = taken(run, opensid(tmp_path / "a.xlsx"))
    run("undo", batch, "--reason", "berkas salah")
    status, out, err = run("undo", batch, "--dry-run")
    assert (status, out) == (1, "")
    assert err == "The import of a.xlsx was undone already. Nothing was changed.\n"


def test_undone_by_the_beginning_of_its_id(run: Run, tmp_path: Path) -> None:
    batch = taken(run, opensid(tmp_path / "a.xlsx"))
    status, out, err = run("undo", batch[:20].upper(), "--reason", "berkas salah kirim")
    assert (status, err) == (0, "")
    assert out == "Undone: a.xlsx. Families 1 → 0, members 3 → 0.\n"
    assert listed(run)[0]["undone_by"] == "Si Operator"
    assert "; undone by Si Operator" in run("imports")[1]


@pytest.mark.parametrize("typed", ["0", "zzzz"])
def test_no_import_or_several_of_that_id(run: Run, tmp_path: Path, typed: str) -> None:
    taken(run, opensid(tmp_path / "a.xlsx"))
    taken(run, opensid(tmp_path / "b.xlsx", *other_family(1)))
    status, out, err = run("undo", typed, "--reason", "salah")
    assert (status, out) == (1, "")
    assert err.startswith("There is no import ")


def test_no_reason_is_asked_for_what_cannot_be_undone(run: Run, tmp_path: Path) -> None:
    first = taken(run, opensid(tmp_path / "a.xlsx"))
    taken(run, opensid(tmp_path / "b.xlsx", {**HEAD, "tempatlahir": "SERANG"}, WIFE, CHILD))
    status, out, err = run("undo", first)
    assert (status, "Member added or changed since: 1" in out) == (1, True)
    assert "cannot be undone yet: later imports changed the same families. Undo these first" in err
    assert "b.xlsx (" in err
    answer = json.loads(run("undo", first, "--json")[1])
    assert ([one["file"] for one in answer["later_imports"]], answer["worked_on_by_hand"]) == (["b.xlsx"], False)
    assert listed(run)[1]["undone_at"] is None


def test_the_refusal_stands_above_the_list_it_speaks_of(run: Run, tmp_path: Path, office_folder: Path) -> None:
    first = taken(run, opensid(tmp_path / "a.xlsx"))
    taken(run, opensid(tmp_path / "b.xlsx", {**HEAD, "tempatlahir": "SERANG"}, WIFE, CHILD))
    words = [sys.executable, "-m", "desktop", "undo", str(office_folder), first]
    env = {**os.environ, "EJSIKA_PASSWORD": offices.PASSWORD, "EJSIKA_LANG": "en"}
    ended = subprocess.run(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert ended.returncode == 1
    lines = ended.stdout.splitlines()
    assert "listed below" in lines[0]
    assert lines[1] == "Built on this import since:"


def test_it_wants_a_reason(run: Run, tmp_path: Path) -> None:
    batch = taken(run, opensid(tmp_path / "a.xlsx"))
    status, _, err = run("undo", batch)
    assert (status, err) == (1, "Say in a few words why the import is undone.\n")


def test_what_was_built_on_it_is_listed_and_it_is_refused(run: Run, tmp_path: Path, office_folder: Path) -> None:
    batch = taken(run, opensid(tmp_path / "a.xlsx"))
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    with desk.write("test.later") as unit:
        unit.session.scalars(select(Member).where(Member.name == "SARIP")).one().occupation = "Petani"
    desk.close()
    status, out, err = run("undo", batch, "--reason", "berkas salah")
    assert status == 1
    assert "Member added or changed since: 1" in out
    assert "SITI AMINAH (Sumberjaya)" in out
    assert err.startswith("The import of a.xlsx of ")
    assert "cannot be undone: its families were worked on since, for instance SITI AMINAH" in err
    status, out, err = run("undo", batch, "--dry-run")
    assert (status, err) == (0, "")
    said = [out.index(part) for part in ("cannot be undone", "Built on this import since", "this was a dry run")]
    assert said == sorted(said), "why, then what, then that nothing happened"
    assert "would leave the lists" not in out
    answer = json.loads(run("undo", batch, "--reason", "berkas salah", "--json")[1])
    assert (answer["possible"], answer["built_on"], answer["built"][0]["kind"]) == (False, {"member": 1}, "member")


def test_a_map_explains_a_list_and_is_remembered(run: Run, tmp_path: Path) -> None:
    path, told = own_list(tmp_path / "warga.xlsx"), tmp_path / "desa.json"
    told.write_text(json.dumps(COLUMNS))
    assert run("import", path)[0] == 1
    status, out, _ = run("import", path, "--map", told, "--source", "Daftar Desa", "--village", VILLAGE, "--json")
    assert status == 0
    assert (json.loads(out)["layout"], json.loads(out)["new"]) == ("Daftar Desa", 2)
    again = json.loads(run("import", path, "--village", VILLAGE, "--json")[1])
    assert (again["layout"], again["same"], again["batch"]) == ("Daftar Desa", 2, None)


def test_a_map_that_says_too_little(run: Run, tmp_path: Path) -> None:
    told = tmp_path / "desa.json"
    told.write_text(json.dumps({"Orang": "name"}))
    status, _, err = run("import", own_list(tmp_path / "warga.xlsx"), "--map", told)
    assert status == 1
    assert err.startswith("Say which column holds the name")
