"""The words of the tests: columns of both lists, what a test asks, and what a run came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.services.auditing.audits import CheckRow
from desktop.services.auditing.comparing import Change
from desktop.services.auditing.kinds import (
    DAY_BEGINS,
    DAY_ENDS,
    MANY_A_MINUTE,
    MANY_BY_PROXY,
    SIGNED_WITHIN,
    AuditTest,
    Level,
)
from desktop.services.auditing.reach import ProgrammeKey
from desktop.services.auditing.running import MOST_KEPT, Why
from desktop.services.desk import Desk
from desktop.services.reports.choosing import ListChoice
from desktop.ui.auditing import said_words
from desktop.ui.auditing.jobs import Beside
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day, number
from desktop.wording import N_, Translator
from desktop.wording import auditing as wording

WHY: Final = MappingProxyType({Why.ASKED: N_("asked for"), Why.APPROVAL: N_("before an approval")})
LIMITS: Final = MappingProxyType(
    {
        "signed_within": SIGNED_WITHIN,
        "many_by_proxy": MANY_BY_PROXY,
        "day_begins": f"{DAY_BEGINS:02}",
        "day_ends": DAY_ENDS,
        "many_a_minute": MANY_A_MINUTE,
    }
)


@dataclass(frozen=True, slots=True)
class TestLine:
    """A line of the left list; without a test it stands for everything that was found."""

    __test__ = False  # its name is no order to the tests of the program

    test: AuditTest | None
    level: Level
    count: int
    change: Change | None = None
    explained: int = 0

    @property
    def since(self) -> str:
        """What came and went since the earlier run; nothing where nothing did, or where it cannot be said."""
        if self.change is None or not self.change.whole:
            return ""
        parts = (("+", self.change.new), ("-", self.change.gone))
        return " ".join(f"{sign}{number(many)}" for sign, many in parts if many)


def lines(check: CheckRow, beside: Beside) -> list[TestLine]:
    """The tests of a run, what is gravest first; those that found nothing stand below."""
    changes, explained = beside.changes, beside.explained
    made = [
        TestLine(
            one.test, one.level, one.count, changes[one.test] if changes is not None else None,
            explained.get(one.test, 0),
        )
        for one in check.tests
    ]  # fmt: skip
    made.sort(key=_gravity)
    if check.wrong + check.doubtful:
        level = Level.WRONG if check.wrong else Level.DOUBTFUL
        made.insert(0, TestLine(None, level, check.wrong + check.doubtful, _all(made), sum(beside.explained.values())))
    return made


def _gravity(line: TestLine) -> tuple[bool, bool]:
    return line.count == 0, line.level is not Level.WRONG


def _all(made: Sequence[TestLine]) -> Change | None:
    several = [line.change for line in made if line.change is not None]
    if not several:
        return None
    whole = all(one.whole for one in several)
    return Change(sum(one.new for one in several), sum(one.gone for one in several), whole)


def line_key(line: TestLine) -> str:
    return line.test.value if line.test else ""


def test_title(t: Translator, test: AuditTest | None) -> str:
    return t(wording.TITLES[test.value]) if test else t("Everything that was found")


def question(t: Translator, test: AuditTest | None) -> str:
    """What a test asks, in plain words."""
    if test is None:
        return t("All rows of this run, test after test.")
    return t(wording.QUESTIONS[test.value], **LIMITS)


def source(t: Translator, test: AuditTest | None) -> str:
    """Why it is asked, and what a person does about it."""
    if test is None:
        return t("Choose a test on the left to see what it asks and what to do about it.")
    return f"{t(wording.REMEDIES[test.value])} {t(wording.SOURCES[test.value])}"


def level_chip(t: Translator, line: TestLine) -> ChipValue:
    """Whether it stops an approval, for what was found."""
    if not line.count:
        return ChipValue(t("Nothing found"), Tone.GOOD)
    if line.level is Level.WRONG:
        return ChipValue(t("Stops"), Tone.DANGER)
    if line.explained >= line.count:
        return ChipValue(t("Explained"), Tone.GOOD)
    return ChipValue(t("Explain"), Tone.ATTENTION)


def weight(t: Translator, line: TestLine) -> str:
    """The same as a sentence."""
    if line.test is None:
        return ""
    if line.level is Level.WRONG:
        return t("A row of this test stops the approval of its list.")
    return t("A row of this test stops no approval, but it wants an explanation.")


def tests_columns(t: Translator) -> list[Column]:
    columns = _Columns(t)
    return [
        Column(t("Test"), columns.title, Kind.STRONG, "Tidak diambil", stretch=1),
        Column(t("Rows"), _count, Kind.NUMBER, "88.036"),
        Column(t("Difference"), _since, sample="+12 -3"),
        Column(t("Approval"), columns.chip, Kind.CHIP, t("Stops")),
    ]


def list_choices(t: Translator, found: Sequence[ListChoice]) -> list[tuple[object, str]]:
    """All lists together, then programmes, their years, and each list."""
    names = {ProgrammeKey(one.key.programme, one.key.year): one.programme_name for one in found}
    programmes: dict[ProgrammeKey, str] = {}
    for year, name in names.items():  # the newest first, whose name counts
        programmes.setdefault(ProgrammeKey(year.programme), name.removesuffix(f" {year.year}"))
    above: list[tuple[object, str]] = [
        *((key, t("{programme}, all years", programme=name)) for key, name in programmes.items()),
        *((key, t("{programme}, all tranches", programme=name)) for key, name in names.items()),
    ]
    each = [
        (one.key, t("{programme}, tranche {tranche}", programme=one.programme_name, tranche=one.key.short))
        for one in found
    ]
    return [(None, t("All lists of this office")), *above, *each]


def run_word(t: Translator, desk: Desk, check: CheckRow) -> str:
    """A run in one line: when, what came out, what for, by whom."""
    return " · ".join((moment(t, desk, check), figures(t, check), t(WHY[check.why]), check.by))


def moment(t: Translator, desk: Desk, check: CheckRow) -> str:
    at = desk.local(check.at)
    return f"{day(t, at.date())} {at:%H.%M}"


def figures(t: Translator, check: CheckRow) -> str:
    wrong, doubtful = number(check.wrong), number(check.doubtful)
    return t("{wrong} wrong, {doubtful} doubtful", wrong=wrong, doubtful=doubtful)


def verdict(t: Translator, check: CheckRow, explained: int = 0) -> tuple[str, Tone]:
    """What a run means for who goes on with the list, and how much of it is explained."""
    said, tone = _verdict(t, check)
    many = check.wrong + check.doubtful
    if not explained:
        return said, tone
    counted = said_words.of_them(t, explained, many)
    return f"{said} {counted}.", Tone.GOOD if explained >= many and not check.wrong else tone


def _verdict(t: Translator, check: CheckRow) -> tuple[str, Tone]:
    shown = number(check.wrong)
    if check.wrong:
        words = t.many("{shown} row is wrong: the list it stands on is not approved before it is mended.",
                       "{shown} rows are wrong: the lists they stand on are not approved before they are mended.",
                       check.wrong, shown=shown)  # fmt: skip
        return words, Tone.DANGER
    if check.doubtful:
        words = t.many("Nothing is wrong. {shown} row is doubtful; it stops no approval, but wants an explanation.",
                       "Nothing is wrong. {shown} rows are doubtful; they stop no approval, but want an explanation.",
                       check.doubtful, shown=number(check.doubtful))  # fmt: skip
        return words, Tone.ATTENTION
    return t("Nothing was found: not one row is wrong or doubtful."), Tone.GOOD


def kept_only(t: Translator, line: TestLine) -> str:
    """A sentence where not all rows were kept, else nothing."""
    if line.test is None or line.count <= MOST_KEPT:
        return ""
    return t("The first {kept} of {count} rows are kept and shown.", kept=number(MOST_KEPT), count=number(line.count))


class _Columns:
    """Values of columns that need words."""

    def __init__(self, t: Translator) -> None:
        self._t = t

    def title(self, line: TestLine) -> str:
        return test_title(self._t, line.test)

    def chip(self, line: TestLine) -> ChipValue:
        return level_chip(self._t, line)


def _count(line: TestLine) -> int:
    return line.count


def _since(line: TestLine) -> str:
    return line.since
