"""Live sources: who they are, what they answer, and the snapshot that is assembled from it.

This package alone speaks HTTP to others. A source has a file of its own; `gather` says which are
asked for what and in which order, `assemble` makes a snapshot of what answered.
"""
