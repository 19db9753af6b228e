"""Data packages between offices: own keys, trusted cards, what is sent, what comes, and what a person decides."""
