"""What stands in the placeholders of a letter: of a tranche, of one family with money or without, of an occasion."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Enrolment, Household, Member, Payment
from desktop.rules.terms import EnrolmentStatus
from desktop.services import letter_values, office_settings
from desktop.services.desk import Desk
from desktop.services.letter_values import FOR_A_PEN, NOTHING, Occasion, Recipient, occasion_words
from desktop.services.money import receipts
from desktop.services.money.keys import TrancheKey
from tests import families
from tests.services.money.walk import DECREE, FIRST, OTHER, SECOND, approved, drafted, other_programme

PLACE = {"alamat", "desa", "kecamatan"}
PERSON = {"nama", "nik", "no_kk", "no_kartu"}
MONEY = {"jumlah", "terbilang", "nomor_kuitansi", "dasar", "program", "program_singkat", "tahap", "tahun"}


def everybody(desk: Desk, key: TrancheKey = FIRST) -> list[Recipient]:
    with desk.read() as session:
        return list(letter_values.of_tranche(session, key, desk.office.code))


def one(desk: Desk, named: str, key: TrancheKey | None = None) -> Recipient:
    with desk.read() as session:
        return letter_values.of_family(session, named, desk.office.code, key)


def change(desk: Desk, family: UUID, **columns: object) -> None:
    with desk.write("test.change") as unit:
        household = unit.session.get_one(Household, family)
        for name, value in columns.items():
            setattr(household, name, value)


@pytest.fixture
def ready(operator: Desk, supervisor: Desk) -> Desk:
    """Six families whose money is approved."""
    approved(operator, supervisor, 6)
    return operator


def test_a_tranche_is_written_to_in_the_order_of_its_receipts(ready: Desk) -> None:
    found = everybody(ready)
    numbers = [recipient.words["nomor_kuitansi"] for recipient in found]
    assert numbers == [f"KW-36.01-2019-{number:06}" for number in range(1, 7)]
    assert len({recipient.household_id for recipient in found}) == 6
    assert {recipient.words.keys() == PLACE | PERSON | MONEY for recipient in found} == {True}


def test_money_stands_in_figures_and_in_words(ready: Desk) -> None:
    words = everybody(ready)[0].words
    assert (words["jumlah"], words["terbilang"]) == ("Rp1.000.000", "satu juta rupiah")
    assert (words["tahap"], words["tahun"]) == ("1", "2019")
    assert words["dasar"] == f"Keputusan Nomor {DECREE.number} tanggal 5 Maret 2019"
    assert words["program_singkat"] == "Jamsosratu"
    assert "Jaminan Sosial Rakyat Banten Bersatu" in words["program"]


def test_the_address_names_rt_village_and_district(ready: Desk) -> None:
    for recipient in everybody(ready):
        words = recipient.words
        assert words["desa"].startswith("Desa ")
        assert words["alamat"].startswith("Kp. Cikadu, RT ")
        assert words["alamat"].endswith(f"{words['desa']}, Kecamatan {words['kecamatan']}")


def test_what_a_letter_says_is_as_it_was_approved(ready: Desk) -> None:
    """The family moved since; the payment still names the place it was approved for."""
    before = everybody(ready)[0]
    change(ready, before.household_id, address="Jalan Baru", village_code=families.villages(ready, 9)[8])
    assert everybody(ready)[0] == before
    assert one(ready, str(before.household_id)) == before


def test_who_gets_no_money_is_not_written_to(ready: Desk, supervisor: Desk) -> None:
    first = everybody(ready)[0]
    receipts.void(supervisor, first.words["nomor_kuitansi"], "nama salah")
    assert first.household_id not in {recipient.household_id for recipient in everybody(ready)}
    assert len(everybody(ready)) == 5
    fresh = receipts.issue_anew(ready, first.words["nomor_kuitansi"]).value.number
    assert everybody(ready)[-1].words["nomor_kuitansi"] == fresh == "KW-36.01-2019-000007"


def test_a_list_is_written_to_once_it_is_approved(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        everybody(operator)
    assert refused.value.code == "money.no_list"
    drafted(operator, 2)
    with pytest.raises(Refused) as refused:
        everybody(operator)
    assert (refused.value.code, refused.value.values) == ("money.not_approved", {"tranche": FIRST.short})


def test_without_a_number_a_line_stands(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 1)
    with operator.write("test.change") as unit:
        payment = unit.session.scalars(select(Payment)).one()
        payment.caretaker_nik, payment.no_kk = None, None
    words = everybody(operator)[0].words
    assert (words["nik"], words["no_kk"]) == (NOTHING, NOTHING)


def test_a_family_is_named_by_id_or_card_however_it_is_typed(ready: Desk) -> None:
    first = everybody(ready)[0]
    card = first.words["no_kartu"]
    for named in (str(first.household_id), card, card.lower(), f"  {card} "):
        assert one(ready, named).household_id == first.household_id


@pytest.mark.parametrize("named", ["", "JSR-36.01-000099", "siti aminah", "0190a4c2-0000-7000-8000-000000000000", "%"])
def test_a_family_nobody_knows_is_refused(ready: Desk, named: str) -> None:
    with pytest.raises(Refused) as refused:
        one(ready, named)
    assert (refused.value.code, refused.value.values) == ("letters.family_unknown", {"named": named})


def test_a_card_of_two_families_names_neither(ready: Desk) -> None:
    """Two programmes may give the same number: the first found is never taken (DESIGN.md 4.14)."""
    other_programme(ready)
    families.add(ready, 1, programme=OTHER.programme, start=40)
    with ready.write("test.card") as unit:
        enrolment = unit.session.scalars(select(Enrolment).where(Enrolment.programme == OTHER.programme)).one()
        enrolment.card_number = "JSR-36.01-000001"
    with pytest.raises(Refused, match=r"letters\.family_unknown"):
        one(ready, "JSR-36.01-000001")
    assert one(ready, "JSR-36.01-000002").name


def test_the_last_approved_payment_counts_unless_one_is_named(operator: Desk, supervisor: Desk) -> None:
    other_programme(operator)
    approved(operator, supervisor, 1)
    (first,) = everybody(operator)
    with operator.write("test.enrol") as unit:
        step = Enrolment(
            household_id=first.household_id,
            programme=OTHER.programme,
            status=EnrolmentStatus.CANDIDATE,
            since=date(2019, 1, 7),
        )
        unit.session.add(step)
    approved(operator, supervisor, 1, OTHER)
    family = str(first.household_id)
    assert one(operator, family).words["program_singkat"] == "JSCM"
    assert one(operator, family, FIRST).words["program_singkat"] == "Jamsosratu"
    with pytest.raises(Refused, match=r"money\.no_list"):
        one(operator, family, SECOND)


def test_a_family_without_money_has_neither_amount_nor_decree(ready: Desk) -> None:
    (family,) = families.add(ready, 1, start=70)
    found = one(ready, str(family))
    assert found.pay_list_id is None
    assert found.words.keys() == PLACE | PERSON
    assert (found.words["no_kartu"], found.words["no_kk"]) == (NOTHING, "3601010110090070")
    with pytest.raises(Refused) as refused:
        one(ready, str(family), FIRST)
    assert (refused.value.code, refused.value.values) == ("letters.not_on_list", {"tranche": FIRST.short})


def test_a_family_that_lives_nowhere_yet_can_be_written_to(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    change(operator, family, village_code=None, address="", hamlet="", rt="", rw="", no_kk=None)
    with operator.write("test.nik") as unit:
        unit.session.scalars(select(Member).where(Member.household_id == family)).first().nik = None  # type: ignore[union-attr]
    words = one(operator, str(family)).words
    assert {name: words[name] for name in ("alamat", "desa", "kecamatan", "no_kk")} == dict.fromkeys(
        ("alamat", "desa", "kecamatan", "no_kk"), NOTHING
    )


def test_half_an_rt_is_shown_with_a_line_for_the_rest(operator: Desk) -> None:
    (family,) = families.add(operator, 1, rt="", rw="7", hamlet="Pasir Gadung")
    address = one(operator, str(family)).words["alamat"]
    assert "RT - RW 7" in address
    assert "Pasir Gadung" in address


def test_a_family_without_a_caretaker_cannot_be_addressed(operator: Desk) -> None:
    (family,) = families.add(operator, 1)
    change(operator, family, caretaker_id=None)
    with pytest.raises(Refused, match=r"letters\.no_caretaker"):
        one(operator, str(family))


def test_the_office_fills_in_itself(operator: Desk, administrator: Desk) -> None:
    with operator.read() as session:
        words = letter_values.office_words(session)
    assert words["kabupaten"] == "Kabupaten Pandeglang"
    assert words.keys() == {"kabupaten", "kantor", "telepon"}
    head = office_settings.Letterhead(agency="DINAS SOSIAL", phone="")
    office_settings.change(administrator, head)
    with operator.read() as session:
        words = letter_values.office_words(session)
    assert words["telepon"] == NOTHING
    assert "Dinas Sosial" in words["kantor"]


def test_an_occasion_is_written_out() -> None:
    words = occasion_words(Occasion(date(2019, 4, 11), "09.00 WIB", "Aula Kecamatan", "verifikasi"))
    assert words == {
        "hari_tanggal": "Kamis, 11 April 2019",
        "pukul": "09.00 WIB",
        "tempat": "Aula Kecamatan",
        "keperluan": "verifikasi",
    }


@given(st.sets(st.sampled_from(["on", "time", "place", "purpose"])), st.booleans())
def test_what_is_empty_is_missing_or_left_to_a_pen(given_: set[str], by_hand: bool) -> None:
    occasion = Occasion(
        date(2019, 4, 11) if "on" in given_ else None,
        "09.00" if "time" in given_ else "",
        "Aula" if "place" in given_ else "",
        "verifikasi" if "purpose" in given_ else "",
        by_hand=by_hand,
    )
    words = occasion_words(occasion)
    fields = {"on": "hari_tanggal", "time": "pukul", "place": "tempat", "purpose": "keperluan"}
    empty = {words[fields[name]] for name in fields.keys() - given_}
    assert empty <= {FOR_A_PEN if by_hand else ""}
    assert all(words[fields[name]] not in ("", FOR_A_PEN) for name in given_)


@given(st.text(" \t\u00a0", max_size=3), st.sampled_from(["pukul", "tempat", "keperluan"]))
def test_white_space_alone_is_nothing_to_say(blank: str, name: str) -> None:
    """What looks empty on the screen must not go out as an empty line."""
    occasion = {
        "pukul": Occasion(time=blank),
        "tempat": Occasion(place=blank),
        "keperluan": Occasion(purpose=blank),
    }[name]
    assert occasion_words(occasion)[name] == ""
    assert occasion_words(replace(occasion, by_hand=True))[name] == FOR_A_PEN
