"""Random histories of two districts and their province: packages lost, repeated and out of order (TRUST.md 5.3).

Real offices, real packages. At the end each sends once more both ways, and all agree, record by record.
"""

import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import Household, RecordConflict
from desktop.rules.terms import Role
from tests import families, offices
from tests.offices import Template
from tests.services.exchange.conftest import End
from tests.services.exchange.test_taking import records, rename, sound

ENDS = ("36.01", "36.02", "36")
DISTRICTS = ENDS[:2]
PUBLISHED = ("programme_year", "tranche")
MAY_BE_SAID = {"exchange.gap"}


class Offices(RuleBasedStateMachine):
    """Three offices and the packages that are under way."""

    templates: ClassVar[dict[str, Template]]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ends: dict[str, End] = {}
        self.under_way: list[tuple[str, Path]] = []
        self.names = 0
        self.made = dict.fromkeys(DISTRICTS, 0)

    @initialize()
    def begin(self) -> None:
        for code in ENDS:
            desk = offices.sign_in(self.templates[code].copy(self.folder / code), Role.OPERATOR)
            self.ends[code] = End(desk, offices.same_office_as(desk, Role.SUPERVISOR))
        for code in DISTRICTS:
            self.ends[code].trust(self.ends["36"])
            self.ends["36"].trust(self.ends[code])

    @rule(code=st.sampled_from(DISTRICTS))
    def register(self, code: str) -> None:
        families.add(self.ends[code].desk, 1, start=self.made[code])
        self.made[code] += 1

    @rule(code=st.sampled_from(DISTRICTS))
    def edit(self, code: str) -> None:
        if self.made[code]:
            self.names += 1
            rename(self.ends[code], f"SITI KE-{self.names}")

    @rule(code=st.sampled_from(DISTRICTS), down=st.booleans())
    def send(self, code: str, *, down: bool) -> None:
        sender, receiver = ("36", code) if down else (code, "36")
        self.under_way.append((receiver, self.ends[sender].send(self.ends[receiver])))

    @rule(which=st.integers(min_value=0), stays=st.booleans())
    def arrive(self, which: int, *, stays: bool) -> None:
        """Any package that is under way, not only the next one; it may come again later."""
        if self.under_way:
            at = which % len(self.under_way)
            self.take(*(self.under_way[at] if stays else self.under_way.pop(at)))

    @rule(which=st.integers(min_value=0))
    def lose(self, which: int) -> None:
        if self.under_way:
            self.under_way.pop(which % len(self.under_way))

    def take(self, receiver: str, package: Path) -> None:
        try:
            self.ends[receiver].take(package)
        except Refused as refused:
            assert refused.code in MAY_BE_SAID, refused.code

    @invariant()
    def nobody_loses_a_family(self) -> None:
        for code in DISTRICTS:
            if self.ends:
                with self.ends[code].desk.read() as session:
                    ours = select(func.count()).select_from(Household).where(Household.owner == code)
                    assert session.scalar(ours) == self.made[code]

    def teardown(self) -> None:
        try:
            if self.ends:
                self.all_agree()
        finally:
            for end in self.ends.values():
                end.desk.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def all_agree(self) -> None:
        province = self.ends["36"]
        for code in DISTRICTS:
            province.take(self.ends[code].send(province))
            self.ends[code].take(province.send(self.ends[code]))
            there, here = records(province, code), records(self.ends[code], code)
            assert {kind: rows for kind, rows in there.items() if kind not in PUBLISHED} == {
                kind: rows for kind, rows in here.items() if kind not in PUBLISHED
            }
        with province.desk.read() as session:
            assert session.scalar(select(func.count()).select_from(RecordConflict)) == 0
        assert sound(*self.ends.values())


@pytest.fixture(scope="session")
def three_templates(
    office_template: Template, province_template: Template, neighbour_template: Template
) -> dict[str, Template]:
    return dict(zip(ENDS, (office_template, neighbour_template, province_template), strict=True))


def run(templates: dict[str, Template], histories: int, acts: int) -> None:
    class Here(Offices):
        pass

    Here.templates = templates
    usual = settings(
        max_examples=histories,
        stateful_step_count=acts,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Here, settings=usual)


def test_a_few_histories(three_templates: dict[str, Template]) -> None:
    run(three_templates, 4, 20)


@pytest.mark.torture
def test_thousands_of_histories(three_templates: dict[str, Template]) -> None:
    run(three_templates, 10_000, 40)
