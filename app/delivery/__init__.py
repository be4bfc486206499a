"""What stands in front of the routes: methods, cross-origin headers, static files."""
