"""When the office was last backed up outside its folder, and when that is too long ago."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.services import backups, safety
from desktop.services.desk import Desk


@pytest.mark.parametrize(("days", "late"), [(0, False), (6, False), (7, True), (400, True)])
def test_a_week_without_a_backup_is_late(operator: Desk, days: int, late: bool) -> None:
    today = operator.today()
    assert backups.is_late(today - timedelta(days=days), today) is late


def test_no_backup_at_all_is_late(operator: Desk) -> None:
    assert backups.last_backup(operator) is None
    assert backups.is_late(None, operator.today())


def test_the_newest_backup_counts_and_everybody_may_know(administrator: Desk, auditor: Desk, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        safety.back_up(administrator, tmp_path / f"{name}.ejsika-backup")
    assert backups.last_backup(auditor) == auditor.today()
