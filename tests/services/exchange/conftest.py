"""A district and a province, each an office of its own, that trust each other's cards."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import own_keys, packing, receiving, trusting
from tests import offices
from tests.offices import Template


@dataclass
class End:
    """One office of the exchange."""

    desk: Desk  # the operator's
    supervisor: Desk

    @property
    def code(self) -> str:
        return self.desk.office.code

    def send(self, to: "End", period: str = "") -> Path:
        return packing.make(self.desk, to.code, period).value.path

    def take(self, package: Path) -> receiving.Taken:
        return receiving.take(self.desk, package).value

    def trust(self, other: "End") -> None:
        card = own_keys.card(other.desk).value
        row = trusting.propose(self.desk, card.text).value
        trusting.confirm(self.supervisor, row.id, card.fingerprint)


@pytest.fixture(scope="session")
def neighbour_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return offices.make_template(tmp_path_factory.mktemp("neighbour") / "office", "36.02")


@pytest.fixture(scope="session")
def trusting_folders(
    office_template: Template, province_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """District 36.01 and province 36 with each other's cards; only copied."""
    folder = tmp_path_factory.mktemp("trusting")
    folders = office_template.copy(folder / "district"), province_template.copy(folder / "province")
    with ExitStack() as stack:
        district, province = (stack.enter_context(opened_at(one)) for one in folders)
        district.trust(province)
        province.trust(district)
    return folders


@contextmanager
def opened_at(folder: Path) -> Iterator[End]:
    with closing(offices.sign_in(folder, Role.OPERATOR)) as desk:
        yield End(desk, offices.same_office_as(desk, Role.SUPERVISOR))


@pytest.fixture
def ends(trusting_folders: tuple[Path, Path], tmp_path: Path) -> Iterator[tuple[End, End]]:
    """District 36.01 and province 36."""
    copies = [shutil.copytree(one, tmp_path / one.name) for one in trusting_folders]
    with opened_at(copies[0]) as district, opened_at(copies[1]) as province:
        yield district, province


@pytest.fixture
def district(ends: tuple[End, End]) -> End:
    return ends[0]


@pytest.fixture
def province(ends: tuple[End, End]) -> End:
    return ends[1]
