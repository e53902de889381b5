"""Fuzzing: hostile input of every kind, and what tenlao promises about all of it.

python -m fuzz [--seconds N] [--inputs N] [--target NAME ...] [--seed N] [--findings FOLDER]

`targets` are the doors by which input comes in, and `oracles` what holds behind all of them. Input is made by
hypothesis strategies that know its structure (`texts`, `documents`, `tables`, `commands`), and by changing the bytes
of what was made or of the corpus (`mutation`). What breaks a promise is made small (`minimising`) and kept
in `corpus/` for good: the tests replay it. `crashes` kills commands and lets calls of the system fail.
"""
