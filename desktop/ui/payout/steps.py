"""What a person may do next with a tranche: the one action of his role, its question, and the work behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.progress import Progress
from desktop.rules.terms import PayListState, Role
from desktop.services import approving, signing_in
from desktop.services.desk import Answer, Desk
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import Step, TrancheStatus
from desktop.ui.kit.question import Question
from desktop.ui.kit.words import number, rupiah
from desktop.ui.payout.terms import tranche_name
from desktop.wording import Translator


@dataclass(frozen=True)
class Approve:
    """Asks for the password again, then approves."""

    desk: Desk
    key: TrancheKey
    password: str

    def __call__(self, progress: Progress) -> Answer[approving.Approved]:
        signing_in.confirm_password(self.desk, self.password)
        return approving.approve(self.desk, self.key, progress)


@dataclass(frozen=True)
class Advance:
    """Opens, closes or locks."""

    desk: Desk
    key: TrancheKey
    step: Step

    def __call__(self, _: Progress) -> Answer[object]:
        services: dict[Step, Callable[[Desk, TrancheKey], Answer[object]]] = {
            Step.CHECK: approving.check,  # type: ignore[dict-item]
            Step.OPEN: approving.open_pay_out,  # type: ignore[dict-item]
            Step.CLOSE: approving.close,  # type: ignore[dict-item]
            Step.LOCK: approving.lock,  # type: ignore[dict-item]
        }
        return services[self.step](self.desk, self.key)


def verb(t: Translator, step: Step) -> str:
    return {
        Step.CHECK: t("Check"),
        Step.APPROVE: t("Approve…"),
        Step.OPEN: t("Open the pay-out…"),
        Step.CLOSE: t("Close the pay-out…"),
        Step.LOCK: t("Lock…"),
    }[step]


def done(t: Translator, step: Step, key: TrancheKey, answer: object) -> str:
    """What a step did, as one sentence."""
    tranche = tranche_name(t, key)
    if isinstance(answer, approving.Approved):
        said = t(
            "{tranche} is approved: receipts {first} to {last} are numbered. The operator can print them now.",
            tranche=tranche,
            first=answer.first,
            last=answer.last,
        )
        return f"{said} {_doubted(t, answer.doubtful)}".rstrip()
    if isinstance(answer, approving.Closed):
        return t("{tranche} is closed; {count} receipts became unused.", tranche=tranche, count=number(answer.unused))
    sentences = {
        Step.CHECK: t("{tranche} is checked. Now a supervisor approves it.", tranche=tranche),
        Step.OPEN: t("The pay-out of {tranche} is open.", tranche=tranche),
        Step.LOCK: t("{tranche} is locked for the audit.", tranche=tranche),
    }
    return sentences[step]


def _doubted(t: Translator, doubtful: int) -> str:
    if not doubtful:
        return ""
    shown = number(doubtful)
    return t.many("The audit tests doubt {shown} row; it is kept there.",
                  "The audit tests doubt {shown} rows; they are kept there.", doubtful, shown=shown)  # fmt: skip


def question(t: Translator, step: Step, status: TrancheStatus) -> Question:
    """Ask before what cannot be undone, with the figures it is about."""
    tranche, payable = tranche_name(t, status.row.key), status.balance.payable
    safe = t("Leave it as it is")
    if step is Step.APPROVE:
        made = Question(
            t("Approve {tranche}?", tranche=tranche),
            _approval(t, status),
            verb=t("Approve"),
            safe=safe,
            reason=t("Your password"),
        )
        if made.reason is not None:
            made.reason.setEchoMode(made.reason.EchoMode.Password)
        return made
    figures = {"families": number(payable.families), "amount": rupiah(payable.rupiah)}
    texts = {
        Step.OPEN: (
            t("Open the pay-out of {tranche}?", tranche=tranche),
            t("From now on payments can be marked as received: {families} families, {amount}.", **figures),
            t("Open the pay-out"),
        ),
        Step.CLOSE: (
            t("Close the pay-out of {tranche}?", tranche=tranche),
            t(
                "{families} families have not collected {amount}. Their receipts become unused; this cannot be undone.",
                families=number(status.balance.unpaid.families),
                amount=rupiah(status.balance.unpaid.rupiah),
            ),
            t("Close the pay-out"),
        ),
        Step.LOCK: (
            t("Lock {tranche}?", tranche=tranche),
            t("Nothing about it can be changed afterwards; it stands as it is for the audit."),
            t("Lock"),
        ),
    }
    sentence, detail, verb_ = texts[step]
    return Question(sentence, detail, verb=verb_, safe=safe)


def _approval(t: Translator, status: TrancheStatus) -> str:
    payable = status.balance.payable
    lines = [
        t(
            "{families} families, {amount}. Decree {number}.",
            families=number(payable.families),
            amount=rupiah(payable.rupiah),
            number=status.row.decree_number or "-",
        )
    ]
    lines += [t.sentence(one.code, {"count": number(one.count), **_rest(one.values)}) for one in status.warnings]
    lines.append(t("The receipts are numbered, and the list cannot be changed any more."))
    return "\n".join(lines)


def _rest(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name != "count"}


def next_step(t: Translator, status: TrancheStatus, role: Role) -> str:
    """Whose turn it is, for who cannot go on himself; nothing where the action says it."""
    state, steps = status.row.state, status.row.steps
    waits_for_supervisor = state in (PayListState.DRAFT, PayListState.CHECKED)
    if role is Role.SUPERVISOR and waits_for_supervisor and Step.APPROVE not in steps:
        return t("You drafted this list yourself, so another supervisor approves it.")
    if role is Role.SUPERVISOR and state in (PayListState.APPROVED, PayListState.OPEN) and not steps:
        return t("You drafted this list yourself, so another supervisor goes on with it.")
    if role is Role.OPERATOR:
        return {
            PayListState.CHECKED: t("Checked: now a supervisor approves it."),
            PayListState.APPROVED: t("Approved: print the receipts now; a supervisor opens the pay-out."),
        }.get(state or PayListState.DRAFT, "")
    if role is Role.SUPERVISOR and state is None:
        return t("The operator drafts the list first.")
    return ""
