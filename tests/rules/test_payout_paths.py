"""The path behind the name of a channel, and when two names mean one payer."""

import pytest

from desktop.rules.payout_paths import MoneyPath, path_of, payer_key


@pytest.mark.parametrize(
    ("channel", "path"),
    [
        ("", MoneyPath.CASH),
        ("Tunai", MoneyPath.CASH),
        ("  TUNAI ", MoneyPath.CASH),
        ("Dinas Sosial", MoneyPath.CASH),
        ("Kantor Pos", MoneyPath.POST),
        ("PT. Pos Indonesia", MoneyPath.POST),
        ("BJB", MoneyPath.BANK),
        ("Bank Banten", MoneyPath.BANK),
        ("Bank Posindo", MoneyPath.BANK),
    ],
)
def test_a_channel_says_its_path(channel: str, path: MoneyPath) -> None:
    assert path_of(channel) is path


@pytest.mark.parametrize(
    "names",
    [
        ("Bank Banten", "bank_banten", "PT Bank Banten (Persero) Tbk.", "BANTEN"),
        ("BJB", "bjb", "Bank BJB"),
        ("Kantor Pos", "pos", "PT Pos Indonesia"),
    ],
)
def test_names_of_one_payer_share_a_key(names: tuple[str, ...]) -> None:
    assert len({payer_key(name) for name in names}) == 1


def test_other_payers_have_other_keys() -> None:
    keys = [payer_key(name) for name in ("BJB", "BRI", "BNI", "Bank Banten", "Kantor Pos", "Bank Indonesia")]
    assert len(set(keys)) == len(keys)
    assert "" not in keys
