"""The package of exchange as a file: keys, seal, manifest, rows, parts and mail. Knows no tables and no database."""
