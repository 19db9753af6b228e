"""Whatever comes in by any door ends in the one refusal (items 21, 24-27); the corpus is replayed in every run."""

import json
import random
from collections import Counter

import pytest

from desktop.wording.exchange import SENTENCES
from tests.exchange.fuzzing import Doors, corpus, mutated
from tests.exchange.golden_packages import newest


@pytest.fixture(scope="module")
def doors() -> Doors:
    return Doors(newest())


def test_what_is_right_comes_in_by_every_door(doors: Doors) -> None:
    """Else the doors would refuse for a reason of their own, and nothing behind them were tried."""
    said = {(seed[:1], doors.put(seed)) for seed in doors.seeds() if seed[:1] not in b"tz"}
    to_the_end = {(b"r", "exchange.totals_wrong")}  # a few rows are not all of what the page declares
    assert said == {(door, "taken") for door in (b"f", b"i", b"p", b"c", b"d")} | to_the_end


def test_item_27_the_corpus_is_refused_or_taken_and_nothing_else(doors: Doors) -> None:
    """Inputs that once found a fault, or a way of their own through the readers."""
    paths = corpus()
    said = Counter(doors.put(path.read_bytes()) for path in paths)
    assert len(paths) > 20
    assert set(said) - {"taken"} <= set(SENTENCES)
    assert len(said) >= 8


def test_item_27_two_thousand_mutants_of_every_kind(doors: Doors) -> None:
    dice, seeds = random.Random(27), doors.seeds()
    for _ in range(2_000):
        doors.put(mutated(dice.choice(seeds), dice))
    assert set(doors.said) - {"taken"} <= set(SENTENCES)
    assert sum(doors.said.values()) >= 2_000
    assert {"exchange.row_wrong", "exchange.manifest_wrong", "exchange.cannot_open"} <= set(doors.said)


def test_a_spoiled_row_is_still_json(doors: Doors) -> None:
    """The mutator reaches the checks behind the form: most of what it makes of a row can be parsed."""
    row = next(seed for seed in doors.seeds() if seed.startswith(b'r{"change"'))
    dice, readable = random.Random(1), 0
    for _ in range(300):
        try:
            json.loads(mutated(row, dice)[1:])
        except ValueError:
            continue
        readable += 1
    assert 150 < readable < 300
