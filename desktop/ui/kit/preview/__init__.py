"""Pages on the screen and on the printer, for every screen that makes paper."""
