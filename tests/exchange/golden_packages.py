"""Packages of earlier formats with the keys of both offices: test keys, and nobody in them lives anywhere."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.exchange.keys import OfficeKeys

FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Golden:
    """One of them."""

    folder: Path

    @property
    def package(self) -> Path:
        return self.folder / "package.ejsika"

    @property
    def sender(self) -> OfficeKeys:
        return self._keys("sender")

    @property
    def receiver(self) -> OfficeKeys:
        return self._keys("receiver")

    @property
    def expected(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "expected.json").read_text("utf-8"))
        return told

    def _keys(self, whose: str) -> OfficeKeys:
        told = json.loads((self.folder / "keys.json").read_text("utf-8"))[whose]
        on = date.fromisoformat(told["on"])
        return OfficeKeys(told["office"], told["epoch"], on, bytes.fromhex(told["signing"]), told["sealing"])


def every() -> list[Golden]:
    return [Golden(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir()]


def newest() -> Golden:
    return every()[-1]
