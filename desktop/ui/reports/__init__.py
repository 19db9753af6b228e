"""The place of reports: which one, of which list, seen first, then printed or saved."""
