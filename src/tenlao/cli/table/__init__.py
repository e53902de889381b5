"""The commands `tenlao table ...`, each in a module named after it, a few lines over `tenlao.curating`."""
