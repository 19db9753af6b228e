"""The office file: engine, keys, migrations, journal, search, backup."""
