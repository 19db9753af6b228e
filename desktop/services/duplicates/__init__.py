"""Two records that may be one person or family: found, put before a person, decided, and what follows."""
