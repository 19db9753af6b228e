"""Taking in what a bank says: paid, failed with its reason, idle; and what is refused, row by row."""

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import ColumnMap, Member, Payment, PaymentRoute, PayoutAnswer
from desktop.paths import resources
from desktop.rules.money import Figure
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import PaymentState, Presence
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview
from desktop.services.payday import paying
from desktop.services.payers import answers, files, routes
from desktop.services.payers.answers import AnswerPreview
from desktop.services.payers.judging import Verdict
from desktop.services.payers.routes import NewPath
from desktop.wording import load
from tests.services.money import walk
from tests.services.money.walk import FIRST
from tests.services.payers.answering import HEADINGS, paid_at_the_desk, row, sent, states, written

EACH = 1_000_000


def codes(previewed: AnswerPreview) -> list[list[str]]:
    """What is wrong with each row."""
    return [[problem.code for problem in one.problems] for one in previewed.rows]


def test_paid_failed_and_idle_are_taken_in_one_act(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second, third, fourth = sent(operator, supervisor, tmp_path)
    path = written(
        tmp_path / "hasil.csv",
        [row(operator, first), row(operator, second, "Gagal", "Rekening tidak aktif"),
         row(operator, third, "Tidak transaksi"), row(operator, fourth)],
    )  # fmt: skip
    previewed = answers.preview(operator, FIRST, path)
    counts = previewed.counts
    assert (counts.rows, counts.sent) == (4, Figure(4, 4 * EACH))
    assert (counts.paid, counts.failed, counts.idle) == (Figure(2, 2 * EACH), Figure(1, EACH), Figure(1, EACH))
    assert (counts.missing, counts.same, counts.wrong, counts.balanced) == (Figure(), 0, 0, True)
    assert {one[0] for one in states(operator).values()} == {"unpaid"}, "a look keeps nothing"
    done = answers.accept(operator, previewed)
    assert done.changes.touches("payment", "payout_order", "payout_answer")
    assert states(operator) == {
        first: ("paid", "", "paid", ""),
        second: ("unpaid", "Rekening tidak aktif", "failed", "inactive"),
        third: ("unpaid", "Tidak transaksi", "idle", ""),
        fourth: ("paid", "", "paid", ""),
    }
    money = overview.status(operator, FIRST).balance
    assert (money.paid, money.unpaid, money.problems()) == (Figure(2, 2 * EACH), Figure(2, 2 * EACH), ())
    assert walk.faults(operator) == []
    with operator.read() as session:
        kept = session.scalars(select(PayoutAnswer)).one()
    assert (kept.id, kept.name, kept.digest) == (done.value.id, "hasil.csv", previewed.file.digest)


def test_the_same_file_is_taken_once(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, *_ = sent(operator, supervisor, tmp_path)
    path = written(tmp_path / "hasil.csv", [row(operator, first)])
    answers.accept(operator, answers.preview(operator, FIRST, path))
    again = answers.preview(operator, FIRST, path)
    assert (again.known, again.counts.same, again.rows[0].verdict) == (True, 1, Verdict.SAME)
    with pytest.raises(Refused) as refused:
        answers.accept(operator, again)
    assert refused.value.code == "payers.answer_known"
    renamed = written(tmp_path / "nama_lain.csv", [row(operator, first)])
    with pytest.raises(Refused):
        answers.accept(operator, answers.preview(operator, FIRST, renamed))


def test_a_partly_wrong_file_takes_nothing_until_a_person_says_so(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    first, second, *_ = sent(operator, supervisor, tmp_path)
    path = written(tmp_path / "hasil.csv", [row(operator, first), row(operator, second, amount=999_999)])
    previewed = answers.preview(operator, FIRST, path)
    assert codes(previewed) == [[], ["payers.amount_differs"]]
    assert previewed.wrong[0].problems[0].values == {"said": "Rp999.999", "sent": "Rp1.000.000"}
    assert previewed.counts.missing == Figure(3, 3 * EACH), "a wrong row names nobody"
    with pytest.raises(Refused) as refused:
        answers.accept(operator, previewed)
    assert (refused.value.code, refused.value.values) == ("payers.rows_wrong", {"count": 1, "rows": 2})
    assert states(operator)[first][0] == "unpaid"
    done = answers.accept(operator, previewed, good_only=True).value
    assert done.left_out == 1
    assert [states(operator)[one][0] for one in (first, second)] == ["paid", "unpaid"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"account": "0079999999999"}, "payers.row_unknown"),
        ({"status": "Entah"}, "payers.no_word"),
        ({"status": ""}, "payers.no_outcome"),
        ({"on": ""}, "payers.no_day"),
        ({"days": 1}, "payers.day_to_come"),
        ({"days": -1}, "payers.day_early"),
        ({"on": "besok"}, "payers.no_date"),
        ({"amount": "2000000"}, "payers.amount_differs"),
    ],
)
def test_a_row_that_cannot_be_true_is_named(
    operator: Desk, supervisor: Desk, tmp_path: Path, changed: dict[str, str], code: str
) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    cells = row(operator, changed.get("account", first))
    if "days" in changed:
        cells[5] = f"{operator.today() + timedelta(days=int(changed['days'])):%d/%m/%Y}"
    for place, name in enumerate(("account", "name", "amount", "status", "reason", "on")):
        cells[place] = changed.get(name, cells[place])
    previewed = answers.preview(operator, FIRST, written(tmp_path / "hasil.csv", [cells]))
    assert codes(previewed) == [[code]]
    sentence = load(resources() / "locale", "id").sentence(code, previewed.rows[0].problems[0].values)
    assert "{" not in sentence
    with pytest.raises(Refused) as refused:
        answers.accept(operator, previewed, good_only=True)
    assert refused.value.code == "payers.nothing_to_take"


def test_one_day_for_all_rows_that_have_none(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    path = written(tmp_path / "hasil.csv", [row(operator, first, on="")])
    previewed = answers.preview(operator, FIRST, path, day=operator.today())
    assert (previewed.rows[0].on, previewed.counts.wrong) == (operator.today(), 0)
    answers.accept(operator, previewed)
    with operator.read() as session:
        assert session.scalars(select(Payment.settled_on)).one() == operator.today()


def test_two_rows_about_one_payment(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    """Alike they count once and the second is told; unlike neither is taken."""
    first, second, *_ = sent(operator, supervisor, tmp_path)
    rows = [row(operator, first), row(operator, first), row(operator, second), row(operator, second, "Gagal", "Blokir")]
    previewed = answers.preview(operator, FIRST, written(tmp_path / "hasil.csv", rows))
    assert codes(previewed) == [[], ["payers.row_twice"], ["payers.row_twice"], ["payers.row_twice"]]
    assert [one.problems[0].values["other"] for one in previewed.wrong] == [2, 5, 4]


def test_money_for_another_account_than_was_sent_is_an_error(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second, *_ = sent(operator, supervisor, tmp_path)
    with operator.read() as session:
        nik = session.scalars(select(Payment.caretaker_nik).order_by(Payment.caretaker_nik)).first()
    headings = ("No Rekening", "NIK", "Status", "Tanggal")
    day = f"{operator.today():%d/%m/%Y}"
    rows = [
        [second, nik or "", "Berhasil", day],
        ["0079", nik or "", "Berhasil", day],
        [first, nik or "", "Berhasil", day],
    ]
    previewed = answers.preview(operator, FIRST, written(tmp_path / "hasil.csv", rows, headings))
    assert codes(previewed) == [["payers.keys_differ"], ["payers.keys_differ"], []]


def test_two_families_with_one_account_are_told_apart_by_the_receipt(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    first, second, *_ = sent(operator, supervisor, tmp_path, 2)
    with operator.write("test.same") as unit:
        for route in unit.session.scalars(select(PaymentRoute)):
            route.number = first
    day = f"{operator.today():%d/%m/%Y}"
    alone = written(tmp_path / "a.csv", [[first, "Berhasil", day]], ("No Rekening", "Status", "Tanggal"))
    assert codes(answers.preview(operator, FIRST, alone)) == [["payers.row_several"]]
    both = written(
        tmp_path / "b.csv",
        [[first, f"KW-36.01-2019-{number:06}", "Berhasil", day] for number in (1, 2)],
        ("No Rekening", "No Referensi", "Status", "Tanggal"),
    )
    assert codes(answers.preview(operator, FIRST, both)) == [[], []]
    assert second != first


def test_what_is_paid_stays_paid(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second, *_ = sent(operator, supervisor, tmp_path, 2)
    answers.accept(operator, answers.preview(operator, FIRST, written(tmp_path / "a.csv", [row(operator, first)])))
    paid_at_the_desk(operator)
    later = written(tmp_path / "b.csv", [row(operator, one, "Gagal", "Blokir") for one in (first, second)])
    previewed = answers.preview(operator, FIRST, later)
    assert codes(previewed) == [["payers.paid_already"], []], "the desk paid what the bank could not"
    said = written(tmp_path / "c.csv", [row(operator, second)])
    twice = answers.preview(operator, FIRST, said)
    assert codes(twice) == [["payers.paid_elsewhere"]], "paid at the desk, and by the bank's word: twice"
    with pytest.raises(Refused) as refused:
        answers.accept(operator, twice, good_only=True)
    assert refused.value.code == "payers.nothing_to_take"
    answers.accept(operator, previewed, good_only=True)
    assert states(operator)[second] == ("paid", "", "failed", "blocked")


def test_what_failed_goes_out_again_and_is_paid_then(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second = sent(operator, supervisor, tmp_path, 2)
    path = written(tmp_path / "a.csv", [row(operator, first), row(operator, second, "Gagal", "No rekening salah")])
    answers.accept(operator, answers.preview(operator, FIRST, path))
    routes.move(operator, FIRST, NewPath(MoneyPath.POST, "Kantor Pos", "Rekening salah"))
    files.make(operator, FIRST, "Kantor Pos", tmp_path / "pos.xlsx")
    with operator.read() as session:
        nik = session.scalars(select(Payment.caretaker_nik).where(Payment.state == PaymentState.UNPAID)).one()
    day = f"{operator.today():%d/%m/%Y}"
    pos = written(tmp_path / "pos.csv", [[nik or "", "1.000.000", day, "Dibayar"]],
                  ("NIK", "Nominal", "Tanggal Bayar", "Status"))  # fmt: skip
    previewed = answers.preview(operator, FIRST, pos, "Kantor Pos")
    assert (previewed.counts.sent, previewed.counts.paid) == (Figure(1, EACH), Figure(1, EACH))
    answers.accept(operator, previewed)
    assert overview.status(operator, FIRST).balance.paid == Figure(2, 2 * EACH)
    assert walk.faults(operator) == []


def test_a_list_sent_anew_does_not_open_what_went_out_again(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    """The bank sends its answer once more, grown by a row: the second file stays open until it is answered itself."""
    first, second = sent(operator, supervisor, tmp_path, 2)
    failed = row(operator, first, "Gagal", "Blokir")
    answers.accept(operator, answers.preview(operator, FIRST, written(tmp_path / "a.csv", [failed])))
    files.make(operator, FIRST, "BJB", tmp_path / "lagi.csv")
    grown = written(tmp_path / "b.csv", [failed, row(operator, second)])
    previewed = answers.preview(operator, FIRST, grown, "BJB")
    assert (codes(previewed), previewed.unsaid, previewed.files) == ([["payers.which_file"], []], True, (1, 2))
    assert previewed.wrong[0].problems[0].values["files"] == "1, 2"
    answers.accept(operator, previewed, good_only=True)
    assert states(operator)[first] == ("unpaid", "Saldo atau rekening diblokir", "sent", "")
    with operator.read() as session:
        waiting = session.scalars(select(Payment.id).where(Payment.state == PaymentState.UNPAID)).one()
    with pytest.raises(Refused) as refused:
        paying.pay(operator, waiting)
    assert refused.value.code == "money.sent"
    other = written(tmp_path / "c.csv", [failed, ["", "", "", "", "", ""]])
    with pytest.raises(Refused) as refused:
        answers.preview(operator, FIRST, other, of_file=3)
    assert (refused.value.code, refused.value.values["known"]) == ("payers.no_file", "1, 2")
    assert answers.preview(operator, FIRST, other, of_file=1).counts.same == 1
    answers.accept(operator, answers.preview(operator, FIRST, other, of_file=2))
    assert states(operator)[first][2] == "failed", "by the word of who took it, file 2 is answered"
    assert paying.pay(operator, waiting).value.amount == EACH
    assert walk.faults(operator) == []


def test_a_workbook_that_keeps_accounts_as_numbers(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second = sent(operator, supervisor, tmp_path, 2)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (HEADINGS, row(operator, first), row(operator, second)):
        sheet.append([int(cell) if cell == first else cell for cell in cells])
    book.save(tmp_path / "a.xlsx")
    previewed = answers.preview(operator, FIRST, tmp_path / "a.xlsx")
    assert (previewed.rows[0].row.keys["account"], codes(previewed)) == (first.lstrip("0"), [[], []])
    answers.accept(operator, previewed)
    assert {one[0] for one in states(operator).values()} == {"paid"}


def test_who_died_before_the_day_was_not_paid(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    with operator.write("test.death") as unit:
        mother = unit.session.scalars(select(Member).where(Member.position == 1)).one()
        mother.presence, mother.presence_date = Presence.DIED, operator.today() - timedelta(days=3)
    previewed = answers.preview(operator, FIRST, written(tmp_path / "a.csv", [row(operator, first)]))
    assert codes(previewed) == [["payers.receiver_gone"]]
    assert "SITI AMINAH" in str(previewed.rows[0].problems[0].values["name"])


def test_totals_below_the_table_are_passed_over(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    rows = [row(operator, first), ["2", "", "", "", "", ""]]
    previewed = answers.preview(operator, FIRST, written(tmp_path / "a.csv", rows))
    assert [one.verdict for one in previewed.rows] == [Verdict.TAKEN, Verdict.PASSED]
    assert (previewed.counts.rows, previewed.counts.passed, previewed.counts.balanced) == (1, 1, True)


def test_headings_nobody_knows_are_explained_once(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second = sent(operator, supervisor, tmp_path, 2)
    day = f"{operator.today():%d/%m/%Y}"
    headings = ("Rek. Debet", "Flag", "Tgl Proses")
    path = written(tmp_path / "a.csv", [[first, "Berhasil", day]], headings)
    with pytest.raises(Refused) as refused:
        answers.preview(operator, FIRST, path, "BJB")
    assert refused.value.code == "payers.answer_no_key"
    seen = answers.look(operator, path, "BJB")
    assert [(one.heading, one.samples[0]) for one in seen.seen] == list(
        zip(headings, [first, "Berhasil", day], strict=True)
    )
    columns = {0: "account", 1: "status", 2: "on"}
    answers.accept(operator, answers.preview(operator, FIRST, path, "BJB", columns))
    with operator.read() as session:
        kept = session.scalars(select(ColumnMap).where(ColumnMap.purpose == "payer_answer")).one()
    assert kept.name == "BJB"
    following = written(tmp_path / "b.csv", [[second, "Berhasil", day]], headings)
    assert answers.look(operator, following, "BJB").remembered
    answers.accept(operator, answers.preview(operator, FIRST, following, "BJB"))
    assert {one[0] for one in states(operator).values()} == {"paid"}


def test_somebody_who_settles_meanwhile_makes_the_preview_old(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 1)
    previewed = answers.preview(operator, FIRST, written(tmp_path / "a.csv", [row(operator, first, "Gagal", "Blokir")]))
    paid_at_the_desk(operator)
    with pytest.raises(Refused) as refused:
        answers.accept(operator, previewed)
    assert refused.value.code == "payers.changed_meanwhile"
    assert states(operator)[first] == ("paid", "", "sent", "")


def test_the_wrong_rows_go_back_to_the_bank(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    first, second, *_ = sent(operator, supervisor, tmp_path)
    path = written(tmp_path / "a.csv", [row(operator, first), row(operator, second, "Entah")])
    out = tmp_path / "salah.xlsx"
    assert (
        answers.problems(operator, answers.preview(operator, FIRST, path), out, load(resources() / "locale", "id")) == 1
    )
    sheet = load_workbook(out).active
    assert sheet is not None
    head, wrong = sheet.iter_rows(values_only=True)
    assert head[:4] == ("Alasan", "Baris asal", "No Rekening", "Nama")
    assert (wrong[1], wrong[2]) == ("3", second)
    assert "Entah" in str(wrong[0])


def test_before_a_file_and_before_the_opening_there_is_no_answer(
    operator: Desk, supervisor: Desk, tmp_path: Path
) -> None:
    walk.approved(operator, supervisor, 1)
    path = written(tmp_path / "a.csv", [row(operator, "1")])
    with pytest.raises(Refused) as refused:
        answers.preview(operator, FIRST, path)
    assert refused.value.code == "money.not_open"
    approving.open_pay_out(supervisor, FIRST)
    with pytest.raises(Refused) as refused:
        answers.preview(operator, FIRST, path)
    assert refused.value.code == "payers.nothing_sent"


def test_a_file_with_headings_alone_is_refused(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    sent(operator, supervisor, tmp_path, 1)
    with pytest.raises(Refused) as refused:
        answers.preview(operator, FIRST, written(tmp_path / "a.csv", []))
    assert refused.value.code == "payers.answer_empty"


def test_a_row_whose_cells_moved_is_wrong_and_pays_nobody(operator: Desk, supervisor: Desk, tmp_path: Path) -> None:
    """The name holds the separator: the amount stands under the word, and the account may be anybody's."""
    first, second = sent(operator, supervisor, tmp_path, 2)
    path = tmp_path / "hasil.csv"
    good, broken = (";".join(row(operator, account)) for account in (first, second))
    path.write_text("\n".join([";".join(HEADINGS), good, broken.replace("SITI", "SITI;AMINAH")]), "utf-8")
    previewed = answers.preview(operator, FIRST, path)
    assert codes(previewed) == [[], ["sheets.row_too_wide"]]
    assert (previewed.counts.wrong, previewed.counts.passed, previewed.counts.balanced) == (1, 0, True)
    with pytest.raises(Refused) as refused:
        answers.accept(operator, previewed)
    assert refused.value.code == "payers.rows_wrong"
    answers.accept(operator, previewed, good_only=True)
    assert (states(operator)[first][0], states(operator)[second][0]) == ("paid", "unpaid")
