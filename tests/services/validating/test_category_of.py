"""The category of one family: entered as an event with day and reason, told with what it touches, and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, LifeEvent
from desktop.rules.life import Closure, Life
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.life import closing, history, undoing
from desktop.services.life.events import Happened
from desktop.services.money import drafting
from desktop.services.money.keys import TrancheKey
from desktop.services.validating import categories, explaining
from desktop.services.validating.categories import NewCategory, OpenList
from tests import families, offices

KEY = TrancheKey("jscb", 2023, 1)
NEW = NewCategory("widow", date(2023, 3, 1), "Suami meninggal", "474/12/2023")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> offices.Template:
    return offices.make_template(tmp_path_factory.mktemp("jscb") / "cilegon", "36.72", ("jscb-2023",))


@pytest.fixture
def cilegon(template: offices.Template, tmp_path: Path) -> Iterator[Desk]:
    """An office under JSCB with one family that has no category."""
    desk = offices.sign_in(template.copy(tmp_path / "cilegon"), Role.OPERATOR)
    families.add(desk, 1, programme="jscb", bank="bjb")
    yield desk
    desk.close()


@pytest.fixture
def one(cilegon: Desk) -> UUID:
    with cilegon.read() as session:
        return session.scalars(select(Enrolment.id)).one()


def family(desk: Desk) -> UUID:
    with desk.read() as session:
        return session.scalars(select(Enrolment.household_id)).one()


def test_it_is_entered_with_day_reason_and_paper(cilegon: Desk, one: UUID) -> None:
    before = categories.look(cilegon, one)
    assert (before.category, before.changes, before.lists) == ("", (), ())
    assert {rate.key for rate in before.rates} == {"orphan", "widow", "elderly", "disabled", "poor"}
    done = categories.change(cilegon, one, NEW)
    assert done.changes.touches("enrolment", "life_event")
    found = categories.look(cilegon, one)
    (change,) = found.changes
    assert found.category == "widow"
    assert (change.before, change.category, change.on, change.reason, change.paper, change.undone) == (
        *("", "widow", NEW.on, "Suami meninggal"),
        *("474/12/2023", False),
    )
    assert change.by == cilegon.person.full_name


def test_it_stands_in_the_history_of_the_family_and_in_the_log(cilegon: Desk, one: UUID) -> None:
    categories.change(cilegon, one, NEW)
    told = history.history(cilegon, family(cilegon))
    (event,) = told.events
    assert (event.kind, event.on, event.reason, event.undoable) == (Life.CATEGORY, NEW.on, NEW.reason, True)
    assert [(line.field, line.then, line.now) for line in told.changes[0].changed] == [("category", None, "widow")]
    with cilegon.read() as session:
        kinds = session.scalars(select(AuditLine.kind).where(AuditLine.action == "life.category")).all()
    assert set(kinds) == {"enrolment", "life_event"}


def test_the_newest_stands_first_and_one_is_taken_back(cilegon: Desk, one: UUID) -> None:
    categories.change(cilegon, one, NEW)
    categories.change(cilegon, one, replace(NEW, category="orphan", on=date(2023, 5, 1), reason="Ibu meninggal"))
    newest, first = categories.look(cilegon, one).changes
    assert [(change.before, change.category) for change in (newest, first)] == [("widow", "orphan"), ("", "widow")]
    with cilegon.read() as session:
        events = {row.on: row.id for row in session.scalars(select(LifeEvent))}
    with pytest.raises(Refused, match=r"life\.undo_changed_since"):
        undoing.undo(cilegon, events[NEW.on], "Salah keluarga")
    undoing.undo(cilegon, events[date(2023, 5, 1)], "Salah keluarga")
    found = categories.look(cilegon, one)
    assert found.category == "widow"
    assert [change.undone for change in found.changes] == [True, False]


def test_a_list_pays_by_it_once_it_is_drafted_again(cilegon: Desk, one: UUID) -> None:
    categories.change(cilegon, one, NEW)
    drafting.create(cilegon, KEY)
    assert categories.look(cilegon, one).lists == (OpenList(KEY, 1_000_000),)
    categories.change(cilegon, one, replace(NEW, category="orphan"))
    assert categories.look(cilegon, one).lists == (OpenList(KEY, 1_000_000),)
    drafting.create(cilegon, KEY)
    assert categories.look(cilegon, one).lists == (OpenList(KEY, 1_200_000),)


def test_the_explanation_tells_it_where_the_programme_pays_by_it(cilegon: Desk, one: UUID, operator: Desk) -> None:
    categories.change(cilegon, one, NEW)
    found = explaining.explain(cilegon, one)
    assert (found.category, len(found.rates)) == ("widow", 5)
    families.add(operator, 1)
    with operator.read() as session:
        other = session.scalars(select(Enrolment.id)).one()
    assert explaining.explain(operator, other).rates == ()
    with pytest.raises(Refused, match=r"category\.none"):
        categories.change(operator, other, NEW)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(NEW, category="rich"), "rules.category_unknown"),
        (replace(NEW, category=""), "rules.category_unknown"),
        (replace(NEW, reason=" "), "category.no_reason"),
        (replace(NEW, on=date.today() + timedelta(days=400)), "enrolling.future"),  # noqa: DTZ011 - far enough
    ],
)
def test_what_is_refused(cilegon: Desk, one: UUID, new: NewCategory, code: str) -> None:
    with pytest.raises(Refused) as refused:
        categories.change(cilegon, one, new)
    assert refused.value.code == code
    assert categories.look(cilegon, one).changes == ()


def test_the_same_again_and_one_unknown(cilegon: Desk, one: UUID) -> None:
    categories.change(cilegon, one, NEW)
    with pytest.raises(Refused, match=r"category\.same"):
        categories.change(cilegon, one, NEW)
    with pytest.raises(Refused, match=r"enrolling\.unknown"):
        categories.look(cilegon, family(cilegon))
    supervisor = offices.same_office_as(cilegon, Role.SUPERVISOR)
    assert categories.look(supervisor, one).category == "widow"
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        categories.change(supervisor, one, replace(NEW, category="poor"))


def test_a_family_that_left_the_lists_gets_none(cilegon: Desk, one: UUID) -> None:
    with cilegon.write("test.closing") as unit:
        closing.close(unit, cilegon, family(cilegon), Closure.MOVED_OUT, Happened(on=date(2023, 2, 1)))
    with pytest.raises(Refused, match=r"enrolling\.closed"):
        categories.change(cilegon, one, NEW)
