"""The family as it stands at the desk: what is shown, what warns and how heavily, and the one line in the log."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, ListMatch, Member, OfficialList, PaymentPart
from desktop.rules.ids import new_id
from desktop.rules.nik import in_fours
from desktop.rules.terms import PaymentState, Presence
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.families import photographs
from desktop.services.families.photographs import Shows
from desktop.services.money import drafting, receipts, settling
from desktop.services.money.settling import Outcome
from desktop.services.payday import looking, paying
from desktop.services.payday.rows import Level, Seen, Who
from desktop.wording import Translator
from desktop.wording.translator import sentences
from tests.services.money.walk import DECREE, FIRST, SECOND, approved
from tests.services.payday import hall
from tests.services.payday.hall import COUSIN, opened


def codes(seen: Seen) -> list[tuple[str, Level]]:
    return [(warn.code, warn.level) for warn in seen.warnings]


def portrait(side: int = 640) -> bytes:
    file = BytesIO()
    Image.new("RGB", (side, side), (120, 90, 60)).save(file, "JPEG")
    return file.getvalue()


def test_a_family_is_shown_as_it_was_listed(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    seen = looking.look(operator, one.id)
    assert (seen.name, seen.card, seen.amount) == (one.caretaker_name, one.card_number, 1_000_000)
    assert seen.address == f"Kp. Cikadu RT {one.rt} RW {one.rw}"
    assert seen.village
    assert seen.district
    assert (seen.receipt, seen.state, seen.key) == ("KW-36.01-2019-000001", PaymentState.UNPAID, FIRST)
    assert (seen.warnings, seen.history, seen.photograph) == ((), (), None)
    assert (seen.payable, seen.needs) == (True, Who.CARETAKER)


def test_the_nik_is_masked_and_shown_on_demand(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    assert one.caretaker_nik is not None
    assert one.caretaker_nik not in looking.look(operator, one.id).nik
    before = hall.logged(operator, "payday.nik")
    assert looking.whole_nik(operator, one.id) == in_fours(one.caretaker_nik or "")
    assert hall.logged(operator, "payday.nik") == before + 1


def test_one_look_is_one_line_that_names_the_family_and_no_person(
    operator: Desk, supervisor: Desk, auditor: Desk
) -> None:
    one = opened(operator, supervisor)[0]
    before = hall.logged(operator)
    looking.look(auditor, one.id)
    assert hall.logged(operator) == before + 1
    with operator.read() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()
    assert (line.action, line.record) == ("payday.look", str(hall.family_of(operator, one)))
    assert one.caretaker_name not in json.dumps(line.detail)


def test_what_is_no_payment_is_refused(operator: Desk) -> None:
    for ask in (looking.look, looking.whole_nik):
        with pytest.raises(Refused, match=r"money\.payment_unknown"):
            ask(operator, new_id())


def test_the_newest_picture_of_the_caretaker_is_shown(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    family = hall.family_of(operator, one)
    photographs.add(operator, family, Shows.HOUSE, portrait(900))
    assert looking.look(operator, one.id).photograph is None
    added = photographs.add(operator, family, Shows.CARETAKER, portrait()).value
    jpeg = looking.look(operator, one.id).photograph
    assert jpeg is not None
    with Image.open(BytesIO(jpeg)) as image:
        assert max(image.size) == looking.PICTURE
    for file in operator.office.folder.path.rglob("photos/**/*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    assert added.row.shows is Shows.CARETAKER
    assert looking.look(operator, one.id).photograph is None, "a damaged picture keeps nobody from the money"


def test_paid_says_when_to_whom_and_by_whom(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    paying.pay(operator, one.id)
    seen = looking.look(operator, one.id)
    assert codes(seen) == [("payday.warn_paid_to", Level.STOPS)]
    assert not seen.payable
    assert seen.warnings[0].values["by"] == "Si Operator"
    settling.settle(operator, FIRST, [Outcome(hall.payments(operator)[1].id, PaymentState.PAID, operator.today())])
    other = looking.look(operator, hall.payments(operator)[1].id)
    assert codes(other) == [("payday.warn_paid", Level.STOPS)]


def test_returned_void_and_not_yet_open_stop(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 3)
    there = hall.payments(operator)
    assert codes(looking.look(operator, there[0].id)) == [("money.not_open", Level.STOPS)]
    approving.open_pay_out(supervisor, FIRST)
    receipts.void(supervisor, "KW-36.01-2019-000001", "salah")
    settling.settle(
        operator, FIRST, [Outcome(there[1].id, PaymentState.RETURNED, operator.today(), sts_number="STS-1")]
    )
    assert codes(looking.look(operator, there[0].id)) == [("payday.warn_void", Level.STOPS)]
    assert codes(looking.look(operator, there[1].id)) == [("payday.warn_returned", Level.STOPS)]


@pytest.mark.parametrize(
    ("presence", "since", "code", "level"),
    [
        (Presence.DIED, timedelta(days=1), "payday.warn_gone", Level.STOPS),
        (Presence.DIED, timedelta(0), "payday.warn_gone", Level.HOLDS),
        (Presence.MOVED, timedelta(days=9), "payday.warn_gone", Level.STOPS),
        (Presence.NOT_FOUND, None, "payday.warn_missing", Level.HOLDS),
    ],
)
def test_a_caretaker_who_is_not_there_any_more(
    operator: Desk, supervisor: Desk, presence: Presence, since: timedelta | None, code: str, level: Level
) -> None:
    one = opened(operator, supervisor)[0]
    day = operator.today() - since if since is not None else None
    hall.caretaker_is(operator, hall.family_of(operator, one), presence, day)
    seen = looking.look(operator, one.id)
    assert codes(seen) == [(code, level)]
    assert seen.payable == (level is not Level.STOPS)


def test_who_follows_the_dead_is_named(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    family = hall.family_of(operator, one)
    hall.caretaker_is(operator, family, Presence.DIED, date(2019, 4, 2))
    name = hall.child_follows(operator, family, COUSIN)
    seen = looking.look(operator, one.id)
    assert (seen.needs, seen.follows) == (Who.HEIR, name)
    assert codes(seen) == [("payday.warn_followed", Level.HOLDS)]
    assert seen.warnings[0].values["since"] == "2 April 2019"


def test_what_an_official_list_says_is_told_once_by_the_newest(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    family = hall.family_of(operator, one)
    with operator.write("test.list") as unit:
        mother = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 1)).one()
        said = ((date(2019, 1, 5), "died"), (date(2019, 3, 5), "died"), (date(2019, 3, 6), "listed"))
        for number, (as_of, outcome) in enumerate(said):
            listed = OfficialList(
                kind="dukcapil", source="dukcapil", title=f"Dukcapil {as_of}", as_of=as_of, file_name="a.csv",
                sha256=bytes([number]), rows=1, counts="{}", by=operator.person.id, at=operator.now(),
            )  # fmt: skip
            unit.session.add(listed)
            unit.session.flush()
            match = ListMatch(list_id=listed.id, household_id=family, member_id=mother.id, outcome=outcome)
            match.found_by, match.row, match.said = "nik", 2, "{}"
            unit.session.add(match)
        unit.session.flush()
    seen = looking.look(operator, one.id)
    assert codes(seen) == [("payday.warn_list_died", Level.HOLDS), ("payday.warn_listed", Level.NOTE)]
    assert seen.warnings[0].values["on"] == "5 Maret 2019"
    assert seen.payable


def test_money_of_another_tranche_that_waits_is_told_and_what_was_paid_is_history(
    operator: Desk, supervisor: Desk
) -> None:
    one = opened(operator, supervisor, 2)[0]
    drafting.create(operator, SECOND, DECREE)
    approving.approve(supervisor, SECOND)
    approving.open_pay_out(supervisor, SECOND)
    second = next(row for row in hall.payments(operator) if row.enrolment_id == one.enrolment_id and row.id != one.id)
    seen = looking.look(operator, second.id)
    assert codes(seen) == [("payday.warn_waiting", Level.NOTE)]
    assert seen.warnings[0].values == {"tranche": str(FIRST), "amount": "Rp1.000.000"}
    paying.pay(operator, one.id, hall.PROXY)
    (past,) = looking.look(operator, second.id).history
    assert (past.key, past.state, past.amount) == (FIRST, PaymentState.PAID, 1_000_000)
    assert (past.by, past.who, past.settled_on) == (hall.PROXY.name, Who.PROXY, operator.today())
    assert past.receipt.startswith("KW-36.01-2019-")


def test_parts_of_an_amount_are_told(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor)[0]
    with operator.write("test.parts") as unit:
        for kind, rupiah in (("flat", 1_100_000), ("reduction", -100_000)):
            unit.session.add(PaymentPart(payment_id=one.id, kind=kind, code="", count=1, rupiah=rupiah))
        unit.session.flush()
    parts = looking.look(operator, one.id).parts
    assert {(part.kind, part.rupiah) for part in parts} == {("flat", 1_100_000), ("reduction", -100_000)}


def test_every_warning_has_its_sentence(t_id: Translator) -> None:
    """Said with all its values, in Indonesian too: a warning at the desk must never be a code."""
    values = dict.fromkeys(
        ("on", "sts", "time", "name", "by", "note", "since", "follows", "reason", "tranche", "amount", "list"), "x"
    )
    told = {code for code in sentences() if code.startswith("payday.warn_")}
    assert len(told) >= 14
    for code in sorted(told):
        said = t_id.sentence(code, values)
        assert "{" not in said
        assert said != sentences()[code]
