"""What the program is built from and whether each part loads, with versions for a report."""

import platform
import sys
from importlib import import_module, metadata

from desktop.services.self_test.checking import Ground, Unsound

OLDEST = (3, 11)
# Name of the module and, where it differs, of the package it comes in.
PARTS = (
    ("alembic", ""),
    ("argon2", "argon2-cffi"),
    ("cryptography", ""),
    ("msgspec", ""),
    ("openpyxl", ""),
    ("PIL", "pillow"),
    ("pypdfium2", ""),
    ("pyrage", ""),
    ("python_calamine", "python-calamine"),
    ("reportlab", ""),
    ("_rl_accel", "rl-accel"),
    ("sqlalchemy", ""),
    ("sqlcipher3", ""),
    ("zstandard", ""),
    ("zxingcpp", "zxing-cpp"),
)


def python(_: Ground) -> str:
    """Interpreter and system."""
    if sys.version_info[:2] < OLDEST:
        raise Unsound(platform.python_version())
    how = "frozen" if getattr(sys, "frozen", False) else "source"
    return f"{platform.python_version()}, {platform.system()} {platform.machine()}, {how}"


def versions(_: Ground) -> str:
    """Load every library; those that do not load are named together."""
    missing, found = [], []
    for module, package in PARTS:
        try:
            loaded = import_module(module)
        except ImportError as fault:
            missing.append(f"{module} ({fault})")
            continue
        found.append(f"{package or module} {_version(package or module, loaded)}".strip())
    if missing:
        raise Unsound("; ".join(missing))
    return ", ".join(found)


def _version(package: str, loaded: object) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        # The frozen program carries no metadata of packages.
        said = getattr(loaded, "__version__", "") or getattr(loaded, "Version", "")
        return said if isinstance(said, str) else ""
