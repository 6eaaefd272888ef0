"""From what sources told to readings of a snapshot: one pure function a group of figures."""
