"""Spreadsheets and delimited text of strangers, read with suspicion, and our own, written with care."""
