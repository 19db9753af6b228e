"""Papers of a pay-out: lists people sign, who was paid and who was not, minutes, statements and the year."""
