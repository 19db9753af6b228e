"""What happens to families: births, deaths, marriages, moves, split cards, new caretakers, and how it all stood."""
