"""Benchmarks: every number beside a limit measured in the same run."""
