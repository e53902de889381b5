"""Run the command line with `python -m tenlao`."""

from tenlao.cli import main

main()
