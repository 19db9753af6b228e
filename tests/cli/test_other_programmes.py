"""Other programmes run the same way from their data files alone: by category, by component, in another province."""

from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import Said, ejsika

DECREE = ("--decree", "7/Kep/2023", "--decree-date", "2023-01-09")
EARLIER = {"2019": ("--decree", "7/Kep/2019", "--decree-date", "2019-03-05"), "2021": ("--decree-date", "2021-01-04")}
NAMES = tuple(
    word for role in Role for word in (f"--{'admin' if role is Role.ADMINISTRATOR else role.value}", role.value)
)


def made(folder: Path, code: str, programme: str, *names: str) -> Path:
    done = ejsika("init", folder, "--office", code, *(word for name in names for word in ("--programme", name)), *NAMES)
    assert done.status == 0, done
    desk = offices.sign_in(folder, Role.OPERATOR)
    families.add(desk, 4, programme=programme)
    desk.close()
    return folder


def supervisor(*words: object) -> Said:
    return ejsika(*words, "--as", "supervisor")


def paid_out(folder: Path, key: str, tmp_path: Path) -> dict[str, Any]:
    """Approve, open, pay all but one whose money goes back, close, lock; answers the status at the end."""
    assert supervisor("tranche", "approve", folder, key).status == 0
    assert supervisor("tranche", "open", folder, key).status == 0
    cards = [family["card"] for family in ejsika("find", folder, "Cikadu", "--json").json]
    result = tmp_path / "hasil.csv"
    lines = [f"{card};dibayar;" for card in cards[1:]] + [f"{cards[0]};kembali;STS-1"]
    result.write_text("\n".join(["kartu;hasil;no_sts", *lines]) + "\n")
    assert ejsika("settle", folder, key, result).status == 0
    assert supervisor("tranche", "close", folder, key).status == 0
    status: dict[str, Any] = ejsika("tranche", "status", folder, key, "--json").json
    return status


def proved(folder: Path) -> None:
    assert "Utuh" in ejsika("verify", folder, language="id").out


def test_jscb_pays_once_a_year_by_category(tmp_path: Path) -> None:
    folder = made(tmp_path / "cilegon", "36.72", "jscb", "jscb-2023")
    families_found = ejsika("find", folder, "Cikadu", "--json").json
    assert len(families_found) == 4
    ids = [family["id"] for family in families_found]
    for category, some in (("orphan", ids[:1]), ("widow", ids[1:])):
        cards = tmp_path / f"{category}.txt"
        cards.write_text("\n".join(some))
        assert ejsika("category", "give", folder, category, "--cards", cards).status == 0
    draft = ejsika("tranche", "create", folder, "2023/1", *DECREE, "--json").json
    assert (draft["households"], draft["rupiah"]) == (4, 4_200_000)
    status = paid_out(folder, "2023/1", tmp_path)
    figures = status["figures"]
    assert figures["paid"]["rupiah"] + figures["returned"]["rupiah"] == 4_200_000
    assert figures["returned"]["households"] == 1
    proved(folder)


def test_jscb_lists_nobody_without_a_category(tmp_path: Path) -> None:
    folder = made(tmp_path / "cilegon", "36.72", "jscb", "jscb-2023")
    left = ejsika("tranche", "create", folder, "2023/1", *DECREE, "--json").json["left_out"]
    assert [(one["reason"], one["count"]) for one in left] == [("money.left_out_category", 4)]
    listed = ejsika("category", "list", folder).out
    assert "orphan  Rp1.200.000" in listed


def test_pkh_pays_by_component_in_four_tranches(tmp_path: Path) -> None:
    folder = made(tmp_path / "pandeglang", "36.01", "pkh", "pkh-2021")
    for tranche in (1, 2):
        draft = ejsika(
            "tranche", "create", folder, f"2021/{tranche}", "--decree", f"{tranche}/Kep", *EARLIER["2021"], "--json"
        )
        # One child at school each; in 2021 the boy of 2009 goes to a school of the level his register says.
        assert (draft.json["households"], draft.json["rupiah"]) == (4, 4 * 225_000)
        status = paid_out(folder, f"2021/{tranche}", tmp_path)
        assert status["figures"]["paid"] == {"households": 3, "rupiah": 3 * 225_000}
    proved(folder)


@pytest.fixture
def sasambo(tmp_path: Path) -> Path:
    """The packaged year of NTB with the amounts an office writes into its copy: no source gives any."""
    text = (paths.resources() / "programmes" / "sasambo-2019.toml").read_text("utf-8")
    own = tmp_path / "sasambo.toml"
    own.write_text(
        text.replace("[{ number = 1 }, { number = 2 }]", "[{ number = 1, amount = 900_000 }, { number = 2 }]")
    )
    return own


def test_sasambo_runs_in_another_province(tmp_path: Path, sasambo: Path) -> None:
    folder = made(tmp_path / "mataram", "52.71", "sasambo", str(sasambo))
    draft = ejsika("tranche", "create", folder, "2019/1", *EARLIER["2019"], "--json").json
    assert (draft["households"], draft["rupiah"]) == (4, 3_600_000)
    status = paid_out(folder, "2019/1", tmp_path)
    assert status["figures"]["paid"]["rupiah"] == 2_700_000
    cards = [family["card"] for family in ejsika("find", folder, "Cikadu", "--json").json]
    assert all(card.startswith("SBG-52.71-") for card in cards)
    empty = ejsika("tranche", "create", folder, "2019/2", *EARLIER["2019"])
    assert "amount" in empty.sentence  # nothing is drafted on a figure nobody gave
    proved(folder)
