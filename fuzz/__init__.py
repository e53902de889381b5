"""What tries tenlao with hostile input, and what kills it, to see that it never damages a file."""
