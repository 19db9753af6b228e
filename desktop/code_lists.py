"""The packaged code lists, read when the first of them is asked for."""

from functools import cached_property
from pathlib import Path

from desktop import paths
from desktop.rules.code_lists import CodeBook, parse_lists


class CodeLists:
    """Made once by `app`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.resources() / "code_lists"

    @cached_property
    def book(self) -> CodeBook:
        return CodeBook(parse_lists(path.read_bytes()) for path in sorted(self._folder.glob("*.toml")))
