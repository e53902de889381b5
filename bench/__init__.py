"""Benchmarks: quality and speed of tenlao beside general tools. docs/benchmarks.md says what is measured."""
