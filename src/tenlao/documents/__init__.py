"""Documents: what in a file is read as prose, and how edits of the prose get into the file, byte for byte elsewhere.

A new kind of document is a module here and a line in `formats`; one that can be reviewed offers what `reviewing` asks
for. It imports `base` and `text` alone.
"""
