"""The desk of duplicates: pairs that may be one, side by side, decided by a person."""
