"""Pay-out: the tranches, each at a glance, its list, its two people and its receipts."""
