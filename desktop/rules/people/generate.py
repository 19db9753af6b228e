"""Families of an office from a seed: first those entitled, then those who are not, village by village."""

from collections.abc import Iterator, Sequence
from itertools import chain
from random import Random

from desktop.rules.areas import Area
from desktop.rules.people.faults import plant
from desktop.rules.people.household import HouseholdMaker, Wanted
from desktop.rules.people.naming import Village
from desktop.rules.people.plan import Ground, HouseholdPlan

_FEWEST_IN_A_VILLAGE = 12  # a small office covers a few districts rather than one family everywhere
_ONE_NOT_ENTITLED_IN = 10


def plan_households(
    seed: int, ground: Ground, count: int, *, not_entitled: int | None = None, faults: bool = False
) -> Iterator[HouseholdPlan]:
    """Give `count` entitled families, then a tenth more who are not, half of them for receiving PKH.

    They are made one at a time and not kept. The same arguments give the same families.
    """
    others = count // _ONE_NOT_ENTITLED_IN if not_entitled is None else not_entitled
    rng = Random(f"{seed}/villages")  # noqa: S311 - not for secrets
    covered = [Village(seed, area, ground.lists) for area in choose_villages(rng, ground.villages, count)]
    shares = share_out(rng, count, len(covered))
    maker = HouseholdMaker(seed, ground)
    entitled = (
        maker.make(village, Wanted(entitled=True))
        for village, share in zip(covered, shares, strict=True)
        for _ in range(share)
    )
    rest = (
        maker.make(covered[at * len(covered) // others], Wanted(entitled=False, receives_pkh=at % 2 == 0))
        for at in range(others)
    )
    plans = chain(entitled, rest)
    return plant(plans, seed, ground) if faults else plans


def choose_villages(rng: Random, villages: Sequence[Area], count: int) -> list[Area]:
    """Whole districts at random until there are villages enough, in the order of their codes."""
    wanted = min(len(villages), max(1, count // _FEWEST_IN_A_VILLAGE))
    districts = sorted({area.parent_code or "" for area in villages})
    rng.shuffle(districts)
    chosen: list[Area] = []
    for district in districts:
        if len(chosen) >= wanted:
            break
        chosen += (area for area in villages if area.parent_code == district)
    return sorted(chosen[:wanted], key=lambda area: area.code)


def share_out(rng: Random, count: int, among: int) -> list[int]:
    """Uneven shares, as villages are, that sum to `count` exactly."""
    weights = [0.5 + rng.random() for _ in range(among)]
    total = sum(weights)
    shares: list[int] = []
    reached = 0.0
    for weight in weights:
        reached += weight
        shares.append(round(count * reached / total) - sum(shares))
    return shares
