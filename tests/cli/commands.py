"""Commands as they are typed, and what came back: status, standard output, standard error."""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from desktop.cli import main
from tests.offices import PASSWORD


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The refusal: one line on standard error, nothing on standard output, status 1."""
        assert (self.status, self.out) == (1, ""), self
        assert self.err.endswith("\n"), self
        assert self.err.count("\n") == 1, self
        return self.err.strip()


@contextmanager
def variables(**wanted: str) -> Iterator[None]:
    """Set variables of the environment for one command; those tests never see are taken away again."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def ejsika(*words: object, password: str = PASSWORD, language: str = "en", **more: str) -> Said:
    """Run one command with this password, in English unless another language is wanted."""
    out, err = io.StringIO(), io.StringIO()
    with variables(EJSIKA_PASSWORD=password, EJSIKA_LANG=language, **more), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main.run([str(word) for word in words])
        except SystemExit as stopped:  # argparse says so by itself
            status = int(str(stopped.code))
    return Said(status, out.getvalue(), err.getvalue())
