"""Words of a command that hold nothing: refused wherever they stand, but for what is only looked for."""

import pytest

from desktop.cli.empty_words import refuse_empty
from desktop.errors import Refused


@pytest.mark.parametrize(
    ("words", "before"),
    [
        (("status", "move", "kantor", "--village", ""), "--village"),
        (("status", "move", "kantor", "--village="), "--village"),
        (("status", "move", "kantor", "--village= "), "--village"),
        (("user", "remove", "kantor", "budi", "--second", " \t"), "--second"),
        (("pay", "kantor", "2019/1", ""), "2019/1"),
        (("history", "kantor", ""), "kantor"),
        (("", "kantor"), "ejsika"),
        (("receipt", "show", "kantor", "--", ""), "--"),
        (("find", "kantor", "siti", "--village", ""), "--village"),
        (("find", "kantor", "--limit=", "--", "siti"), "--limit"),
    ],
)
def test_an_empty_value_is_refused_and_its_place_is_named(words: tuple[str, ...], before: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_empty(words)
    assert (refused.value.code, refused.value.values) == ("cli.empty", {"before": before})


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("verify", "kantor"),
        ("find", "kantor", ""),
        ("find", "kantor", "--json", "--", " "),
        ("category", "set", "kantor", "dokumen="),
        ("receipt", "show", "kantor", "--", "--sebab="),
        ("pay", "kantor", "2019/1", "1", "--note=a="),
    ],
)
def test_what_holds_something_passes(words: tuple[str, ...]) -> None:
    refuse_empty(words)
