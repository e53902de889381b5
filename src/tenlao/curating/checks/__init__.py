"""What is checked in a table file once it has been read, a module for each kind of check.

Each module has a function `check` that yields the findings in a `CheckedTable`; `tenlao.curating.validation` calls
them. The modules that have none are what the checks share.
"""
