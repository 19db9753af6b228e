"""The place of validation: candidates explained and recorded, minutes, statuses of whole lists, quotas."""
