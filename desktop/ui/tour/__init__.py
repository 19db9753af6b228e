"""The tour: the real window walks through its rooms and leaves pictures and papers."""
