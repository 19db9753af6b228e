"""The place "Data exchange": packages out and in, key cards, and what they lead to."""
