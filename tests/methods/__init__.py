"""Tests of the arithmetic, each against cases worked out elsewhere."""
