"""What is wrong with the names in a text: rules, settings of a house, reports.

A new rule is a function in `rules`. It imports the rooms from `base` to `styles`.
"""
