"""What a file says otherwise than the office: empty never erases, derived never replaces given."""

from typing import Any

from desktop.rules.register import HouseholdFields, MemberFields
from desktop.services.importing.known import Record

HOUSEHOLD = (
    "no_kk", "address", "hamlet", "rt", "rw", "phone", "latitude", "longitude", "receives_pkh", "poverty_percentile",
)  # fmt: skip
MEMBER = (
    "name", "nik", "birth_place", "relation", "marital", "schooling", "school_level", "school_class", "pregnant",
    "disability", "works", "occupation", "mother_name", "father_name", "presence",
)  # fmt: skip
NOT_DISABLED, DISABLED = "0", "1"  # in our own code list
DERIVED = (("sex", "sex_derived"), ("birth_date", "birth_date_derived"))
"""Fields the reader may have taken from the NIK, with the mark that says so."""

_WITHOUT_ZEROS = frozenset({"rt", "rw"})


def household_changes(said: HouseholdFields, known: Record) -> dict[str, Any]:
    return _changes(HOUSEHOLD, said, known)


def member_changes(said: MemberFields, known: Record, *, kind_unsaid: bool = False) -> dict[str, Any]:
    """`kind_unsaid`: the file knows of a disability no more than yes and no, so a yes replaces no kind."""
    changes = _changes(MEMBER, said, known)
    if kind_unsaid and changes.get("disability") == DISABLED and known["disability"] not in (None, "", NOT_DISABLED):
        del changes["disability"]
    for name, mark in DERIVED:
        new, derived = getattr(said, name), getattr(said, mark)
        if new is None:
            continue
        if derived and known[name] is not None and not known[mark]:
            continue
        if new != known[name]:
            changes[name] = new
        if derived != known[mark] and (not derived or name in changes):
            changes[mark] = derived
    return changes


def _changes(names: tuple[str, ...], said: HouseholdFields | MemberFields, known: Record) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in names:
        new = getattr(said, name)
        if new is None or new == "":
            continue
        old = known[name]
        if new != old and not _alike(name, old, new):
            changes[name] = new
    return changes


def _alike(name: str, old: object, new: object) -> bool:
    """Capitals and spaces make no difference, nor do zeros before the number of an RT."""
    if not isinstance(old, str) or not isinstance(new, str):
        return False
    if name in _WITHOUT_ZEROS and old.isdecimal() and new.isdecimal():
        return int(old) == int(new)
    return " ".join(old.split()).casefold() == " ".join(new.split()).casefold()
