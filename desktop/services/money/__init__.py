"""Tranches: the list and its two people, receipts and their printing, settling, and the proof of it all."""
