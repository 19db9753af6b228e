"""Who may call what, for every service there is: a new one is found by the walk and judged by the same rules."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

import desktop.services
from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import AuditLine
from desktop.rules.terms import Role
from desktop.services import office_settings
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from tests import offices

ROOM = "desktop.services."
# What takes a desk and is no service: parts of other services, that a service calls after its own check of the role.
PARTS = frozenset({
    "desk.refuse", "users.confirm_second", "users.is_password_of", "importing.previewing.prepare",
    "money.stepping_back.wish",
})  # fmt: skip
# An office that is being made has nobody whose role could be asked.
BEING_MADE = ("demo.",)
# Approving, opening, closing, locking, voiding: the second person's work (DESIGN.md 1).
SUPERVISING = frozenset((
    "approving.approve", "approving.open_pay_out", "approving.close", "approving.lock", "money.receipts.void",
    "money.sanctions.lift", "money.stepping_back.decline", "money.stepping_back.grant",
))  # fmt: skip
PAYING = ("approving.", "money.")
# What a person does for himself changes no record of the office.
OWN = frozenset({"signing_in.change_password", "signing_in.confirm_password"}) | {
    f"drafts.{verb}" for verb in ("keep", "take", "drop")
}
# It keeps what the rules say of every family, which anybody may look at: no record, no line in the log.
DERIVED = frozenset({"quality.examining.examine"})
# An auditor runs his tests; what they found is kept beside the records, and changes none of them.
TESTS = frozenset({"auditing.audits.run"})
# The key card is shown to everybody; its keys are made then, but never by the auditor.
CARD = frozenset({"exchange.own_keys.card"})
# It writes nothing but the line that says it was done.
PROOF = frozenset({"safety.verify"})
OFFICE_CARE = frozenset({
    "users.add", "users.remove", "users.give_password", "programmes.add", "office_settings.change", "safety.back_up",
    "recovery.replace",
})  # fmt: skip
FAMILY_ROOMS = ("families.", "importing.", "duplicates.", "enrolling.", "visits.", "facilitators.", "letters.")


@dataclass(frozen=True)
class Service:
    """One public function that takes a desk."""

    name: str
    call: Callable[..., object]

    @property
    def roles(self) -> tuple[Role, ...] | None:
        return getattr(self.call, "roles", None)

    @property
    def changes(self) -> bool:
        """Whether it changes records: then it answers what it changed."""
        return "Answer[" in str(inspect.signature(self.call).return_annotation)


def takes_a_desk(function: Callable[..., object]) -> bool:
    first = next(iter(inspect.signature(function).parameters.values()), None)
    return first is not None and (first.name == "desk" or first.annotation is Desk or first.annotation == "Desk")


def functions() -> Iterator[Service]:
    for found in pkgutil.walk_packages(desktop.services.__path__, ROOM):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and takes_a_desk(function):
                yield Service(f"{module.__name__.removeprefix(ROOM)}.{name}", function)


def services() -> list[Service]:
    return [found for found in functions() if found.name not in PARTS and not found.name.startswith(BEING_MADE)]


def may(role: Role) -> set[str]:
    """Names of all services a role may call."""
    return {service.name for service in services() if role in (service.roles or ())}


def changing() -> set[str]:
    return {service.name for service in services() if service.changes}


def test_the_walk_finds_what_is_there() -> None:
    names = {service.name for service in services()}
    assert names >= SUPERVISING | OFFICE_CARE | PROOF | {"families.saving.save", "importing.accepting.accept"}
    assert names.isdisjoint(PARTS)


def test_every_service_says_who_may_call_it() -> None:
    assert [service.name for service in services() if not service.roles] == []


def test_the_parts_still_exist() -> None:
    """A name that is let off and no longer there would let off the next one that gets the name."""
    assert {found.name for found in functions()} >= PARTS


def test_what_is_for_all_is_for_all_four() -> None:
    assert set(EVERYBODY) == set(Role)


def test_only_the_supervisor_approves_opens_closes_locks_and_voids() -> None:
    roles = {service.name: service.roles for service in services()}
    assert {name: roles[name] for name in SUPERVISING} == dict.fromkeys(SUPERVISING, (Role.SUPERVISOR,))


@pytest.mark.parametrize("word", ["approve", "void", "lock", "unlock", "open_pay_out", "reopen"])
def test_no_other_service_of_that_name_is_for_an_operator(word: str) -> None:
    assert [name for name in may(Role.OPERATOR) if name.rpartition(".")[2].startswith(word)] == []


def test_the_operator_has_no_part_in_the_care_of_the_office() -> None:
    assert may(Role.OPERATOR) & OFFICE_CARE == set()


def test_an_operator_of_money_enters_and_prints_and_decides_nothing() -> None:
    done = {name for name in may(Role.OPERATOR) & changing() if name.startswith(PAYING)}
    decided = {name for name in may(Role.SUPERVISOR) & changing() if name.startswith(PAYING)} - done
    assert done & SUPERVISING == set()
    assert decided == SUPERVISING


def test_at_the_desk_the_operator_pays_and_another_takes_it_back() -> None:
    """`undo_beside` is the supervisor's act at the operator's PC: it asks for his password."""
    at_the_desk = {name for name in changing() if name.startswith("payday.")}
    assert at_the_desk & may(Role.SUPERVISOR) == {"payday.undoing.undo"}
    assert at_the_desk - may(Role.OPERATOR) == {"payday.undoing.undo"}


def test_the_auditor_changes_nothing() -> None:
    assert may(Role.AUDITOR) & changing() <= OWN | DERIVED | TESTS | CARD


def test_the_auditor_reads_families_money_letters_and_visits() -> None:
    assert may(Role.AUDITOR) >= {
        "families.detail.open_family", "families.finding.find", "money.overview.status", "money.payments.payments",
        "money.receipts.look_up", "letters.register", "visits.page", "safety.verify",
    }  # fmt: skip


def test_the_administrator_touches_no_family_and_no_money() -> None:
    touched = may(Role.ADMINISTRATOR) & changing()
    assert {name for name in touched if name.startswith((*FAMILY_ROOMS, *PAYING, "payday."))} == set()


def test_the_supervisor_enters_no_families_and_cares_for_no_users() -> None:
    """Who registers a family cannot approve its payment; the roles keep it so by themselves."""
    touched = may(Role.SUPERVISOR) & changing()
    entering = ("families.saving.", "importing.", "money.drafting.create", "users.")
    assert {name for name in touched if name.startswith(entering)} == set()


def test_the_care_of_the_office_is_the_administrators() -> None:
    roles = {service.name: service.roles for service in services()}
    assert {name: roles[name] for name in OFFICE_CARE} == dict.fromkeys(OFFICE_CARE, (Role.ADMINISTRATOR,))


def test_whoever_drafts_cannot_approve() -> None:
    """No role holds both halves of what takes two people (DESIGN.md 4.11)."""
    both = [role for role in Role if {"money.drafting.create", "approving.approve"} <= may(role)]
    assert both == []


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_may_not_is_refused_and_logged_before_anything_else(operator: Desk, role: Role) -> None:
    """Number 20 of the faults to survive. Called without its arguments, a service could do nothing else anyway."""
    desk = offices.same_office_as(operator, role)
    barred = [service for service in services() if service.roles and role not in service.roles]
    assert barred, "no role may do everything"
    with desk.read() as session:
        head = session.scalars(select(AuditLine.seq).order_by(AuditLine.seq.desc())).first() or 0
    for service in barred:
        with pytest.raises(Refused) as refused:
            service.call(desk)
        assert refused.value.code == "role.not_allowed", service.name
        assert refused.value.values["role"] == role
    with desk.read() as session:
        refusals = session.scalars(select(AuditLine).where(AuditLine.seq > head).order_by(AuditLine.seq)).all()
    assert [(line.action, line.actor) for line in refusals] == [("refused", role)] * len(barred)
    for service, line in zip(barred, refusals, strict=True):
        assert f'"{service.name.rpartition(".")[2]}"' in (line.detail or ""), service.name
        assert (line.kind, line.record, line.value_hash) == (None, None, None)


def test_a_refused_try_changes_no_record(auditor: Desk) -> None:
    before = office_settings.read(auditor, office_settings.Safety)
    with pytest.raises(Refused):
        office_settings.change(auditor, office_settings.Safety(idle_minutes=1))
    assert office_settings.read(auditor, office_settings.Safety) == before


def test_a_service_of_ones_own_is_let_through_with_its_arguments(operator: Desk) -> None:
    @allowed(Role.OPERATOR)
    def double(desk: Desk, number: int, *, plus: int = 0) -> Answer[int]:
        return Answer(number * 2 + plus, Changes())

    assert double(operator, 3, plus=1).value == 7
    with pytest.raises(Refused) as refused:
        double(offices.same_office_as(operator, Role.AUDITOR), 3)
    assert refused.value.values["allowed"] == (Role.OPERATOR,)
    assert double.__name__ == "double"
