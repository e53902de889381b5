"""The ground: errors, the files of the package and of the user, what is kept on disk, and the vocabulary of types.

What is here knows nothing of names. It imports nothing of the package but this room.
"""
