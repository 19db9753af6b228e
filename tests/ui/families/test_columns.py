"""What each cell of the list of families says, also where something is not known."""

from dataclasses import replace

import pytest

from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus
from desktop.services.families.finding import By, FamilyListRow
from desktop.ui.families.columns import columns, key
from desktop.ui.families.terms import REGISTERED, STATUSES
from desktop.ui.kit.columns import Kind
from desktop.wording import Translator

ROW = FamilyListRow(
    new_id(), "SITI AMINAH", "••••••••••840001", "JSR-36.01-000001", "Mandalasari", "Kaduhejo", 4, "active"
)


def cells(t: Translator, row: FamilyListRow) -> dict[str, str]:
    return {column.title: column.text(t, row) for column in columns(t)}


def test_a_family_in_order_is_told_in_five_cells(t: Translator) -> None:
    assert cells(t, ROW) == {
        "Caretaker": "SITI AMINAH",
        "NIK": "••••••••••840001",
        "Village / District": "Mandalasari / Kaduhejo",
        "Members": "4",
        "Status": "Active",
    }


@pytest.mark.parametrize(
    ("changed", "title", "said"),
    [
        ({"caretaker_name": ""}, "Caretaker", "No caretaker yet"),
        ({"nik": ""}, "NIK", "none yet"),
        ({"placed": False, "village": "DESA ENTAH", "district": ""}, "Village / District", "To be placed: DESA ENTAH"),
        ({"placed": False, "village": "", "district": ""}, "Village / District", "To be placed"),
        ({"members": 0}, "Members", "0"),
        ({"status": REGISTERED}, "Status", "Registered"),
    ],
)
def test_what_is_not_known_is_said(t: Translator, changed: dict[str, object], title: str, said: str) -> None:
    row = replace(ROW, **changed)  # type: ignore[arg-type]
    assert cells(t, row)[title] == said
    untouched = {name: text for name, text in cells(t, row).items() if name != title}
    assert untouched.items() <= cells(t, ROW).items()


@pytest.mark.parametrize("status", [REGISTERED, *EnrolmentStatus])
def test_every_status_has_its_chip_in_its_tone(t: Translator, status: str) -> None:
    (column,) = [one for one in columns(t) if one.kind is Kind.CHIP]
    chip = column.chip(replace(ROW, status=status))
    assert chip is not None
    word, tone = STATUSES[status]
    assert (chip.text, chip.tone) == (t(word), tone)


def test_the_status_column_has_room_for_the_longest_word(t: Translator) -> None:
    (column,) = [one for one in columns(t) if one.kind is Kind.CHIP]
    assert all(len(t(word)) <= len(column.sample) for word, _ in STATUSES.values())


def test_only_what_the_store_can_sort_by_is_offered(t: Translator) -> None:
    assert {column.name for column in columns(t)} - {""} == {str(by) for by in By}


def test_a_row_is_known_by_its_family(t: Translator) -> None:
    assert key(ROW) == ROW.id == key(replace(ROW, caretaker_name="OTHER"))
