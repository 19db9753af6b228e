"""Pure functions of the field: identity numbers, areas, money, eligibility, wording of amounts."""
