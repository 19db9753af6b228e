"""The clinic of numbers: what is doubtful in families, who lets it stand, and the lists that get it mended."""
