"""The care of tables: validated, compared, changed, drafted, exported and imported, counted.

A new format of export is a function in `exporters`. It imports all rooms below it.
"""
