"""What is built once for the whole program."""

import gettext
from pathlib import Path

import pytest

from desktop import app, paths
from desktop.errors import Refused


def test_it_speaks_indonesian_unless_asked_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.build().t.language == "id"
    monkeypatch.setenv("EJSIKA_LANG", "en")
    assert app.build().t.language == "en"
    assert app.build("id").t.language == "id", "who asks for a language gets it"


def test_the_same_refusal_reads_in_both_languages() -> None:
    refused = Refused("folder.missing", path="D:/kantor")
    indonesian, english = (app.build(language).t.refusal(refused) for language in ("id", "en"))
    assert "D:/kantor" in indonesian
    assert "D:/kantor" in english
    assert indonesian != english


def test_nothing_is_shared_between_two_programs() -> None:
    """The words, the areas and the rest hang on what is built, not on a module."""
    first, second = app.build(), app.build()
    assert first.gazetteer is not second.gazetteer
    assert first.t is not second.t


def test_the_list_of_areas_is_the_packaged_one() -> None:
    shared = app.build()
    assert shared.resources == paths.resources()
    assert shared.gazetteer.known("36.01").name == "Kabupaten Pandeglang"
    with pytest.raises(Refused):
        shared.gazetteer.known("99.99")


def test_a_language_without_a_catalogue_is_not_swallowed() -> None:
    with pytest.raises(FileNotFoundError):
        app.build("xx")


def test_the_catalogue_is_whole(checkout: Path) -> None:
    with (checkout / "resources/locale/id.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Password: ") != "Password: "
