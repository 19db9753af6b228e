"""The place of families: finding one, opening it, writing it down, taking in registers."""
