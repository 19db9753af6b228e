"""Values beside a command: read as people write them, and refused in the language of the person."""

from datetime import date
from pathlib import Path

import pytest

from desktop.cli import main, values
from desktop.errors import Refused


@pytest.mark.parametrize(
    "typed", ["2019-12-31", "31-12-2019", "31/12/2019", "31.12.2019", "31 Desember 2019", " 2019-12-31 "]
)
def test_a_day_as_people_write_it(typed: str) -> None:
    assert values.day(typed) == date(2019, 12, 31)


@pytest.mark.parametrize("typed", ["", "besok", "31-02-2019", "12/31/2019", "31/12/19", "43830"])
def test_no_day_is_guessed(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        values.day(typed)
    assert (refused.value.code, refused.value.values) == ("cli.no_day", {"written": typed})


@pytest.mark.parametrize(("typed", "number"), [("1", 1), ("0020", 20), ("10000", 10_000)])
def test_a_limit(typed: str, number: int) -> None:
    assert values.limit(typed) == number


@pytest.mark.parametrize("typed", ["", "0", "-1", "10001", "1.5", "x", "²"])
def test_what_is_no_limit(typed: str) -> None:
    with pytest.raises(Refused, match=r"cli\.no_limit"):
        values.limit(typed)


def test_the_quota_of_a_village() -> None:
    assert values.places(" 36.01.01.2001 = 12 ") == ("36.01.01.2001", 12)
    assert values.places("36.01.01.2001=0") == ("36.01.01.2001", 0)


@pytest.mark.parametrize("typed", ["", "36.01.01.2001", "36.01.01.2001=", "36.01.01.2001=x", "36.01.01.2001=-1"])
def test_what_is_no_quota(typed: str) -> None:
    with pytest.raises(Refused, match=r"cli\.no_places"):
        values.places(typed)


@pytest.mark.parametrize(("typed", "found"), [("5", (5, 5)), ("5-12", (5, 12)), ("1-99", (1, 99))])
def test_a_span(typed: str, found: tuple[int, int]) -> None:
    assert values.span(typed, 99) == found


@pytest.mark.parametrize("typed", ["", "0", "12-5", "1-100", "a-b", "-5", "1-2-3"])
def test_what_is_no_span(typed: str) -> None:
    with pytest.raises(Refused, match=r"cli\.no_span"):
        values.span(typed, 99)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("history", "O", "--on", "besok"), '"besok" bukan tanggal. Tuliskan seperti 2019-12-31 atau 31/12/2019.'),
        (("find", "O", "siti", "--limit", "0"), '"0" bukan angka 1 sampai 10.000. Tuliskan angka itu setelah --limit.'),
        (("receipts", "O", "2019/1", "--out", "a.pdf", "--numbers", "5-2"), '"5-2" bukan rentang nomor.'),
    ],
)
def test_it_is_said_in_indonesian_before_any_office_is_opened(
    words: tuple[str, ...],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.run(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == 1
