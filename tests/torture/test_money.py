"""A thousand random histories of the money: two desks, ways back, later lists, sanctions, cuts in the middle."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import offices
from tests.services.money.test_machine import Money

HISTORIES, ACTS = 1_000, 40


@pytest.mark.torture
def test_a_thousand_histories(office_template: offices.Template) -> None:
    class Here(Money):
        template = office_template

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=ACTS,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
