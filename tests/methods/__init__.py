"""Tests of the arithmetic, beside calculations that share nothing with it."""
