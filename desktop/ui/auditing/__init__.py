"""The room "Audit tests": what an inspector would find, asked before he does."""
