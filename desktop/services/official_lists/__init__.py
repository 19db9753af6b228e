"""Lists of other offices held against the register: what they say is kept, and changes no family by itself."""
