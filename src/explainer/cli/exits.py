"""The exit codes, by name."""

FINE = 0
FINDINGS = 1
WRONG_USE = 2
NOTHING_OBTAINED = 3
INTERRUPTED = 130
"""What a shell reports of a command that Ctrl-C ended."""
