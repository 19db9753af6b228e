"""The room "Accounting": whether a list is in order, how old unpaid money is, returns to the treasury, the budget."""
