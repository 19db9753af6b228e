"""Rows that a right signature does not make right: strange kinds, values, owners and references (items 26, 37)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Household, Member, ReceivedPackage
from tests import families
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import Row, rows_of, sealed, spoiled, written
from tests.services.exchange.test_taking import refusal, sound


@pytest.fixture
def package(district: End, province: End) -> Path:
    families.add(district.desk, 3)
    return district.send(province)


def one(rows: list[Row], kind: str) -> Row:
    return next(row for row in rows if row["kind"] == kind)


def nothing_came(province: End) -> bool:
    with province.desk.read() as session:
        held = session.scalar(select(func.count()).select_from(Household))
        noted = session.scalar(select(func.count()).select_from(ReceivedPackage))
    return (held, noted) == (0, 0)


def set_value(kind: str, **values: object) -> Callable[[list[Row]], object]:
    return lambda rows: one(rows, kind)["values"].update(values)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (set_value("member", nik=3601), "exchange.row_wrong"),
        (set_value("member", unheard_of="x"), "exchange.row_wrong"),
        (set_value("member", id="not-a-uuid"), "exchange.row_wrong"),
        (set_value("member", id="AAAAAAAA-0000-7000-8000-000000000000"), "exchange.row_wrong"),
        (set_value("member", name="x" * 100_000), "exchange.row_wrong"),
        (set_value("member", name=None), "exchange.row_wrong"),
        (set_value("member", birth_date="1984-02-31"), "exchange.row_wrong"),
        (set_value("member", birth_date="19840201"), "exchange.row_wrong"),
        (set_value("household", latitude="6"), "exchange.row_wrong"),
        (set_value("household", registered_at="2019-01-07"), "exchange.row_wrong"),
        (set_value("household", registered_at="2019-01-07T07:00:00+07:00"), "exchange.row_wrong"),
        (lambda rows: one(rows, "member")["values"].pop("name"), "exchange.row_wrong"),
        (lambda rows: one(rows, "member").update(kind="app_user"), "exchange.kind_unknown"),
        (lambda rows: one(rows, "member").update(kind="official_list"), "exchange.kind_unknown"),
        (lambda rows: one(rows, "member").update(change=100_001), "exchange.row_wrong"),
        (lambda rows: one(rows, "member").update(change=0), "exchange.row_wrong"),
        (lambda rows: one(rows, "member").update(version={"36.02#1": 1}), "exchange.row_wrong"),
        (lambda rows: one(rows, "member").update(version={}), "exchange.row_wrong"),
        (set_value("member", owner="36"), "exchange.not_its_own"),
        (set_value("member", owner="36.02"), "exchange.not_its_own"),
        (set_value("member", household_id="00000000-0000-7000-8000-000000000000"), "exchange.reference"),
        (set_value("household", village_code="99.99.99.9999"), "exchange.reference"),
        (lambda rows: [rows.pop(0) for _ in range(4)], "exchange.reference"),
        (lambda rows: rows[0]["values"].update(name=rows[1]["values"]["name"]), "exchange.row_wrong"),
    ],
)
def test_item_26_and_37_a_row_that_is_not_as_it_has_to_be(
    package: Path, district: End, province: End, spoil: Callable[[list[Row]], object], code: str
) -> None:
    assert refusal(province, spoiled(package, district, province, spoil)) == code
    assert nothing_came(province)
    assert sound(province)


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda line: line.replace(b'{"change"', b'{ "change"'),
        lambda line: line.replace(b'"kind"', b'"kind":"member","kind"', 1),
        lambda line: line.replace(b'"name": "', b'"name": "x", "name": "', 1),
        lambda line: line.replace(b'"change":', b'"change":1e400,"x":'),
        lambda line: line.replace(b'"change":', b'"change":NaN,"x":'),
        lambda line: line.replace(b'"name": "', b'"name": "\\ud800', 1),
        lambda line: line[:-1],
        lambda _: b"[" * 100_000,
        lambda _: b"7",
        lambda _: b"\xff",
        lambda _: b"",
    ],
)
def test_item_26_a_line_that_is_written_in_another_way(
    package: Path, district: End, province: End, rewrite: Callable[[bytes], bytes]
) -> None:
    lines = [written(row) for row in rows_of(package, district, province)]
    at = next(at for at, line in enumerate(lines) if b'"kind":"member"' in line)
    changed = rewrite(lines[at])
    assert changed != lines[at]
    lines[at] = changed
    forged = sealed(district, province, lines, package.with_name("forged.ejsika"))
    assert refusal(province, forged) == "exchange.row_wrong"
    assert nothing_came(province)


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda line: line.replace(b'{"kind"', b'{ "kind"'),
        lambda line: line.replace(b'"kind"', b'"change":0,"kind"', 1),
        lambda line: line.replace(b'"kind"', b'"change":7,"kind"', 1),
        lambda line: line[:-1] + b',"version":{}}',
        lambda line: line[:-1] + b',"version":}',
        lambda line: line.replace(b'"name":', b'"name":"x","name":', 1),
        lambda line: line.replace(b'"name":', b'"name": ', 1),
        lambda line: line.replace(b'"role":', b'"more":1,"role":', 1),
        lambda line: line.replace(b'"id":"', b'"id":"{', 1),
        lambda line: line + b" ",
        lambda line: line + b"\n",
        lambda line: line + line,
    ],
)
def test_item_26_a_person_who_is_written_in_another_way(
    package: Path, district: End, province: End, rewrite: Callable[[bytes], bytes]
) -> None:
    lines = [written(row) for row in rows_of(package, district, province)]
    assert b'"kind":"person"' in lines[0]
    changed = rewrite(lines[0])
    assert changed != lines[0]
    forged = sealed(district, province, [changed, *lines[1:]], package.with_name("forged.ejsika"))
    assert refusal(province, forged) == "exchange.row_wrong"
    assert nothing_came(province)


@pytest.mark.parametrize(
    "version", [b'{"36.01#1":1}', b'{"36.01#1": 0}', b'{"36.01#1": 1.0}', b'{"36.01": 1}', b'{"36.01#1": 1, "x": 1}',
                b'{"36.01#1": 1, "36.01#1": 1}', b"null", b"[]", b"{}", b'{"36.01#1": -1}'],
)  # fmt: skip
def test_item_26_a_version_that_is_written_in_another_way(
    package: Path, district: End, province: End, version: bytes
) -> None:
    lines = [written(row) for row in rows_of(package, district, province)]
    head, _, _ = lines[-1].rpartition(b',"version":')
    lines[-1] = head + b',"version":' + version + b"}"
    forged = sealed(district, province, lines, package.with_name("forged.ejsika"))
    assert refusal(province, forged) == "exchange.row_wrong"
    assert nothing_came(province)


def test_item_26_words_that_look_like_statements_are_words(district: End, province: End) -> None:
    name = "Robert'); DROP TABLE member;-- \\u0000 %s {} é 王"
    (family,) = families.add(district.desk, 1)
    with district.desk.write("test.name") as unit:
        member = unit.session.get_one(Member, unit.session.get_one(Household, family).caretaker_id)
        member.name = name
        number = member.id
    province.take(district.send(province))
    with province.desk.read() as session:
        assert session.get_one(Member, number).name == name
    assert sound(province)


def test_item_37_another_offices_record_is_not_taken_over(district: End, province: End) -> None:
    """A changed program at the district puts its own name on a record of the province."""
    (family,) = families.add(province.desk, 1, places=families.villages(district.desk))
    district.take(province.send(district))
    families.add(district.desk, 2, start=5)
    package = district.send(province)
    stolen = spoiled(package, district, province, set_value("household", id=str(family)))
    assert refusal(province, stolen) in {"exchange.not_its_own", "exchange.reference"}
    with province.desk.read() as session:
        assert session.get_one(Household, family).owner == "36"


def test_what_was_refused_leaves_no_row_and_no_line_of_its_own(package: Path, district: End, province: End) -> None:
    with province.desk.read() as session:
        before = session.scalar(select(func.max(AuditLine.seq)))
    with pytest.raises(Refused):
        province.take(spoiled(package, district, province, set_value("member", nik=3601)))
    with province.desk.read() as session:
        assert session.scalar(select(func.max(AuditLine.seq))) == before
