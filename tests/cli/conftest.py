"""A district and a province that trust each other, for commands."""

from tests.services.exchange.conftest import trusting_folders

__all__ = ["trusting_folders"]
