"""The two offices of the exchange, for packages that are tortured."""

from tests.services.exchange.conftest import district, ends, province, trusting_folders

__all__ = ["district", "ends", "province", "trusting_folders"]
