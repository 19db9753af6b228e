"""What the tables promise: every record can travel, no number of a person is unique, money is whole rupiah."""

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, DateTime, Float, Integer, LargeBinary, String, Table, Text, create_mock_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from desktop import models
from desktop.models import Base, Recorded, RecordedById
from desktop.models.base import NAMING, Moment, Uuid16
from desktop.services.desk import Desk

TABLES: dict[str, Table] = dict(Base.metadata.tables)
CLASSES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
RECORDED = sorted(name for name, one in CLASSES.items() if issubclass(one, Recorded))
# What is no record: the office's own things, the log itself, what is derived or published.
OWN = {
    "app_user", "area", "audit_line", "change_cursor", "counter", "draft", "examined", "family_fault", "family_row",
    "import_batch", "office", "office_key", "peer_stream", "record_version", "setting", "signatory", "task",
}  # fmt: skip
every_table = pytest.mark.parametrize("name", sorted(TABLES))
every_record = pytest.mark.parametrize("name", RECORDED)


def test_a_table_is_a_record_or_named_here_as_none() -> None:
    assert set(TABLES) - set(RECORDED) == OWN


@every_record
def test_a_record_can_travel(name: str) -> None:
    """Owner, version and change number, all filled (DESIGN.md 4.3)."""
    columns = TABLES[name].c
    assert isinstance(columns.owner.type, String)
    assert isinstance(columns.version.type, Text)
    assert isinstance(columns.change_number.type, BigInteger)
    assert not (columns.owner.nullable)
    assert not (columns.version.nullable)
    assert not (columns.change_number.nullable)


@every_record
def test_changes_of_a_record_are_found_by_their_number(name: str) -> None:
    """A package asks for all changes after one number, of every table."""
    assert ["change_number"] in [list(index.columns.keys()) for index in TABLES[name].indexes]


@every_record
def test_a_record_is_keyed_by_an_id_of_its_own_or_by_published_codes(name: str) -> None:
    keys = [column.key for column in TABLES[name].primary_key.columns]
    if issubclass(CLASSES[name], RecordedById):
        assert keys == ["id"]
        assert isinstance(TABLES[name].c.id.type, Uuid16)
    else:
        assert keys[:2] == ["programme", "year"]


@every_table
def test_every_table_says_what_it_is(name: str) -> None:
    described = (CLASSES[name].__doc__ or "").strip()
    assert described, name
    assert described != (Base.__doc__ or "").strip(), "its own, not an inherited one"
    assert described.split("\n")[0].rstrip().endswith("."), described


@every_table
def test_every_column_is_documented_by_a_type_of_ours(name: str) -> None:
    known = (BigInteger, DateTime, Float, Integer, LargeBinary, String, Text, Moment, Uuid16)
    for column in TABLES[name].c:
        kind = type(column.type).__name__
        assert isinstance(column.type, known) or kind in ("Date", "Boolean"), f"{name}.{column.key}: {kind}"


@every_table
def test_no_money_is_a_float(name: str) -> None:
    """Whole rupiah, in a type that holds more than two thousand million (DESIGN.md 4.5)."""
    for column in TABLES[name].c:
        if column.key in ("amount", "total", "limit"):
            assert isinstance(column.type, BigInteger), column
        if isinstance(column.type, Float):
            assert column.key in ("latitude", "longitude"), column


@every_table
def test_every_name_of_a_constraint_follows_the_pattern(name: str) -> None:
    for constraint in TABLES[name].constraints:
        assert str(constraint.name).split("_")[0] in NAMING, constraint.name
        assert len(str(constraint.name)) <= 63, "PostgreSQL cuts longer names"
    for index in TABLES[name].indexes:
        assert str(index.name).startswith("ix_")
        assert len(str(index.name)) <= 63


@every_table
def test_no_word_of_the_language_is_a_table(name: str) -> None:
    """ "user" is one of PostgreSQL's; hence app_user."""
    assert name not in {"user", "order", "group", "table", "check", "select", "limit"}
    assert re.fullmatch(r"[a-z][a-z_]*", name)


@every_table
def test_every_reference_has_an_index_or_is_rarely_asked_for(name: str) -> None:
    """What lists of many thousand rows are joined by; references to few rows (areas, people) need none."""
    table = TABLES[name]
    first = {next(iter(index.columns)).key for index in table.indexes}
    first |= {next(iter(one.columns)).key for one in table.constraints if list(getattr(one, "columns", []))}
    for column in table.c:
        for key in column.foreign_keys:
            if key.column.table.name in ("household", "member", "enrolment", "payment", "facilitator"):
                assert column.key in first or name == "caseload", f"{name}.{column.key}"


def test_numbers_of_people_and_cards_are_text() -> None:
    for table in TABLES.values():
        for name in ("nik", "no_kk", "card_number", "caretaker_nik", "phone", "rt", "rw", "nip"):
            if name in table.c:
                assert isinstance(table.c[name].type, String), f"{table.name}.{name}"


def test_every_model_is_offered_by_the_package() -> None:
    offered = set(models.__all__)
    assert {one.__name__ for one in CLASSES.values()} <= offered
    assert all(hasattr(models, name) for name in offered)
    assert list(models.__all__) == sorted(models.__all__)


def test_the_whole_schema_is_made_for_postgresql_in_one_order() -> None:
    """Every statement compiles, and no table comes before one it refers to."""
    said: list[str] = []
    engine = create_mock_engine("postgresql+psycopg://", lambda sql, *_: said.append(str(sql.compile(dialect=DIALECT))))
    Base.metadata.create_all(engine, checkfirst=False)
    made: list[str] = []
    for statement in said:
        if found := re.search(r"CREATE TABLE (\w+)", statement):
            for referred in re.findall(r"REFERENCES (\w+)", statement):
                assert referred in made or referred == found[1], f"{found[1]} before {referred}"
            made.append(found[1])
    assert sorted(made) == sorted(TABLES)
    assert sum("CREATE INDEX" in statement or "CREATE UNIQUE INDEX" in statement for statement in said) >= len(RECORDED)


DIALECT = postgresql.dialect()


def test_strange_words_are_quoted_for_postgresql() -> None:
    """`on`, `values` and `by` are columns of ours and words of the language."""
    said = str(CreateTable(TABLES["visit"]).compile(dialect=DIALECT))
    assert '"on" DATE' in said
    assert "BYTEA" in said
    assert "TIMESTAMP WITH TIME ZONE" in said


def test_the_log_is_strict(operator: Desk) -> None:
    """SQLite would take text for a number elsewhere; not in the log."""
    with operator.read() as session:
        (sql,) = session.scalars(text("SELECT sql FROM sqlite_master WHERE name = 'audit_line'"))
    assert sql.rstrip().endswith("STRICT")


@pytest.mark.parametrize(
    "module", sorted(path.stem for path in Path(models.__file__).parent.glob("*.py") if path.stem != "__init__")
)
def test_models_know_rules_and_each_other_only(module: str) -> None:
    source = Path(models.__file__).with_name(f"{module}.py").read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop"):
            assert (node.module or "").split(".")[1] in ("models", "rules"), node.module
