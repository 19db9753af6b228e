"""The log of visits: the list, one visit beside it, and entering a new one."""
