"""The command line: the same services without eyes."""
