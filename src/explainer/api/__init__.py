"""The HTTP API; nothing of the web stack is imported before somebody asks for it."""
