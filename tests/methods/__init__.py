"""Tests of `analysis/methods/`."""
