"""Run the command line with `python -m tenlao`."""

from tenlao.cli.main import main

main()
