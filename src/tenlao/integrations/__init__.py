"""Where writers write: what tenlao finds in a text, for the programs in which texts are written.

It imports all rooms below it.
"""
