"""The command tour: the window walks through its rooms and leaves pictures and papers."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.wording import N_

HOUSEHOLDS = 180


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    tour = commands.add_parser(
        "tour", parents=[common], help=N_("walk through the window, leaving pictures and papers")
    )
    tour.add_argument("out", type=Path, metavar="OUT", help=N_("folder for pictures, papers and index.html"))
    tour.add_argument(
        "--households", type=int, default=HOUSEHOLDS, metavar="N", help=N_("families of the practice office")
    )
    tour.add_argument("--only", metavar="ROOMS", help=N_("rooms to walk through, divided by commas"))
    # What the tour asks of a process of its own: everything once more, twice as fine.
    tour.add_argument("--fine", type=Path, metavar="OFFICE", help=argparse.SUPPRESS)
    tour.set_defaults(run=run_tour)


def run_tour(context: Context) -> int:
    take = context.args.take_tour
    if take is None:
        raise Refused("tour.no_window")
    return int(take(context.shared, context.args))
