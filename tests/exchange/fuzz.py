"""atheris at the doors of the exchange (Linux): `python tests/exchange/fuzz.py -runs=10000000 [FOLDER]`.

Every input that opens a new way through the readers is kept in FOLDER; a fault of ours ends the run with its input.
"""

import random
import sys

import atheris

with atheris.instrument_imports(include=["desktop.exchange", "desktop.services.exchange", "desktop.rules.crockford"]):
    from tests.exchange.fuzzing import Doors, mutated
    from tests.exchange.golden_packages import newest

LONGEST = 1 << 16


def other(data: bytes, most: int, seed: int) -> bytes:
    """Half by the structure of what comes in, half by what atheris learned."""
    dice = random.Random(seed)
    if data and dice.random() < 0.5:
        return mutated(data, dice)[:most]
    made: bytes = atheris.Mutate(data[1:], most - 1)
    return (data[:1] or b"f") + made


def main() -> None:
    doors = Doors(newest())
    for seed in doors.seeds():
        doors.put(seed)

    def one(data: bytes) -> None:
        doors.put(data)

    atheris.Setup(sys.argv, one, custom_mutator=other)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
