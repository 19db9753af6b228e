"""Files are whole or not there; what the system says becomes advice."""

import errno
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.store.files import TEMPORARY, in_place, prove_target, scratch_folder, system_errors, whole_file


def test_a_whole_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with whole_file(target) as file:
        file.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"


def test_a_cut_leaves_the_old(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(target) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text() == "old"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, whole_file(tmp_path / "none" / "a.txt"):
        pytest.fail("never inside")
    assert refused.value.code == "files.missing"
    assert refused.value.values["path"] == str(tmp_path / "none")


@pytest.mark.parametrize(("name", "code"), [("none/a.pdf", "files.missing"), ("folder", "files.is_folder")])
def test_a_target_is_proved_before_the_work(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused) as refused:
        prove_target(tmp_path / name)
    assert refused.value.code == code
    assert TEMPORARY not in str(refused.value.values["path"])


def test_proving_a_target_leaves_no_trace(tmp_path: Path) -> None:
    old = tmp_path / "a.pdf"
    old.write_text("old")
    for name in ("a.pdf", "b.pdf"):
        prove_target(tmp_path / name)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.pdf", "old")]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(Refused) as refused, whole_file(tmp_path / "a") as file:
        file.write(b"x")
    assert refused.value.code == "files.is_folder"
    assert not list(tmp_path.glob(f"*{TEMPORARY}"))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "files.full"),
        (errno.EDQUOT, "files.full"),
        (errno.EACCES, "files.not_allowed"),
        (errno.ENOENT, "files.missing"),
        (errno.EIO, "files.failed"),
    ],
)
def test_the_systems_words_become_advice(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(Refused) as refused, system_errors(tmp_path / "x"):
        raise OSError(number, os.strerror(number))
    assert refused.value.code == code


def test_a_scratch_folder_goes_and_clears_what_a_cut_left(tmp_path: Path) -> None:
    target = tmp_path / "kuitansi.pdf"
    left = tmp_path / f".ejsika-36.01-abc{TEMPORARY}"
    left.mkdir()
    (left / "kuitansi.pdf").write_bytes(b"names of people")
    others = tmp_path / f".ejsika-36.02-abc{TEMPORARY}"
    others.mkdir()
    with scratch_folder(target, "36.01") as folder:
        (folder / "kuitansi.pdf").write_bytes(b"x")
        assert folder.parent == tmp_path
        assert not left.exists()
    assert list(tmp_path.iterdir()) == [others], "another office may be at work there"


@pytest.mark.parametrize(("seconds", "stays"), [(0, True), (3600, False)])
def test_an_empty_scratch_folder_may_be_just_being_made(tmp_path: Path, seconds: float, stays: bool) -> None:
    empty = tmp_path / f".ejsika-36.01-abc{TEMPORARY}"
    empty.mkdir()
    made = time.time() - seconds
    os.utime(empty, (made, made))
    with scratch_folder(tmp_path / "a.pdf", "36.01"):
        assert empty.exists() is stays


def test_a_scratch_folder_goes_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), scratch_folder(tmp_path / "a.pdf", "36.01"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_scratch_folder_beside_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, scratch_folder(tmp_path / "none" / "a.pdf", "36.01"):
        pytest.fail("never inside")
    assert refused.value.code == "files.missing"


def test_a_refusal_inside_passes_unchanged(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, whole_file(tmp_path / "a"):
        raise Refused("money.run_open", first=1, last=2)
    assert refused.value.code == "money.run_open"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["surat (1).pdf", "kecamatan é.pdf", "a" * 100])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    with whole_file(tmp_path / name) as file:
        file.write(b"x")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def booked(out: Path, content: bytes = b"paper", *, new: bool = False) -> tuple[str, ...]:
    """What a print does, with a transaction that always succeeds."""
    with in_place(out, "36.01") as paper:
        with paper.open(out, new=new) as file:
            file.write(content)
        paper.prove()
    return paper.placed


def test_a_file_gets_its_name_when_the_books_are_closed(tmp_path: Path) -> None:
    out = tmp_path / "kuitansi.pdf"
    out.write_bytes(b"old")
    with in_place(out, "36.01") as paper:
        with paper.open(out) as file:
            file.write(b"new")
        paper.prove()
        assert out.read_bytes() == b"old", "a cut before the commit leaves no paper that no book knows"
    assert out.read_bytes() == b"new"
    assert paper.placed == (str(out),)
    assert list(tmp_path.iterdir()) == [out]


def test_what_fails_inside_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    one, two = tmp_path / "a.pdf", tmp_path / "b.pdf"
    one.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), in_place(one, "36.01") as paper:
        for target in (one, two):
            with paper.open(target) as file:
                file.write(b"new")
        paper.prove()
        raise ZeroDivisionError
    assert paper.placed == ()
    assert one.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [one]


def test_a_file_that_must_be_new_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert booked(out, b"originals", new=True) == (str(out),)
    with pytest.raises(Refused) as refused:
        booked(out, b"copies", new=True)
    assert refused.value.code == "files.exists"
    assert out.read_bytes() == b"originals"
    assert booked(out, b"asked for") == (str(out),)


@pytest.mark.parametrize(
    ("name", "code"), [("map", "files.is_folder"), ("gone/a.pdf", "files.missing"), ("", "files.is_folder")]
)
def test_a_name_that_cannot_be_given_is_refused_inside_the_block(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "map").mkdir()
    with pytest.raises(Refused) as refused:
        booked(tmp_path / name if name else Path())
    assert refused.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["map"]


def test_one_that_cannot_be_named_keeps_out_all(tmp_path: Path) -> None:
    out = tmp_path / "k.pdf"
    with pytest.raises(Refused) as refused, in_place(out, "36.01") as paper:
        for target in (tmp_path / "k-1.pdf", tmp_path / "k-2.pdf"):
            with paper.open(target) as file:
                file.write(b"x")
        (tmp_path / "k-2.pdf").mkdir()  # while the next village was drawn
        paper.prove()
    assert refused.value.code == "files.is_folder"
    assert [path.name for path in tmp_path.iterdir()] == ["k-2.pdf"]


def test_paper_that_is_booked_goes_beside_a_name_lost_at_the_last_moment(tmp_path: Path) -> None:
    out = tmp_path / "k.pdf"
    (tmp_path / "k-2.pdf").write_bytes(b"another's")
    with in_place(out, "36.01") as paper:
        with paper.open(out) as file:
            file.write(b"x")
        paper.prove()
        out.mkdir()
    assert paper.placed == (str(tmp_path / "k-3.pdf"),)
    assert (tmp_path / "k-3.pdf").read_bytes() == b"x"
    assert (tmp_path / "k-2.pdf").read_bytes() == b"another's"


def test_paper_that_is_booked_and_lost_is_said(tmp_path: Path) -> None:
    out = tmp_path / "stick" / "k.pdf"
    out.parent.mkdir()
    with pytest.raises(Refused) as refused, in_place(out, "36.01") as paper:
        with paper.open(out) as file:
            file.write(b"x")
        paper.prove()
        shutil.rmtree(out.parent)  # somebody pulls it out
    assert (refused.value.code, refused.value.values) == ("files.booked_not_placed", {"path": str(out)})


def test_a_file_the_system_holds_fast_is_refused_and_stays(tmp_path: Path) -> None:
    """As on Windows a PDF that is open in a reader."""
    out = tmp_path / "k.pdf"
    out.write_bytes(b"old")
    with held_fast(out), pytest.raises(Refused) as refused:
        booked(out)
    assert refused.value.code == "files.not_allowed"
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


@contextmanager
def held_fast(path: Path) -> Iterator[None]:
    """Let nobody rename or replace a file; skips where this system has no way to."""
    if os.name == "nt":
        with path.open("rb"):
            yield
        return
    tool = shutil.which("chattr")
    if tool is None or subprocess.run([tool, "+i", path], check=False, capture_output=True).returncode:
        pytest.skip("a file cannot be held fast here")
    try:
        yield
    finally:
        subprocess.run([tool, "-i", path], check=True)
