"""Validation (verval): candidates judged and recorded, minutes, quotas, waiting lists, changes of whole lists."""
