"""What waits today, for each role."""
