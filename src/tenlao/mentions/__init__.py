"""From running text to names: mentions of entries, names in no table, names in two writings side by side.

Nothing is changed here. It imports the rooms from `base` to `matching`.
"""
