"""SQLAlchemy records: the tables of an office file."""
