"""Lists of other offices: hold one against the register, see what was said, take over what is offered."""
