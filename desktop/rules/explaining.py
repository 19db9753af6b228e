"""Why a family fits a programme or not, line by line: which rule, what it found, on which day; kept as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from desktop.rules.eligibility import Verdict


class Rule(StrEnum):
    """What is asked of a family, and of one member."""

    REGISTERED = "registered"
    WITHOUT_PKH = "without_pkh"
    WITHOUT_OTHER_AID = "without_other_aid"
    COMPONENT = "component"
    MEMBER = "member"


_OF_CODE = MappingProxyType(
    {
        "rules.registered": Rule.REGISTERED,
        "rules.pkh": Rule.WITHOUT_PKH,
        "rules.other_aid": Rule.WITHOUT_OTHER_AID,
        "rules.component": Rule.COMPONENT,
    }
)
_UNKNOWN = MappingProxyType(
    {
        "birth_date": "rules.unknown_birth_date",
        "pregnant": "rules.unknown_pregnant",
        "schooling": "rules.unknown_schooling",
        "disability": "rules.unknown_disability",
    }
)
_DAYS = frozenset({"day", "born"})


@dataclass(frozen=True, slots=True)
class Applied:
    """One rule as applied on a day. `passed` None: the fact is not known; `code` has its sentence in the wording.

    `member` is the name of the person it is about, "" for the whole family.
    """

    rule: Rule
    code: str
    passed: bool | None
    on: date
    values: dict[str, object] = field(default_factory=dict)
    member: str = ""


def explain(verdict: Verdict, names: Sequence[str], on: date) -> tuple[Applied, ...]:
    """Write a verdict out: first what is asked of the family, then what was found in each member."""
    return (*_of_family(verdict, on), *_of_members(verdict, names, on))


def _of_family(verdict: Verdict, on: date) -> Iterator[Applied]:
    for reason in verdict.reasons:
        rule = next(rule for start, rule in _OF_CODE.items() if reason.code.startswith(start))
        yield Applied(rule, reason.code, reason.passed, on, reason.values)


def _of_members(verdict: Verdict, names: Sequence[str], on: date) -> Iterator[Applied]:
    for name, examination in zip(names, verdict.examinations, strict=True):
        for found in examination.found:
            yield Applied(Rule.MEMBER, found.code, passed=True, on=on, values=found.values, member=name)
        for fact in examination.unknown:
            yield Applied(Rule.MEMBER, _UNKNOWN[fact], passed=None, on=on, member=name)


def to_json(lines: Sequence[Applied]) -> str:
    kept = [
        {"rule": one.rule, "code": one.code, "passed": one.passed, "on": one.on}
        | ({"values": one.values} if one.values else {})
        | ({"member": one.member} if one.member else {})
        for one in lines
    ]
    return json.dumps(kept, ensure_ascii=False, default=date.isoformat, separators=(",", ":"))


def from_json(text: str) -> tuple[Applied, ...]:
    """Read what `to_json` wrote."""
    return tuple(
        Applied(
            Rule(one["rule"]),
            one["code"],
            one["passed"],
            date.fromisoformat(one["on"]),
            {name: _value(name, value) for name, value in one.get("values", {}).items()},
            one.get("member", ""),
        )
        for one in json.loads(text)
    )


def _value(name: str, value: object) -> object:
    if name in _DAYS and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
