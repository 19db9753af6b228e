"""Words of payers: what a layout knows, what a person said of them, and which nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.payout_reasons import load_reasons
from desktop.sheets.payer_answer import load_answer_layouts
from desktop.sheets.payer_words import Told, Word, WordKind, Words, read_meaning, refuse_known, word

REASONS = load_reasons()
LAYOUT = next(one for one in load_answer_layouts() if one.name == "bank")
S, R = WordKind.STATUS, WordKind.REASON


def words(**said: str) -> Words:
    """Words with what was said: `s_` before an outcome, `r_` before a reason."""
    kept = {word(S if name[0] == "s" else R, name[2:]): meaning for name, meaning in said.items()}
    return Words(LAYOUT.words, REASONS, kept)


@pytest.mark.parametrize(
    ("status", "reason", "said", "told"),
    [
        ("Berhasil", "apa saja", {}, Told(OrderOutcome.PAID, "", "Berhasil · apa saja")),
        ("Gagal", "Nama beda", {}, Told(OrderOutcome.FAILED, "name_differs", "Gagal · Nama beda")),
        ("Gagal", "RC 76", {}, Told(OrderOutcome.FAILED, "other", "Gagal · RC 76", R)),
        ("Gagal", "RC-76", {"r_rc 76": "blocked"}, Told(OrderOutcome.FAILED, "blocked", "Gagal · RC-76")),
        ("Gagal", "-", {}, Told(OrderOutcome.FAILED, "other", "Gagal · -")),
        ("Gagal", "", {}, Told(OrderOutcome.FAILED, "other", "Gagal")),
        ("Rekening pasif", "", {}, Told(OrderOutcome.FAILED, "inactive", "Rekening pasif")),
        ("00", "", {}, Told(None, "", "00", S)),
        ("00", "", {"s_0": "paid"}, Told(OrderOutcome.PAID, "", "00")),
        ("51", "", {"s_51": "failed/limit"}, Told(OrderOutcome.FAILED, "limit", "51")),
        ("51", "", {"s_51": "failed/left_the_list"}, Told(OrderOutcome.FAILED, "other", "51")),
        ("Gagal", "RC1", {"r_rc1": "left_the_list"}, Told(OrderOutcome.FAILED, "other", "Gagal · RC1", R)),
        ("51", "Nama beda", {"s_51": "failed/limit"}, Told(OrderOutcome.FAILED, "name_differs", "51 · Nama beda")),
        ("Sukses", "", {"s_sukses": "failed"}, Told(OrderOutcome.PAID, "", "Sukses")),
        ("Gagal", "", {"s_gagal": "paid"}, Told(OrderOutcome.FAILED, "other", "Gagal")),
        ("Gagal", "", {"s_gagal": "failed/limit"}, Told(OrderOutcome.FAILED, "limit", "Gagal")),
        ("Rekening pasif", "", {"s_rekening pasif": "paid"}, Told(OrderOutcome.FAILED, "inactive", "Rekening pasif")),
        ("dibayar?", "", {}, Told(None, "", "dibayar?", S)),
        ("≠ DIBAYAR", "", {}, Told(None, "", "≠ DIBAYAR", S)),
        ("- (Dibayar) -.", "", {}, Told(OrderOutcome.PAID, "", "- (Dibayar) -.")),
        ("dibayar?", "", {"s_dibayar?": "idle"}, Told(OrderOutcome.IDLE, "", "dibayar?")),
        ("", "", {}, Told(None, "", "")),
    ],
)
def test_what_a_row_says(status: str, reason: str, said: dict[str, str], told: Told) -> None:
    assert words(**said).read(status, reason) == told


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        (S, ""),
        (S, "sent"),
        (S, "Dibayar"),
        (S, "paid/blocked"),
        (S, "failed/nothing"),
        (R, "paid"),
        (R, ""),
        (R, "x/y"),
    ],
)
def test_a_word_cannot_mean_everything(kind: WordKind, meaning: str) -> None:
    with pytest.raises(Refused) as refused:
        read_meaning(kind, meaning, REASONS)
    assert (refused.value.code, refused.value.values) == ("payers.word_meaning", {"value": meaning})


@pytest.mark.parametrize(
    ("written", "meaning", "known"),
    [
        ("GAGAL", "paid", True),
        (" gagal.", "idle", True),
        ("Berhasil", "failed/blocked", True),
        ("Meninggal", "paid", True),
        ("Gagal", "failed/blocked", False),
        ("Realisasi", "paid", False),
        ("Meninggal", "failed/moved", False),
        ("gagal?", "paid", False),
        ("00", "paid", False),
    ],
)
def test_a_word_of_the_program_means_nothing_else(written: str, meaning: str, known: bool) -> None:
    layouts = [one.words for one in load_answer_layouts()]
    if known:
        with pytest.raises(Refused) as refused:
            refuse_known(written, meaning, layouts, REASONS)
        assert (refused.value.code, refused.value.values) == ("payers.word_known", {"word": written})
    else:
        refuse_known(written, meaning, layouts, REASONS)


@pytest.mark.parametrize("code", [one.code for one in REASONS.all])
def test_every_reason_can_be_meant(code: str) -> None:
    assert read_meaning(R, code, REASONS) == code
    meant = Words(LAYOUT.words, REASONS, {Word(S, "zz"): read_meaning(S, f"failed/{code}", REASONS)})
    assert meant.read("ZZ", "").reason == code


@given(status=st.text(max_size=30), reason=st.text(max_size=30))
def test_whatever_is_written_no_money_is_paid_by_an_unknown_word(status: str, reason: str) -> None:
    told = words().read(status, reason)
    assert (told.outcome is None) == (told.unknown is S or not status)
    if told.outcome is OrderOutcome.FAILED:
        assert told.reason in {one.code for one in REASONS.all}
    else:
        assert told.reason == ""
