"""e-JSiKa: the office program for conditional family cash transfers."""

__version__ = "0.1.0"
