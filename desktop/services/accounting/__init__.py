"""Where the money of a tranche stands: returned to the treasury, reconciled, and against the budget."""
