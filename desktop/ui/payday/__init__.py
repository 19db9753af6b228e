"""Pay day: the desk (loket) in a hall full of people."""
