"""Runs one check after the other and turns whatever goes wrong in one into a line that says what to do."""

import lzma
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from sqlite3 import Error as DatabaseError
from tomllib import TOMLDecodeError

from desktop.errors import Refused
from desktop.wording.translator import N_

REINSTALL = N_("Install the program again from its original files.")
FREE_SPACE = N_("Look whether the temporary folder of this PC can be written and has 100 MB free, then try again.")
REPORT = N_("Send this line to those who look after the program; do not open an office on this PC before.")

# Everything a broken installation is known to raise; a check that meets anything else is itself at fault.
FAULTS = (
    ArithmeticError,
    AttributeError,
    DatabaseError,
    ImportError,
    LookupError,
    OSError,
    RuntimeError,
    TOMLDecodeError,
    TypeError,
    ValueError,
    lzma.LZMAError,
)


class State(StrEnum):
    GOOD = "good"
    FAULT = "fault"
    SKIPPED = "skipped"


class Unsound(Exception):  # noqa: N818 - the answer of a check, not an error of it
    """What was looked at is not as it must be; the text is plain facts for those who mend it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What checks work on: the packaged files, and a folder of their own that is thrown away."""

    resources: Path
    scratch: Path

    @property
    def office(self) -> Path:
        return self.scratch / "office"


@dataclass(frozen=True, slots=True)
class Check:
    """`place` is module and function (`packaged.areas`), loaded when its turn comes: a library may be missing."""

    code: str
    title: str
    place: str
    remedy: str = REINSTALL


@dataclass(frozen=True, slots=True)
class Checked:
    """How a check came out. `title` and `remedy` are marked strings; `refused` speaks instead of `detail`."""

    code: str
    title: str
    state: State
    detail: str = ""
    remedy: str = ""
    refused: Refused | None = None


CHECKS = (
    Check("python", N_("Python"), "libraries.python"),
    Check("libraries", N_("Libraries"), "libraries.versions"),
    Check("resources", N_("Areas of Indonesia"), "packaged.areas"),
    Check("programmes", N_("Programmes"), "packaged.programme_years"),
    Check("layouts", N_("Layouts of registers"), "packaged.layouts"),
    Check("letters", N_("Letter templates"), "packaged.letters"),
    Check("fonts", N_("Fonts"), "packaged.fonts"),
    Check("words", N_("Indonesian words"), "packaged.words"),
    Check("migrations", N_("Steps of the office file"), "packaged.migrations"),
    Check("password", N_("Password function"), "office.password", REPORT),
    Check("office", N_("A trial office is made"), "office.make", FREE_SPACE),
    Check("import", N_("A register is taken in"), "office.take_in", REPORT),
    Check("search", N_("Search finds parts of words"), "office.search", REPORT),
    Check("encryption", N_("Nothing readable on the disk"), "office.encryption", REPORT),
    Check("receipt", N_("Receipts as PDF"), "paper.receipt"),
    Check("code", N_("QR code drawn and read back"), "paper.code"),
    Check("photograph", N_("Photographs made small"), "pictures.photograph"),
)


@contextmanager
def ground(resources: Path) -> Iterator[Ground]:
    """Give a scratch folder that is gone afterwards."""
    # What Windows still holds open is cleared away by the system itself.
    with tempfile.TemporaryDirectory(prefix="ejsika-self-test-", ignore_cleanup_errors=True) as folder:
        yield Ground(resources, Path(folder))


def run(resources: Path, checks: tuple[Check, ...] = CHECKS) -> Iterator[Checked]:
    """Run them in their order; each answer comes as soon as it is there."""
    try:
        with ground(resources) as where:
            for check in checks:
                yield _run(check, where)
    except OSError as fault:
        yield Checked("scratch", N_("Temporary folder"), State.FAULT, _plain(fault), FREE_SPACE)


def _run(check: Check, where: Ground) -> Checked:
    module, _, function = check.place.partition(".")
    try:
        found = getattr(import_module(f"desktop.services.self_test.{module}"), function)(where)
    except Unsound as unsound:
        return Checked(check.code, check.title, State.FAULT, str(unsound), check.remedy)
    except Refused as refused:
        return Checked(check.code, check.title, State.FAULT, "", check.remedy, refused)
    except FAULTS as fault:
        return Checked(check.code, check.title, State.FAULT, _plain(fault), check.remedy)
    return Checked(check.code, check.title, State.GOOD, str(found))


def _plain(fault: BaseException) -> str:
    lines = str(fault).splitlines()
    return f"{type(fault).__name__}: {lines[0]}" if lines else type(fault).__name__
