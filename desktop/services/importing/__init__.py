"""Taking in registers: a preview of what a file would do, then all of it at once or nothing."""
