"""Documents in, documents out: styles and checks applied to files, with what undoes and reports it; names answered.

It imports all rooms below it, and is all that the command line needs for documents and names.
"""
