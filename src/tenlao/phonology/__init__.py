"""The sound of Lao names: three writings read into one kind of sound, and how far two sounds are apart.

A new habit of spelling is a new word in a table of a reader. What is here knows no table of names and no running
text; it imports `base` alone.
"""
