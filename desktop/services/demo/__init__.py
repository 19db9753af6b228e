"""Practice offices of invented people: families, field work, a settled year and a list to approve."""
