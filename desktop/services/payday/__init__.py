"""Pay day at the desk (loket): a family is found, looked at and paid, one after another."""
