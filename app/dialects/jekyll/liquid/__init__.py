"""Liquid in the bodies of a Jekyll tree: template and variables → text whose places are known.

A tree without Liquid does not import python-liquid, which takes longer than to load a small tree.
"""
