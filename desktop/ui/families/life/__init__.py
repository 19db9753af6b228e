"""What happens to a family, entered and shown: events, its history, and how it stood on a day."""
