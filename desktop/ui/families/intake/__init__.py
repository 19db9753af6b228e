"""Taking in register files: choosing, looking, accepting, undoing."""
