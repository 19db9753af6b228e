"""An address on paper says each thing once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.addresses import street


@pytest.mark.parametrize(
    ("hamlet", "address", "expected"),
    [
        ("Kp. Cilaban", "Kp. Cilaban", "Kp. Cilaban"),
        ("Kp. Cilaban", "KP. CILABAN NO. 3", "KP. CILABAN NO. 3"),
        ("Kp. Cilaban No. 3", "Cilaban", "Kp. Cilaban No. 3"),
        ("DUSUN 3", "RT 07 RW 03", "DUSUN 3"),
        ("", "Jl. Raya 5, RT. 07/RW. 03", "Jl. Raya 5"),
        ("", "", ""),
        ("Dusun 3, RW 03, RT 07", "", "Dusun 3"),
        ("Kp. Baru", "Jl. Artos 2", "Kp. Baru, Jl. Artos 2"),
    ],
)
def test_nothing_is_said_twice(hamlet: str, address: str, expected: str) -> None:
    assert street(hamlet, address, rt="007", rw="003") == expected


def test_rt_in_the_text_stays_where_no_field_has_it() -> None:
    assert street("", "Jl. Raya 5 RT 07") == "Jl. Raya 5 RT 07"


@given(st.text(max_size=30), st.text(max_size=30))
def test_joining_twice_changes_nothing(hamlet: str, address: str) -> None:
    once = street(hamlet, address)
    assert street(once, address) == street(once, "")
