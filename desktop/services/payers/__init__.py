"""Paying through banks and the post: paths, files for them, their answers, and who holds cards."""
