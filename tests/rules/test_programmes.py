"""The shipped programme years: their figures, and that a mistake in a file is refused with its field."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.paths import resources
from desktop.rules.entitlement import entitlement
from desktop.rules.programme import (
    ProgrammeYear,
    SanctionKind,
    Scheme,
    check_programme,
    from_json,
    parse_programme,
    to_json,
)
from desktop.rules.terms import Component

FILES = sorted((resources() / "programmes").glob("*.toml"))

SMALL = """
code = "bantuan"
year = 2024
name = "Bantuan 2024"
title = "Bantuan Keluarga"
province = "36"
areas = ["36.01", "36.02"]
scheme = "flat"
amount = 300
total_quota = 10
card_pattern = "B-{area}-{serial:04d}"
tranches = [
    { number = 1, amount = 100, window_start = 2024-03-01, window_end = 2024-03-31 },
    { number = 2, amount = 200 },
]
quotas = [{ area = "36.01", families = 4 }]
channels = [{ area = "36", name = "Pos" }, { area = "36.01", name = "BJB" }]
sanctions = [{ step = 1, kind = "reminder" }, { step = 2, kind = "reduction", percent = 10 }]
duties = [{ component = "primary", text = "Hadir di sekolah" }]

[components]
counted = ["primary"]
"""


def shipped(name: str) -> ProgrammeYear:
    return parse_programme((resources() / "programmes" / f"{name}.toml").read_bytes())


def small(old: str = "", new: str = "") -> ProgrammeYear:
    assert old in SMALL
    return parse_programme(SMALL.replace(old, new, 1).encode())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_year_is_sound(path: Path) -> None:
    programme = parse_programme(path.read_bytes())
    assert programme.key == path.stem
    assert programme.sources, "a figure without a source is a rumour"
    assert from_json(to_json(programme)) == programme
    assert all(programme.runs_in(channel.area) or channel.area == programme.province for channel in programme.channels)
    assert all(programme.runs_in(quota.area) for quota in programme.quotas)


def test_the_years_of_banten_are_all_there() -> None:
    years = [path.stem for path in FILES if path.stem.startswith("jamsosratu-")]
    assert years == [f"jamsosratu-{year}" for year in range(2013, 2022)]


@pytest.mark.parametrize(
    ("year", "families", "amount", "tranches"),
    [
        (2013, 2_000, 1_500_000, [500_000] * 3),
        (2014, 30_000, 1_500_000, []),
        (2015, 49_000, 2_250_000, [750_000] * 3),
        (2016, 54_000, 2_250_000, []),
        (2017, 48_150, 2_250_000, []),
        (2018, 29_412, 1_665_000, [None, None]),
        (2019, 50_000, 1_750_000, [1_000_000, 750_000]),
        (2020, 50_000, 1_750_000, []),
        (2021, 50_000, 1_000_000, [1_000_000]),
    ],
)
def test_figures_as_published(year: int, families: int, amount: int, tranches: list[int | None]) -> None:
    programme = shipped(f"jamsosratu-{year}")
    assert (programme.total_quota, programme.amount) == (families, amount)
    assert [tranche.amount for tranche in programme.tranches] == tranches
    assert programme.scheme is Scheme.FLAT


@pytest.mark.parametrize("year", [2015, 2020, 2021])
def test_quotas_add_up_where_the_source_says_so(year: int) -> None:
    programme = shipped(f"jamsosratu-{year}")
    assert sum(quota.families for quota in programme.quotas) == programme.total_quota == programme.quota("36")
    assert {quota.area for quota in programme.quotas} == set(programme.areas)


def test_the_published_sums_come_out() -> None:
    programme = shipped("jamsosratu-2019")
    assert 27_571 * entitlement(programme, 1) == 27_571_000_000
    assert 50_000 * (entitlement(programme, 1) + entitlement(programme, 2)) == 87_500_000_000
    assert 50_000 * (programme.amount or 0) == 87_500_000_000
    assert 2_000 * (shipped("jamsosratu-2013").amount or 0) == 3_000_000_000


def test_who_pays_where() -> None:
    programme = shipped("jamsosratu-2021")
    assert programme.channel("36.73") == "BRI"
    assert programme.channel("36.73.01.1001") == "BRI"
    assert programme.channel("36.01") == "BJB"
    assert programme.channel("36.72") == "Bank Banten"
    assert shipped("jamsosratu-2013").channel("36.01") == "Kantor Pos"
    assert shipped("jamsosratu-2017").channel("36.01") == ""
    assert small().channel("36.01.02") == "BJB"
    assert small().channel("36.02") == "Pos"


def test_an_office_elsewhere_may_use_it_with_a_warning() -> None:
    programme = shipped("jamsosratu-2019")
    assert not programme.runs_in("52.06")
    assert programme.quota("52.06") is None
    assert programme.channel("52.06") == ""
    assert entitlement(programme, 1) == 1_000_000


def test_nothing_is_drafted_on_an_empty_amount() -> None:
    for name, tranche in (("jamsosratu-2018", 1), ("sasambo-2019", 1)):
        with pytest.raises(Refused) as refused:
            entitlement(shipped(name), tranche)
        assert refused.value.code == "rules.amount_empty"
    with pytest.raises(Refused) as refused:
        entitlement(shipped("jamsosratu-2020"), 1)
    assert refused.value.code == "rules.tranche_unknown"


def test_an_office_fills_in_what_it_knows() -> None:
    programme = shipped("jamsosratu-2018").with_tranche_amounts({1: 900_000, 2: 765_000})
    assert check_programme(programme) == programme
    assert entitlement(programme, 2) == 765_000
    assert "tranches" in programme.unsure
    with pytest.raises(Refused) as refused:
        check_programme(programme.with_tranche_amounts({1: 900_001}))
    assert refused.value.code == "rules.programme_sum"


def test_categories_of_cilegon() -> None:
    programme = shipped("jscb-2023")
    assert entitlement(programme, 1, category="orphan") == 1_200_000
    assert entitlement(programme, 1, category="widow") == 1_000_000
    with pytest.raises(Refused) as refused:
        entitlement(programme, 1, category="rich")
    assert refused.value.code == "rules.category_unknown"


def test_components_of_pkh_by_hand() -> None:
    programme = shipped("pkh-2021")
    child, pupil, senior = [Component.UNDER_FIVE], [Component.PRIMARY], [Component.SENIOR]
    old = [Component.ELDERLY, Component.DISABLED]
    assert entitlement(programme, 1) == 0
    assert entitlement(programme, 1, [child, pupil]) == 750_000 + 225_000
    assert entitlement(programme, 1, [child, child, child]) == 1_500_000, "two small children at most"
    assert entitlement(programme, 1, [pupil] * 5) == 4 * 225_000, "four people at most"
    assert entitlement(programme, 1, [pupil, pupil, senior, child, child]) == 1_500_000 + 500_000 + 225_000
    assert entitlement(programme, 1, [old]) == 600_000, "a person counts once"
    assert entitlement(programme, 1, [old, old]) == 1_200_000
    assert entitlement(programme, 1, [old, old, old]) == 1_200_000
    both = [Component.ELDERLY, Component.PRIMARY]
    assert entitlement(programme, 1, [both, [Component.ELDERLY]]) == 600_000 + 225_000


@given(st.lists(st.sets(st.sampled_from(Component), max_size=3), max_size=9))
def test_pkh_never_exceeds_its_caps_nor_depends_on_order(people: list[set[Component]]) -> None:
    programme = shipped("pkh-2021")
    amount = entitlement(programme, 1, people)
    assert 0 <= amount <= 4 * 750_000
    assert amount == entitlement(programme, 1, people[::-1])
    assert entitlement(programme, 1, [*people, set()]) == amount


def test_pkh_times_four_is_the_year() -> None:
    programme = shipped("pkh-2021")
    yearly = {rate.key: 4 * (rate.amount or 0) for rate in programme.rates}
    assert yearly == {
        "pregnant": 3_000_000,
        "under_five": 3_000_000,
        "primary": 900_000,
        "junior": 1_500_000,
        "senior": 2_000_000,
        "disabled": 2_400_000,
        "elderly": 2_400_000,
    }
    assert (programme.attendance_percent, shipped("jamsosratu-2019").attendance_percent) == (85, 80)


def test_a_small_file_reads_as_written() -> None:
    programme = small()
    assert programme.tranches[0].window_end == date(2024, 3, 31)
    assert programme.quota("36.01") == 4
    assert programme.quota("36.02") is None
    assert [sanction.kind for sanction in programme.sanctions] == [SanctionKind.REMINDER, SanctionKind.REDUCTION]
    assert programme.eligibility.registered
    assert from_json(to_json(programme)) == programme


def test_five_years_of_membership() -> None:
    programme = shipped("jamsosratu-2019")
    assert not programme.recertification_due(date(2014, 4, 12), date(2019, 4, 11))
    assert programme.recertification_due(date(2014, 4, 12), date(2019, 4, 12))
    assert not small().recertification_due(date(1990, 1, 1), date(2024, 1, 1)), "it sets no such term"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('code = "bantuan"', 'code = "Bantuan Kita"', "code"),
        ("year = 2024", "year = 24", "year"),
        ('name = "Bantuan 2024"', 'name = " "', "name"),
        ('scheme = "flat"', 'scheme = "generous"', "scheme"),
        ("amount = 300", "amount = 0", "amount"),
        ("{ number = 2,", "{ number = 3,", "tranches.number"),
        ("amount = 200", "amount = -200", "tranches.amount"),
        ("2024-03-31", "2024-02-28", "tranches.window_end"),
        ('areas = ["36.01", "36.02"]', "areas = []", "areas"),
        ('areas = ["36.01", "36.02"]', 'areas = ["36.01", "52.06"]', "areas"),
        ('areas = ["36.01", "36.02"]', 'areas = ["36.01", "36.01"]', "areas"),
        ('areas = ["36.01", "36.02"]', 'areas = ["3601"]', "areas"),
        ("families = 4", "families = 0", "quotas.families"),
        ('kind = "reminder"', 'kind = "scolding"', "sanctions.kind"),
        ("percent = 10", "percent = 101", "sanctions.percent"),
        ("step = 2", "step = 1", "sanctions.step"),
        ('counted = ["primary"]', 'counted = ["rich"]', "components.counted"),
        ('counted = ["primary"]', "counted = []", "components.counted"),
        ('component = "primary"', 'component = "kindergarten"', "duties.component"),
        ("amount = 300", 'amount = 300\nrates = [{ key = "a" }]', "rates"),
    ],
)
def test_a_wrong_value_is_named(old: str, new: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        small(old, new)
    assert (refused.value.code, refused.value.values["field"]) == ("rules.programme_value", field)


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('title = "Bantuan Keluarga"', "", "rules.programme_needs", "title"),
        ("{ number = 2,", "{", "rules.programme_needs", "tranches.number"),
        ("year = 2024", 'year = "2024"', "rules.programme_kind", "year"),
        ("year = 2024", "year = true", "rules.programme_kind", "year"),
        ("amount = 300", "amount = 300.5", "rules.programme_kind", "amount"),
        ('areas = ["36.01", "36.02"]', "areas = [36]", "rules.programme_kind", "areas"),
        ("2024-03-31", "2024-03-31T10:00:00", "rules.programme_kind", "tranches.window_end"),
        ("quotas = [{", "quotas = [1, {", "rules.programme_kind", "quotas"),
        ("total_quota", "total_qouta", "rules.programme_unknown", "total_qouta"),
        ("percent = 10", "percent = 10, days = 3", "rules.programme_unknown", "sanctions.days"),
    ],
)
def test_a_strange_field_is_named(old: str, new: str, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        small(old, new)
    assert (refused.value.code, refused.value.values) == (code, {"field": field})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("amount = 300", "amount = 301", "rules.programme_sum"),
        ("families = 4", "families = 11", "rules.programme_quotas"),
        ("{serial:04d}", "", "rules.card_pattern"),
        ('province = "36"', 'province = "Banten"', "rules.area_code"),
        ("year = 2024", "year =", "rules.programme_unreadable"),
    ],
)
def test_what_does_not_fit_is_refused(old: str, new: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        small(old, new)
    assert refused.value.code == code


@pytest.mark.parametrize("data", [b"\xff\xfe", b"= 1", b"", b"\x00"])
def test_no_toml_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        parse_programme(data)
    assert refused.value.code in {"rules.programme_unreadable", "rules.programme_needs"}


@pytest.mark.parametrize("text", ["", "[]", "{", "7", '{"code": "x"}'])
def test_no_json_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        from_json(text)


def test_a_damaged_day_in_the_office_is_refused() -> None:
    stored = to_json(small()).replace("2024-03-31", "2024-03-32")
    with pytest.raises(Refused) as refused:
        from_json(stored)
    assert refused.value.values["field"] == "tranches.window_end"


@given(st.sampled_from(sorted(tomllib.loads(SMALL))), st.one_of(st.integers(), st.text(max_size=4), st.booleans()))
def test_no_single_change_breaks_more_than_a_refusal(field: str, value: object) -> None:
    fields = json.loads(to_json(small()))
    fields[field] = value
    try:
        programme = from_json(json.dumps(fields))
    except Refused:
        return
    assert from_json(to_json(programme)) == programme
