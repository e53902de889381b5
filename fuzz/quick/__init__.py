"""The quick mode: some thousand inputs a second, by a plain seeded generator, straight into the library's functions.

python -m fuzz --quick [--inputs N] [--seconds N] [--workers N] [--seed N] [--door NAME ...] [--findings FOLDER]

What is beside (`fuzz.targets`) makes deep input and runs whole commands, a few dozen a second. Here, `making` makes
shallow input, `doors` are the functions that it comes in by, each with what must hold, and `blocks` runs it in
processes that may crash or hang, and counts. A finding is a case of the target "quick", so it is made small, kept in
the corpus and replayed as any other.
"""
