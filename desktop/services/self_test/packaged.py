"""Whether everything packaged with the program is there and can be read: areas, programmes, layouts, letters, words."""

from desktop.documents.drawing import wide_font, width_of
from desktop.documents.letter_template import parse_template
from desktop.gazetteer import Gazetteer
from desktop.services import programmes
from desktop.services.self_test.checking import Ground, Unsound
from desktop.sheets.layouts import load_layouts
from desktop.store import migrate
from desktop.wording import load
from desktop.wording.translator import sentences

LEAST_AREAS = 80_000  # villages of Indonesia
LEAST_PROVINCES = 34
LAYOUTS = frozenset({
    "ejsika", "bdt2015", "dtks", "opendk", "opensid", "opensid_bantuan", "opensid_rtm", "regsosek2022k", "siak",
})  # fmt: skip
WIDE_TEXT = "Żółć 東"  # outside the fonts every PDF reader has


def areas(where: Ground) -> str:
    """Read every list of areas, for an office may lie in any province."""
    gazetteer = Gazetteer(where.resources / "areas")
    provinces = gazetteer.provinces()
    villages = sum(len(gazetteer.villages(province.code)) for province in provinces)
    if len(provinces) < LEAST_PROVINCES or villages < LEAST_AREAS:
        raise Unsound(f"{len(provinces)} provinces, {villages} villages")
    regencies = sum(len(gazetteer.regencies(province.code)) for province in provinces)
    return f"{len(provinces)} + {regencies} + {villages}"


def programme_years(where: Ground) -> str:
    """Read and check every packaged programme year."""
    names = programmes.known(where.resources)
    if not names:
        raise Unsound(str(where.resources / "programmes"))
    for name in names:
        programmes.packaged(name, where.resources)
    return f"{len(names)}: {names[0]} … {names[-1]}"


def layouts(where: Ground) -> str:
    found = {layout.name for layout in load_layouts(where.resources / "layouts")}
    if lacking := LAYOUTS - found:
        raise Unsound(", ".join(sorted(lacking)))
    return ", ".join(sorted(found))


def letters(where: Ground) -> str:
    files = sorted((where.resources / "letters").glob("*.txt"))
    found = [parse_template(file.read_bytes()).title for file in files]
    if not found:
        raise Unsound(str(where.resources / "letters"))
    return ", ".join(found)


def fonts(_: Ground) -> str:
    """Measure a text that needs the packaged font."""
    name = wide_font()
    if width_of(WIDE_TEXT, name, 10) <= 0:
        raise Unsound(name)
    return name


def words(where: Ground) -> str:
    """Translate every sentence a refusal may become."""
    t = load(where.resources / "locale", "id")
    known = sentences()
    # A sentence may rightly be the same in both languages, but not many of them.
    same = [code for code, english in known.items() if t(english) == english]
    if len(same) * 20 > len(known):
        raise Unsound(f"{len(same)} / {len(known)}: {', '.join(same[:5])}")
    return f"{len(known) - len(same)} / {len(known)}"


def migrations(_: Ground) -> str:
    """See that the packaged steps lead to the schema of this program."""
    from alembic.config import Config  # noqa: PLC0415 - slow to load, and only looked at here
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "desktop.store:migrations")
    steps = ScriptDirectory.from_config(config)
    found = sorted(step.revision for step in steps.walk_revisions())
    if tuple(steps.get_heads()) != (migrate.HEAD,) or found != sorted(migrate.KNOWN):
        raise Unsound(f"{found}, {migrate.HEAD}")
    return ", ".join(found)
