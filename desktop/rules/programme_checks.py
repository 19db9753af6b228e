"""What must hold in a programme year before an office may use it, whether shipped or entered by hand."""

import re
from collections.abc import Iterable, Iterator

from desktop.errors import Refused
from desktop.rules.area_codes import area_code, is_below
from desktop.rules.card_numbers import check_card_pattern
from desktop.rules.money import rupiah
from desktop.rules.programme_year import ProgrammeYear, SanctionKind, Scheme
from desktop.rules.terms import Component

_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_WHOLE = 100


def check_programme(programme: ProgrammeYear) -> ProgrammeYear:
    """Give it back unchanged, or refuse it with the field that is wrong."""
    for field, value, right in (
        *_plain_fields(programme),
        *_people_fields(programme),
        *_area_fields(programme),
        *_tranche_fields(programme),
    ):
        if not right:
            raise Refused("rules.programme_value", field=field, value=value)
    check_card_pattern(programme.card_pattern)
    _check_sums(programme)
    return programme


def _plain_fields(programme: ProgrammeYear) -> Iterator[tuple[str, object, bool]]:
    yield "code", programme.code, _CODE.fullmatch(programme.code) is not None
    yield "year", programme.year, _FIRST_YEAR <= programme.year <= _LAST_YEAR
    yield "name", programme.name, bool(programme.name.strip())
    yield "title", programme.title, bool(programme.title.strip())
    for field in ("amount", "total_quota", "membership_years", "uncashed_days", "most_people"):
        value = getattr(programme, field)
        yield field, value, value is None or value > 0
    percent = programme.attendance_percent
    yield "attendance_percent", percent, percent is None or 0 < percent <= _WHOLE
    yield "sanctions.step", "", _counts_up(sanction.step for sanction in programme.sanctions)
    for sanction in programme.sanctions:
        reduces = sanction.kind is SanctionKind.REDUCTION
        within = sanction.percent is not None and 0 < sanction.percent <= _WHOLE
        yield "sanctions.percent", sanction.percent, within if reduces else sanction.percent is None


def _people_fields(programme: ProgrammeYear) -> Iterator[tuple[str, object, bool]]:
    components = set(Component)
    keys = [rate.key for rate in programme.rates]
    yield "rates.key", ", ".join(keys), len(set(keys)) == len(keys)
    yield "rates", len(keys), bool(keys) != (programme.scheme is Scheme.FLAT)
    for rate in programme.rates:
        known = programme.scheme is not Scheme.PER_COMPONENT or rate.key in components
        yield "rates.key", rate.key, known and bool(rate.key)
        yield "rates.amount", rate.amount, rate.amount is None or rate.amount > 0
        yield "rates.at_most", rate.at_most, rate.at_most is None or rate.at_most > 0
    for duty in programme.duties:
        yield "duties.component", duty.component, duty.component in {"", *components}
        yield "duties.text", duty.text, bool(duty.text.strip())
    counted = programme.components.counted
    yield "components.counted", "", bool(counted) or not programme.eligibility.component


def _area_fields(programme: ProgrammeYear) -> Iterator[tuple[str, object, bool]]:
    yield "province", programme.province, area_code(programme.province) == programme.province
    yield "areas", "", bool(programme.areas)
    named = [
        *(("areas", area) for area in programme.areas),
        *(("quotas.area", quota.area) for quota in programme.quotas),
        *(("channels.area", channel.area) for channel in programme.channels),
    ]
    for field, area in named:
        yield field, area, area_code(area) == area and is_below(area, programme.province)
        yield field, area, named.count((field, area)) == 1
    for quota in programme.quotas:
        yield "quotas.families", quota.families, quota.families > 0


def _tranche_fields(programme: ProgrammeYear) -> Iterator[tuple[str, object, bool]]:
    yield "tranches.number", "", _counts_up(tranche.number for tranche in programme.tranches)
    for tranche in programme.tranches:
        amount = tranche.amount
        yield "tranches.amount", amount, amount is None or (amount > 0 and programme.scheme is Scheme.FLAT)
        start, end = tranche.window_start, tranche.window_end
        yield "tranches.window_end", end, start is None or end is None or start <= end


def _counts_up(numbers: Iterable[int]) -> bool:
    found = list(numbers)
    return found == list(range(1, len(found) + 1))


def _check_sums(programme: ProgrammeYear) -> None:
    amounts = [tranche.amount for tranche in programme.tranches]
    known = [amount for amount in amounts if amount is not None]
    total = programme.amount
    if known and total is not None and (sum(known) > total or (known == amounts and sum(known) != total)):
        raise Refused("rules.programme_sum", total=rupiah(total), sum=rupiah(sum(known)))
    families = sum(quota.families for quota in programme.quotas)
    if programme.total_quota is not None and families > programme.total_quota:
        raise Refused("rules.programme_quotas", total=programme.total_quota, sum=families)
