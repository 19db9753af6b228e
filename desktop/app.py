"""Builds what lives as long as the program, once: the words, the list of areas, the person's own settings."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from desktop import paths
from desktop.code_lists import CodeLists
from desktop.gazetteer import Gazetteer
from desktop.wording import Translator, load


@dataclass(frozen=True, slots=True)
class Shared:
    """What every command and screen is handed; nothing here is about one office."""

    t: Translator
    gazetteer: Gazetteer
    resources: Path
    codes: CodeLists = field(default_factory=CodeLists)


def build(language: str | None = None) -> Shared:
    """Make it all. The language is Indonesian unless `EJSIKA_LANG` or the caller says otherwise."""
    resources = paths.resources()
    chosen = language or os.environ.get("EJSIKA_LANG", "id")
    return Shared(
        load(resources / "locale", chosen),
        Gazetteer(resources / "areas"),
        resources,
        CodeLists(resources / "code_lists"),
    )
