"""Letters: the register of what went out, and new ones for one family or a whole tranche."""
