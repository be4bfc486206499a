"""FastAPI: routes that look up, raise or return."""
