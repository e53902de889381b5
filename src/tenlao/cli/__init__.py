"""The command line: each command a module named after it, a few lines over the library.

Nothing imports this room.
"""
