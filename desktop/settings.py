"""What this person on this PC prefers: last office, name, theme, language, printer; no data of an office."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from desktop import paths


@dataclass(frozen=True, slots=True)
class Personal:
    """Preferences. `offsets` are millimetres (right, up) by printer name."""

    office: str = ""
    office_name: str = ""
    user: str = ""
    theme: str = "system"
    language: str = "id"
    printer: str = ""
    paper: str = "a4"
    sounds: str = "on"  # of the desk on pay day
    slips: str = "due"  # receipts printed there beside a payment: those not printed yet, or "off"
    offsets: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Preferences:
    """Reads the preferences once and writes each change at once."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.user_settings() / "settings.json"
        self._personal = _read(self._file)

    @property
    def personal(self) -> Personal:
        return self._personal

    def change(self, **changed: object) -> None:
        """Change some and keep them; a folder that cannot be written only means they are forgotten."""
        self._personal = replace(self._personal, **changed)  # type: ignore[arg-type]
        text = json.dumps(asdict(self._personal), ensure_ascii=False, indent=1)
        scratch = self._file.with_suffix(".tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(text, encoding="utf-8")
            scratch.replace(self._file)
        except OSError:
            return


def _read(file: Path) -> Personal:
    """Read the file; what is missing or damaged in it has its default."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        known = {one.name for one in fields(Personal)}
        values = {name: value for name, value in raw.items() if name in known}
        offsets = {str(name): (float(x), float(y)) for name, (x, y) in values.pop("offsets", {}).items()}
        if not all(isinstance(value, str) for value in values.values()):
            return Personal()
        return Personal(**values, offsets=offsets)
    except (OSError, ValueError, AttributeError, TypeError):
        return Personal()
