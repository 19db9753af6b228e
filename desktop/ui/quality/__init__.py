"""The clinic of numbers: what is doubtful in families, by kind, and the lists that get it mended."""
