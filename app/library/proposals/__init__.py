"""The site file that `bodywise init` proposes for a tree, each line with its reason."""
