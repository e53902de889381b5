"""What is wrong with the names in a text: rules, settings of a house, reports.

A new rule is a function in `rules` and a message in `messages`. The room imports those from `base` to `styles`.
"""
