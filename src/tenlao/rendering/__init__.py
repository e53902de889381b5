"""Renderings that nobody has printed: learned from the attested ones, always marked as suggested.

It imports the rooms from `base` to `mentions`.
"""
