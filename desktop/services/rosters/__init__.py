"""Lists of families that leave the office: by name and address, for the village hall, and the whole register."""
