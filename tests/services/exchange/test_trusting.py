"""Another office's card is believed after two people compared it, and no longer once it was ended (item 22)."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from desktop.errors import Refused
from desktop.exchange.keys import new_keys
from desktop.models import AuditLine, OfficeKey
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import own_keys, packing, trusting
from desktop.services.exchange.trusting import Trust
from tests import families, offices
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import sealed
from tests.services.exchange.test_taking import refusal

OTHER = new_keys("36.02", 1, families.REGISTERED).card


@pytest.fixture
def supervisor(operator: Desk) -> Desk:
    return offices.same_office_as(operator, Role.SUPERVISOR)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def actions(desk: Desk) -> list[str]:
    with desk.read() as session:
        return list(session.scalars(select(AuditLine.action).order_by(AuditLine.seq.desc()).limit(3)))


def test_the_keys_are_made_once_and_shown_to_everybody(operator: Desk) -> None:
    card = own_keys.card(operator).value
    for role in Role:
        assert own_keys.card(offices.same_office_as(operator, role)).value == card
    with operator.read() as session:
        assert len(session.scalars(select(OfficeKey)).all()) == 1
    assert "keys.show" in actions(operator)


def test_the_auditor_makes_no_keys(operator: Desk) -> None:
    auditor = offices.same_office_as(operator, Role.AUDITOR)
    with pytest.raises(Refused, match="no_keys"):
        own_keys.card(auditor)
    made = own_keys.card(operator).value
    assert own_keys.card(auditor).value == made


def test_no_secret_of_the_keys_stands_in_the_log(operator: Desk) -> None:
    own_keys.card(operator)
    with operator.read() as session:
        key = session.scalars(select(OfficeKey)).one()
        details = " ".join(filter(None, session.scalars(select(AuditLine.detail))))
    assert key.sealing not in details
    assert key.signing.hex() not in details
    assert own_keys.card(operator).value.fingerprint in details


def test_the_card_as_a_picture_is_read_back(operator: Desk, tmp_path: Path) -> None:
    card = own_keys.card(operator).value
    own_keys.draw(card, tmp_path / "kartu.png")
    with Image.open(tmp_path / "kartu.png") as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == card.text


def test_one_person_alone_makes_nobody_trusted(operator: Desk, supervisor: Desk) -> None:
    row = trusting.propose(operator, OTHER.text).value
    assert (row.trust, row.fingerprint) == (Trust.PROPOSED, OTHER.fingerprint)
    with pytest.raises(Refused) as refused:
        trusting.confirm(operator, row.id, OTHER.fingerprint)
    assert code_of(refused) == "role.same_person"
    with operator.read() as session:
        assert trusting.believed(session) == []
    done = trusting.confirm(supervisor, row.id, OTHER.fingerprint.lower().replace("-", " ")).value
    assert (done.trust, done.proposed_by, done.confirmed_by) == (Trust.CONFIRMED, "Si Operator", "Si Supervisor")
    with operator.read() as session:
        assert trusting.believed(session) == [OTHER]
        assert trusting.of(session, "36.02") == OTHER


@pytest.mark.parametrize("letters", [0, 4, 23])
def test_the_fingerprint_is_compared_in_full(operator: Desk, supervisor: Desk, letters: int) -> None:
    row = trusting.propose(operator, OTHER.text).value
    with pytest.raises(Refused) as refused:
        trusting.confirm(supervisor, row.id, OTHER.fingerprint[:letters])
    assert code_of(refused) == "exchange.fingerprint_differs"
    with pytest.raises(Refused, match="fingerprint_differs"):
        trusting.confirm(supervisor, row.id, "2E09-X9N8-WGFZ-3VJS-XCRM")
    assert trusting.cards(operator)[0].trust is Trust.PROPOSED


def test_the_card_of_the_office_itself_and_a_known_one_are_refused(operator: Desk, supervisor: Desk) -> None:
    with pytest.raises(Refused, match="own_card"):
        trusting.propose(operator, own_keys.card(operator).value.text)
    row = trusting.propose(operator, OTHER.text).value
    with pytest.raises(Refused, match="card_known"):
        trusting.propose(supervisor, OTHER.text)
    trusting.confirm(supervisor, row.id, OTHER.fingerprint)
    with pytest.raises(Refused, match="card_known"):
        trusting.confirm(supervisor, row.id, OTHER.fingerprint)


@pytest.mark.parametrize("act", ["confirm", "end"])
def test_a_card_that_is_not_there(supervisor: Desk, act: str) -> None:
    call = {"confirm": trusting.confirm, "end": trusting.end}[act]
    with pytest.raises(Refused, match="card_unknown"):
        call(supervisor, new_id(), "reason")


def test_the_auditor_looks_and_decides_nothing(operator: Desk) -> None:
    auditor = offices.same_office_as(operator, Role.AUDITOR)
    trusting.propose(operator, OTHER.text)
    assert [row.office for row in trusting.cards(auditor)] == ["36.02"]
    with pytest.raises(Refused, match="not_allowed"):
        trusting.propose(auditor, OTHER.text)


def test_the_second_call_of_another_person_confirms(operator: Desk, supervisor: Desk) -> None:
    assert trusting.trust(operator, OTHER).value.trust is Trust.PROPOSED
    with pytest.raises(Refused, match="same_person"):
        trusting.trust(operator, OTHER)
    assert trusting.trust(supervisor, OTHER, OTHER.fingerprint).value.trust is Trust.CONFIRMED


def test_a_wrong_fingerprint_does_not_even_propose(operator: Desk) -> None:
    with pytest.raises(Refused, match="fingerprint_differs"):
        trusting.trust(operator, OTHER, "2E09-X9N8-WGFZ-3VJS-XCRM")
    assert trusting.cards(operator) == []


def card_row(end: End, office: str) -> UUID:
    return next(row.id for row in trusting.cards(end.desk) if row.office == office)


def test_item_22_an_ended_card_is_believed_no_more(district: End, province: End) -> None:
    package = district.send(province)
    trusting.end(province.supervisor, card_row(province, "36.01"), "Laptop hilang")
    assert refusal(province, package) == "exchange.unknown_signature"
    row = next(row for row in trusting.cards(province.desk) if row.office == "36.01")
    assert (row.trust, row.ended_for, row.ending_by) == (Trust.ENDING, "Laptop hilang", "Si Supervisor")
    with pytest.raises(Refused, match="not_trusted"):
        packing.make(province.desk, "36.01")


def test_item_22_what_was_signed_before_the_loss_is_still_believed(district: End, province: End) -> None:
    before, after = district.send(province), district.send(province)
    trusting.end(province.supervisor, card_row(province, "36.01"), "Laptop hilang", last_number=1)
    assert refusal(province, after) == "exchange.key_ended"
    assert not province.take(before).already


def test_item_22_another_person_ends_it_for_ever(district: End, province: End) -> None:
    row = card_row(province, "36.01")
    administrator = offices.same_office_as(province.desk, Role.ADMINISTRATOR)
    trusting.end(province.supervisor, row, "Laptop hilang")
    for call, code in ((trusting.confirm_end, "role.same_person"), (again, "exchange.card_ending")):
        with pytest.raises(Refused) as refused:
            call(province.supervisor, row)
        assert code_of(refused) == code
    assert trusting.end(administrator, row, "Laptop hilang").value.trust is Trust.ENDED
    assert refusal(province, district.send(province)) == "exchange.unknown_signature"
    for call in (trusting.keep, trusting.confirm_end, again):
        with pytest.raises(Refused, match="card_unknown"):
            call(administrator, row)


def again(desk: Desk, card: UUID) -> object:
    return trusting.end(desk, card, "sekali lagi")


def test_a_word_spoken_too_soon_is_taken_back(district: End, province: End) -> None:
    row = card_row(province, "36.01")
    trusting.end(province.supervisor, row, "Laptop hilang", last_number=0)
    kept = trusting.keep(province.supervisor, row).value
    assert (kept.trust, kept.ended_for, kept.last_number, kept.ending_by) == (Trust.CONFIRMED, "", None, "")
    assert not province.take(district.send(province)).already


def test_item_22_under_the_last_number_only_the_known_package_counts(district: End, province: End) -> None:
    """Who has the key can write another package under an old number; the one that came is known by its digest."""
    before = district.send(province)
    province.take(before)
    trusting.end(province.supervisor, card_row(province, "36.01"), "Laptop dicuri", last_number=1)
    forged = sealed(district, province, [], before.with_name("forged.ejsika"))
    assert refusal(province, forged) == "exchange.key_ended"
    assert province.take(before).already


def test_ending_wants_a_reason_and_not_twice(operator: Desk, supervisor: Desk) -> None:
    row = trusting.propose(operator, OTHER.text).value
    with pytest.raises(Refused, match="no_reason"):
        trusting.end(supervisor, row.id, "  ")
    trusting.end(supervisor, row.id, "salah ketik")
    with pytest.raises(Refused, match="card_unknown"):
        trusting.end(supervisor, row.id, "sekali lagi")
    with pytest.raises(Refused, match="card_unknown"):
        trusting.confirm(supervisor, row.id, OTHER.fingerprint)


@pytest.fixture
def stranger(office_template: offices.Template, tmp_path: Path) -> Iterator[End]:
    """Another file under the same code: a copy of the district's office from before it had keys."""
    with closing(offices.sign_in(office_template.copy(tmp_path / "stranger"), Role.OPERATOR)) as desk:
        yield End(desk, offices.same_office_as(desk, Role.SUPERVISOR))


def test_item_22_no_card_no_belief(stranger: End, province: End) -> None:
    stranger.trust(province)
    own_keys.card(stranger.desk)
    families.add(stranger.desk, 1)
    assert refusal(province, stranger.send(province)) == "exchange.unknown_signature"
