"""Believable invented people for the demo office and for measuring: the same seed gives the same people."""
