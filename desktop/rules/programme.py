"""Programme years read from TOML files and kept in the office as JSON; both hold the same fields."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from desktop.errors import Refused
from desktop.rules.components import ComponentRules
from desktop.rules.programme_checks import check_programme
from desktop.rules.programme_year import (
    Channel,
    Duty,
    Eligibility,
    ProgrammeYear,
    Quota,
    Rate,
    Sanction,
    SanctionKind,
    Scheme,
    TrancheRule,
)
from desktop.rules.terms import Component

__all__ = [
    "Channel",
    "Duty",
    "Eligibility",
    "ProgrammeYear",
    "Quota",
    "Rate",
    "Sanction",
    "SanctionKind",
    "Scheme",
    "TrancheRule",
    "check_programme",
    "from_json",
    "parse_programme",
    "to_json",
]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def parse_programme(data: bytes) -> ProgrammeYear:
    """Read a programme file (TOML, UTF-8); refused with the field that is missing, strange or wrong."""
    try:
        fields = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused("rules.programme_unreadable", detail=str(error)) from error
    return _programme(_Table(fields))


def to_json(programme: ProgrammeYear) -> str:
    return json.dumps(asdict(programme), ensure_ascii=False, default=date.isoformat, sort_keys=True)


def from_json(text: str) -> ProgrammeYear:
    """Read what `to_json` wrote; refused as a file is."""
    try:
        fields = json.loads(text)
    except ValueError as error:
        raise Refused("rules.programme_unreadable", detail=str(error)) from error
    if not isinstance(fields, dict):
        raise Refused("rules.programme_unreadable", detail=type(fields).__name__)
    return _programme(_Table(fields))


class _Table:
    """A table that is emptied as it is read, so that what is left over is known to be a mistake."""

    def __init__(self, fields: dict[str, object], where: str = "") -> None:
        self._fields = {name: value for name, value in fields.items() if value is not None}
        self._where = where

    def text(self, name: str, default: str | None = None) -> str:
        return self._take(name, str, default)

    def whole(self, name: str) -> int:
        return self._take(name, int, None)

    def whole_or_none(self, name: str) -> int | None:
        return self.whole(name) if name in self._fields else None

    def flag(self, name: str, *, default: bool) -> bool:
        return self._take(name, bool, default)

    def choice(self, name: str, terms: type[E]) -> E:
        text = self.text(name)
        if text not in set(terms):
            raise Refused("rules.programme_value", field=self._where + name, value=text)
        return terms(text)

    def day_or_none(self, name: str) -> date | None:
        """A TOML date, or the text JSON keeps it as."""
        value = self._fields.pop(name, None)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise Refused("rules.programme_value", field=self._where + name, value=value) from error
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise Refused("rules.programme_kind", field=self._where + name)

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._take(name, list, [])
        if not all(isinstance(one, str) for one in found):
            raise Refused("rules.programme_kind", field=self._where + name)
        return tuple(found)

    def tables(self, name: str, read: Callable[["_Table"], T]) -> tuple[T, ...]:
        found = self._take(name, list, [])
        return tuple(self._table(name, one, read) for one in found)

    def table(self, name: str, read: Callable[["_Table"], T]) -> T:
        return self._table(name, self._take(name, dict, {}), read)

    def done(self) -> None:
        for name in self._fields:
            raise Refused("rules.programme_unknown", field=self._where + name)

    def _table(self, name: str, fields: object, read: Callable[["_Table"], T]) -> T:
        if not isinstance(fields, dict):
            raise Refused("rules.programme_kind", field=self._where + name)
        table = _Table(fields, f"{self._where}{name}.")
        value = read(table)
        table.done()
        return value

    def _take(self, name: str, kind: type[T], default: T | None) -> T:
        if name not in self._fields:
            if default is None:
                raise Refused("rules.programme_needs", field=self._where + name)
            return default
        value = self._fields.pop(name)
        # True is an int to Python, never to a person.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise Refused("rules.programme_kind", field=self._where + name)
        return value


def _programme(table: _Table) -> ProgrammeYear:
    programme = ProgrammeYear(
        code=table.text("code"),
        year=table.whole("year"),
        name=table.text("name"),
        title=table.text("title"),
        province=table.text("province"),
        areas=table.texts("areas"),
        fund=table.text("fund", ""),
        legal_basis=table.texts("legal_basis"),
        scheme=table.choice("scheme", Scheme),
        amount=table.whole_or_none("amount"),
        tranches=table.tables("tranches", _tranche),
        rates=table.tables("rates", _rate),
        most_people=table.whole_or_none("most_people"),
        channels=table.tables("channels", lambda one: Channel(one.text("area"), one.text("name"))),
        quotas=table.tables("quotas", lambda one: Quota(one.text("area"), one.whole("families"))),
        total_quota=table.whole_or_none("total_quota"),
        card_pattern=table.text("card_pattern"),
        components=table.table("components", _components),
        eligibility=table.table("eligibility", _eligibility),
        duties=table.tables("duties", lambda one: Duty(one.text("component", ""), one.text("text"))),
        attendance_percent=table.whole_or_none("attendance_percent"),
        sanctions=table.tables("sanctions", _sanction),
        membership_years=table.whole_or_none("membership_years"),
        uncashed_days=table.whole_or_none("uncashed_days"),
        sources=table.texts("sources"),
        unsure=table.texts("unsure"),
        practice=table.flag("practice", default=False),
    )
    table.done()
    return check_programme(programme)


def _tranche(table: _Table) -> TrancheRule:
    return TrancheRule(
        table.whole("number"),
        table.whole_or_none("amount"),
        table.day_or_none("window_start"),
        table.day_or_none("window_end"),
    )


def _rate(table: _Table) -> Rate:
    return Rate(table.text("key"), table.whole_or_none("amount"), table.whole_or_none("at_most"))


def _sanction(table: _Table) -> Sanction:
    return Sanction(table.whole("step"), table.choice("kind", SanctionKind), table.whole_or_none("percent"))


def _components(table: _Table) -> ComponentRules:
    names = table.texts("counted")
    for name in names:
        if name not in set(Component):
            raise Refused("rules.programme_value", field="components.counted", value=name)
    below = table.whole_or_none("under_five_below")
    return ComponentRules(
        counted=tuple(Component(name) for name in names),
        under_five_below=ComponentRules().under_five_below if below is None else below,
        school_from=table.whole_or_none("school_from"),
        school_below=table.whole_or_none("school_below"),
        elderly_from=table.whole_or_none("elderly_from"),
    )


def _eligibility(table: _Table) -> Eligibility:
    return Eligibility(
        registered=table.flag("registered", default=True),
        component=table.flag("component", default=True),
        without_pkh=table.flag("without_pkh", default=True),
        without_other_aid=table.flag("without_other_aid", default=False),
    )
