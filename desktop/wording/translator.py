"""Gettext, English in the code and Indonesian on the screen; one translator is made by `app`."""

import gettext
import importlib
import pkgutil
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import desktop.wording
from desktop.errors import Refused


def N_(text: str) -> str:
    """Mark a string for the catalogue without translating it here."""
    return text


def sentences() -> dict[str, str]:
    """Collect every code's English sentence from the modules of this package (their `SENTENCES`)."""
    return _collected("SENTENCES")


def terms() -> dict[str, Mapping[str, str]]:
    """Collect the words of enumerations, by the name of the class, from the modules of this package (their `TERMS`)."""
    return _collected("TERMS")


def _collected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(desktop.wording.__path__):
        part = getattr(importlib.import_module(f"desktop.wording.{module.name}"), name, {})
        twice = found.keys() & part.keys()
        if twice:
            raise KeyError(f"two words for {sorted(twice)}")
        found.update(part)
    return found


class Translator:
    """Turns marked strings and refusal codes into sentences of one language."""

    def __init__(self, catalogue: gettext.NullTranslations, language: str) -> None:
        self._catalogue = catalogue
        self._sentences = sentences()
        self._terms = terms()
        self.language = language

    def __call__(self, text: str, /, **values: object) -> str:
        """Translate, then fill in the named values."""
        translated = self._catalogue.gettext(text) if text else ""
        return translated.format(**values) if values else translated

    def many(self, one: str, more: str, count: int, /, **values: object) -> str:
        """Translate a counted phrase; `{count}` is always available."""
        return self._catalogue.ngettext(one, more, count).format(count=count, **values)

    def sentence(self, code: str, values: Mapping[str, object]) -> str:
        """Sentence for a code of `Refused` or `RowProblem`; terms among the values are said in words."""
        return self(self._sentences[code], **{name: self._said(value) for name, value in values.items()})

    def _said(self, value: object) -> object:
        if isinstance(value, tuple):
            return ", ".join(str(self._said(one)) for one in value)
        if isinstance(value, StrEnum):
            return self(self._terms.get(type(value).__name__, {}).get(value, str(value)))
        return value

    def refusal(self, refused: Refused) -> str:
        return self.sentence(refused.code, refused.values)


def load(folder: Path, language: str = "id") -> Translator:
    """Read the compiled catalogue `<folder>/<language>.mo`; English needs none."""
    if language == "en":
        return Translator(gettext.NullTranslations(), language)
    with (folder / f"{language}.mo").open("rb") as file:
        return Translator(gettext.GNUTranslations(file), language)
