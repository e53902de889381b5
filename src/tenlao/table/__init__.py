"""The table of names as data: entries and sources, read from TOML, layered, written as TOML.

A table does not know how names are found in it. It imports `base`, `phonology` and `text`.
"""
