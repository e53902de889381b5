"""From a name to the entries that it may name: the index, the candidates, their odds and scores, near misses.

One name is looked at, no text. It imports the rooms from `base` to `table`.
"""
