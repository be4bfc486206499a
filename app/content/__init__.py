"""Files in, an immutable library out. Nothing here knows of HTTP."""
