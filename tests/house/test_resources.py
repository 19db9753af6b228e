"""What is committed names no machine and no index, and every dependency is locked with its hashes."""

import re
import tomllib
from pathlib import Path

import pytest

# Made by tools, or not committed.
MADE = frozenset({".git", ".venv", "build", "dist", "tour", ".mypy_cache", ".ruff_cache", ".hypothesis", "__pycache__"})
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"))]
# A folder of some person or machine; `/root` and `/home` alone are ordinary words.
HOMES = re.compile(rb"/(?:home|Users|root|work)/[A-Za-z0-9._-]+/")
LOCKED = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==(\S+)( ; [^\\]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)


def committed(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name in MADE or path.name.endswith(".egg-info"):
            continue
        found.extend(committed(path) if path.is_dir() else [path])
    return found


def normal(requirement: str) -> str:
    """Name of a requirement as lock files spell it."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def test_no_file_names_a_machine(checkout: Path) -> None:
    told = []
    for path in committed(checkout):
        content = path.read_bytes()
        told += [(path, host) for host in HOSTS if host.encode() in content]
        told += [(path, home[0]) for home in [HOMES.search(content)] if home]
    assert told == []


def test_a_home_folder_is_recognised() -> None:
    assert HOMES.search(b"see /home" + b"/siti/notes.txt")
    assert not HOMES.search(b"in the home/office and /root")


@pytest.mark.parametrize("name", ["bootstrap.txt", "bench.txt", "fuzz.txt", "locked.txt"])
def test_locks_hold_names_and_hashes_only(checkout: Path, name: str) -> None:
    text = (checkout / "requirements" / name).read_text("utf-8")
    assert "://" not in text
    assert LOCKED.sub("", text).strip() == ""


def test_every_dependency_is_locked(checkout: Path) -> None:
    with (checkout / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    wanted += project["build-system"]["requires"]
    locked = {match[1] for match in LOCKED.finditer((checkout / "requirements/locked.txt").read_text("utf-8"))}
    assert {normal(requirement) for requirement in wanted} <= locked


def test_packaged_tables_can_be_read(checkout: Path) -> None:
    for path in (checkout / "resources").rglob("*.toml"):
        with path.open("rb") as file:
            assert tomllib.load(file), path.name
