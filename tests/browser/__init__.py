"""Tests that see the atlas as a person does, in a real browser."""
