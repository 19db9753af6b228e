"""Proves on this machine what the program stands on, without an office and without a window."""
