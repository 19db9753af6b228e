"""The settings of the office and of the person."""
