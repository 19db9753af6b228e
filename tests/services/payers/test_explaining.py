"""A person says what a payer's columns and words mean; it is kept for the payer, and asked once."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, ColumnMap
from desktop.rules.money import Figure
from desktop.services.desk import Desk
from desktop.services.payers import answers, explaining
from desktop.services.payers.explaining import WordSeen
from desktop.sheets.payer_words import WordKind
from tests.services.money.walk import FIRST
from tests.services.payers.answering import row, sent, states, written

S, R = WordKind.STATUS, WordKind.REASON
STRANGE = ("Tujuan", "Atas nama", "Rp", "Flag", "Kode", "Waktu")


def test_columns_are_explained_once_for_a_payer(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second, _ = sent(operator, supervisor, tmp_path, 3)
    path = written(tmp_path / "hasil.csv", [row(operator, first)], STRANGE)
    with pytest.raises(Refused) as refused:
        answers.preview(operator, FIRST, path, "BJB")
    assert refused.value.code == "payers.answer_no_key"
    looked = answers.look(operator, path, "BJB")
    assert (looked.seen[0].heading, looked.seen[0].samples, looked.seen[0].field) == ("Tujuan", (first,), "")
    with pytest.raises(Refused) as refused:
        explaining.explain_columns(operator, "BJB", looked.sighted, {0: "account", 3: ""})
    assert refused.value.code == "payers.answer_no_status"
    meant = {0: "account", 2: "amount", 3: "status", 4: "reason", 5: "on"}
    assert explaining.explain_columns(operator, "BJB", looked.sighted, meant).changes.touches("column_map")
    assert answers.preview(operator, FIRST, path, "BJB").counts.paid == Figure(1, 1_000_000)
    other = written(tmp_path / "lagi.csv", [row(operator, second)], STRANGE[::-1])
    assert answers.look(operator, other, "BJB").remembered
    assert not answers.look(operator, other, "BRI").remembered, "another payer's columns are his own"
    with operator.read() as session:
        (kept,) = session.scalars(select(ColumnMap).where(ColumnMap.purpose == "payer_answer"))
        line = session.scalars(select(AuditLine).where(AuditLine.action == "payout_answer.columns")).first()
    assert (kept.name, kept.by) == ("BJB", operator.person.id)
    assert line is not None


def test_words_are_explained_once_for_a_payer(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second, third, fourth = sent(operator, supervisor, tmp_path)
    rows = [row(operator, first, "00", on=f"{operator.today():%d/%m/%Y}"), row(operator, second, "51"),
            row(operator, third, "51"), row(operator, fourth, "Gagal", "RC 76")]  # fmt: skip
    path = written(tmp_path / "hasil.csv", rows)
    before = answers.preview(operator, FIRST, path, "BJB")
    assert before.unexplained == (WordSeen(S, "51", 2), WordSeen(S, "00", 1), WordSeen(R, "RC 76", 1))
    assert (before.counts.wrong, before.rows[3].row.reason) == (3, "other"), "an unknown reason stops nobody"
    said = {(S, "00"): "paid", (S, "51"): "failed/blocked", (R, "RC 76"): "identity"}
    assert explaining.explain_words(operator, "BJB", said).value == 3
    after = answers.preview(operator, FIRST, path, "BJB")
    assert (after.counts.wrong, after.unexplained) == (0, ())
    assert [(one.written, one.meaning) for one in after.words] == [
        ("51", "failed/blocked"), ("00", "paid"), ("RC 76", "identity"),
    ]  # fmt: skip
    assert (after.counts.paid.families, after.counts.failed.families) == (1, 3)
    assert {one[0] for one in states(operator).values()} == {"unpaid"}, "nothing is taken by an explanation"
    answers.accept(operator, after)
    assert [states(operator)[one][1] for one in (second, fourth)] == [
        "Saldo atau rekening diblokir", "NIK atau identitas tidak cocok",
    ]  # fmt: skip
    assert answers.preview(operator, FIRST, path, "").unexplained != (), "what BJB means is not what everybody means"


def test_what_was_said_can_be_said_otherwise_and_forgotten(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    path = written(tmp_path / "hasil.csv", [row(operator, first, "AA")])
    for meaning, counted in (("idle", "idle"), ("failed", "failed"), ("", "wrong")):
        explaining.explain_words(operator, "BJB", {(S, "aa"): meaning})
        counts = answers.preview(operator, FIRST, path, "BJB").counts
        figure = counts.wrong if counted == "wrong" else getattr(counts, counted).families
        assert figure == 1
    with pytest.raises(Refused) as refused:
        explaining.explain_words(operator, "BJB", {(S, "aa"): "dibayar"})
    assert refused.value.code == "payers.word_meaning"
    with pytest.raises(Refused) as refused:
        explaining.explain_words(operator, "BJB", {(S, f"kata {number}"): "paid" for number in range(501)})
    assert refused.value.code == "payers.words_many"


def test_nobody_alone_makes_a_failure_paid(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    path = written(tmp_path / "hasil.csv", [row(operator, first, "GAGAL", "Meninggal")])
    for word in ("GAGAL", "Meninggal"):
        with pytest.raises(Refused) as refused:
            explaining.explain_words(operator, "BJB", {(S, word): "paid"})
        assert (refused.value.code, refused.value.values) == ("payers.word_known", {"word": word})
        with pytest.raises(Refused):
            answers.preview(operator, FIRST, path, "BJB", meanings={(S, word): "paid"})
    with operator.write("test.old") as unit:  # an older program let it be said
        unit.session.add(ColumnMap(purpose="payer_words", name="BJB", headings="[]", by=operator.person.id,
                                   columns='{"status:gagal": "paid"}', at=operator.now()))  # fmt: skip
    assert answers.preview(operator, FIRST, path, "BJB", day=operator.today()).counts.failed.families == 1


def test_words_said_with_a_file_are_kept_when_it_is_taken(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second = sent(operator, supervisor, tmp_path, 2)
    path = written(tmp_path / "hasil.csv", [row(operator, first, "51"), row(operator, second, "?")])
    meant = {(S, "51"): "failed/blocked"}
    previewed = answers.preview(operator, FIRST, path, "BJB", meanings=meant)
    assert (previewed.counts.failed.families, [one.written for one in previewed.unexplained]) == (1, ["?"])
    assert answers.preview(operator, FIRST, path, "BJB").counts.wrong == 2, "a look keeps nothing"
    with pytest.raises(Refused):
        answers.accept(operator, previewed)
    assert answers.preview(operator, FIRST, path, "BJB").counts.wrong == 2, "neither does a refusal"
    answers.accept(operator, previewed, good_only=True)
    assert answers.preview(operator, FIRST, path, "BJB").counts.wrong == 1
    assert states(operator)[first][2:] == ("failed", "blocked")


def test_only_an_operator_explains(supervisor: Desk, auditor: Desk) -> None:
    for desk in (supervisor, auditor):
        with pytest.raises(Refused) as refused:
            explaining.explain_words(desk, "BJB", {})
        assert refused.value.code == "role.not_allowed"
