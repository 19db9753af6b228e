"""Families: finding one among all, opening it whole, saving what was typed."""
