"""Running text: its words, the titles and offices in it, keys of spellings, edits and offsets, counts of letters.

What is here finds no names; it tells what stands around them. It imports `base` and `phonology`.
"""
