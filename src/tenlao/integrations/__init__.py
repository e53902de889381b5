"""What tenlao finds in a text, for the programs in which texts are written (editors) and read (spaCy).

It imports all rooms below it.
"""
