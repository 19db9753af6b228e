"""What all papers share: the head from the settings or the area, desa and kelurahan, the key of the seal."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.documents.letterhead import Letterhead
from desktop.errors import Refused
from desktop.models import AuditLine, Office, Setting
from desktop.rules.terms import Role
from desktop.services import office_settings, paper_head
from desktop.services.desk import Desk
from tests.offices import Template, sign_in


def test_without_settings_the_area_names_the_office(operator: Desk) -> None:
    with operator.read() as session:
        head = paper_head.letterhead(session)
        city = paper_head.city(session)
    assert "Pandeglang" in head.government
    assert head.government.startswith("Pemerintah ")
    assert head.office == "DINAS SOSIAL"
    assert city == "Pandeglang"


def test_settings_come_first(operator: Desk, administrator: Desk) -> None:
    office_settings.change(
        administrator,
        office_settings.Letterhead(
            "PEMERINTAH KABUPATEN X", "DINAS SOSIAL", "Jl. Raya 1", "0253", "a@b", "w", "42211", "Labuan"
        ),
    )
    with operator.read() as session:
        head = paper_head.letterhead(session)
        assert paper_head.city(session) == "Labuan"
    assert (head.government, head.address, head.postcode) == ("PEMERINTAH KABUPATEN X", "Jl. Raya 1", "42211")
    assert (head.phone, head.email, head.website) == ("0253", "a@b", "w")


@pytest.mark.parametrize(
    ("code", "word"), [("36.01.01.2001", "Desa"), ("36.01.21.1003", "Kelurahan"), ("", "Desa"), ("36.01", "Desa")]
)
def test_a_village_is_called_what_its_code_says(code: str, word: str) -> None:
    assert paper_head.village_word(code) == word


def test_a_decree_is_named_with_its_date_where_it_has_one() -> None:
    assert paper_head.decree_in_words("1/2019", date(2019, 3, 5), "5 Maret 2019") == (
        "Keputusan Nomor 1/2019 tanggal 5 Maret 2019"
    )
    assert paper_head.decree_in_words("1/2019", None, "") == "Keputusan Nomor 1/2019"


def test_the_key_is_made_once_and_never_written_to_the_log(operator: Desk) -> None:
    with operator.read() as session, pytest.raises(Refused) as refused:
        paper_head.seal_key(session)
    assert refused.value.code == "money.no_receipts_yet"
    with operator.write("test.key") as unit:
        key = paper_head.ensure_seal_key(unit)
    with operator.write("test.key") as unit:
        assert paper_head.ensure_seal_key(unit) == key
    assert len(key) == paper_head.KEY_BYTES
    with operator.read() as session:
        assert paper_head.seal_key(session) == key
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "paper_key.make")).all()
        everything = " ".join(line.detail or "" for line in session.scalars(select(AuditLine)))
    assert len(lines) == 1
    assert key.hex() not in everything


def test_a_key_of_a_failed_piece_of_work_is_not_kept(operator: Desk) -> None:
    with pytest.raises(OSError, match="gone"), operator.write("test.key") as unit:
        paper_head.ensure_seal_key(unit)
        raise OSError("gone")
    with operator.read() as session:
        assert session.get(Setting, paper_head.KEY_SETTING) is None


def test_practice_follows_the_office(operator: Desk) -> None:
    with operator.read() as session:
        assert not paper_head.practice(session)


def test_a_practice_office_says_so_on_every_paper(operator: Desk) -> None:
    with operator.write("test.practice") as unit:
        unit.session.get_one(Office, 1).practice = True
    with operator.read() as session:
        assert paper_head.practice(session)


@pytest.mark.parametrize("name", ["Kabupaten Lebak", "Kota Lebak", "Provinsi Lebak", "Lebak"])
def test_the_place_before_a_date_is_the_bare_name(operator: Desk, name: str) -> None:
    with operator.write("test.name") as unit:
        unit.session.get_one(Office, 1).name = name
    with operator.read() as session:
        assert paper_head.city(session) == "Lebak"
        assert paper_head.letterhead(session).government == f"Pemerintah {name}"


def test_two_offices_seal_with_keys_of_their_own(operator: Desk, office_template: Template, tmp_path: Path) -> None:
    other = sign_in(office_template.copy(tmp_path / "other"), Role.OPERATOR)
    found = set()
    for desk in (operator, other):
        with desk.write("test.key") as unit:
            found.add(paper_head.ensure_seal_key(unit))
    other.close()
    assert len(found) == 2


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("DINAS SOSIAL", "Dinas Sosial Kabupaten Pandeglang"),
        ("DINAS SOSIAL DAN DESA", "Dinas Sosial dan Desa Kabupaten Pandeglang"),
        ("Dinas Sosial P3A", "Dinas Sosial P3A Kabupaten Pandeglang"),
        ("DINAS SOSIAL KABUPATEN PANDEGLANG", "Dinas Sosial Kabupaten Pandeglang"),
    ],
)
def test_an_office_is_named_with_its_area_once(written: str, said: str) -> None:
    assert paper_head.office_in_words(Letterhead("", written), "Kabupaten Pandeglang") == said
