"""No paper shows a code: every one that services keep as the reason of a payment has its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.rules.payout_reasons import OTHER, load_reasons
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.services.money.facts import HELD
from desktop.services.payers import answers, standing
from desktop.services.payers.taking import IDLE
from desktop.services.reports import reading
from desktop.services.reports.columns import PAPER
from desktop.services.reports.kinds import Kind
from tests.house.source import Source, program
from tests.services.money import walk
from tests.services.money.walk import FIRST
from tests.services.payers.answering import row, sent, written

CODE = re.compile(r"[a-z_]+\.[a-z_]+")
KEPT = frozenset({"reason", "held"})  # what a payment's reason is called on its way to the table
PAYER_CODES = [one.code for one in load_reasons().all]


def services() -> list[Source]:
    return [one for one in program() if one.name.startswith("desktop/services/")]


def constants() -> dict[str, str]:
    """Every name of a module that stands for a coded text."""
    found = {}
    for source in services():
        for node in source.tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            value = node.value.value if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) else None
            for target in targets:
                if isinstance(target, ast.Name) and isinstance(value, str) and CODE.fullmatch(value):
                    found[target.id] = value
    return found


def given(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What is given a name here: by keyword, by attribute, or as an entry of a mapping."""
    if isinstance(node, ast.keyword) and node.arg:
        yield node.arg, node.value
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from ((str(key.value), value) for key, value in pairs if isinstance(key, ast.Constant))
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            both = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            names = target.elts if both and isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if both and isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=True):
                if isinstance(name, ast.Attribute):
                    yield name.attr, value


def kept_codes() -> set[str]:
    """Codes that some service writes as the reason of a payment."""
    known, found = constants(), set()
    for source in services():
        for node in ast.walk(source.tree):
            for name, value in given(node):
                if name not in KEPT:
                    continue
                for part in ast.walk(value):
                    text = part.value if isinstance(part, ast.Constant) else None
                    code = known.get(part.id) if isinstance(part, ast.Name) else text
                    if isinstance(code, str) and CODE.fullmatch(code):
                        found.add(code)
    return found


def test_every_code_that_is_kept_as_a_reason_has_words_on_paper() -> None:
    kept = kept_codes()
    assert kept >= {HELD, "money.receipt_voided", "money.no_longer_eligible", "payday.refused"}, "the search went blind"
    assert kept - reading.REASONS.keys() == set(), "give these codes words in desktop/services/reports/reading.py"


@pytest.mark.parametrize("code", [one for one in reading.REASONS if one])
def test_words_of_a_code_are_no_code(code: str) -> None:
    assert not CODE.search(reading.said(code))


@pytest.mark.parametrize("code", PAYER_CODES)
def test_every_reason_of_a_payer_has_a_word_of_its_own(code: str) -> None:
    labels = [one.label for one in load_reasons().all]
    label = load_reasons().label(code)
    assert label != code
    assert labels.count(label) == 1
    assert label[0].isupper()


def test_what_a_payer_could_not_pay_stands_in_words_in_the_reports(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    """Each coded reason once, money nobody fetched, and a reason no list knows."""
    accounts = sent(operator, supervisor, tmp_path, len(PAYER_CODES) + 2)
    labels = {one.code: one.label for one in load_reasons().all}
    said = [row(operator, account, "Gagal", labels[code]) for account, code in
            zip(accounts, PAYER_CODES, strict=False)]  # fmt: skip
    said += [row(operator, accounts[-2], "Tidak transaksi"), row(operator, accounts[-1], "Gagal", "RC 76")]
    answers.accept(operator, answers.preview(operator, FIRST, written(tmp_path / "hasil.csv", said), "BJB"))
    expected = {*labels.values(), IDLE, f"{labels[OTHER]}: RC 76"}
    with operator.read() as session:
        pay_list = walk.pay_list(operator)
        assert {words for words, _ in reading.reasons(session, pay_list)} == expected
        rows = [one for village in reading.villages(session, pay_list)
                for one in reading.payees(session, pay_list, village.code, (PaymentState.UNPAID,))]  # fmt: skip
    column = next(one for one in PAPER[Kind.UNPAID] if one.column.title == "Alasan")
    assert {column.get(one) for one in rows} == expected
    shown = standing.unreached(operator, FIRST).rows
    assert {one.reason for one in shown if one.code} == set(labels.values())
