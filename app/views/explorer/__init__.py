"""The explorer: the content as pages for people. Pure functions make what the templates show."""
