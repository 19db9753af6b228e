"""The form on which a family is written down or changed."""
