"""Tests, in the folders of what they test; tests.browser needs a browser."""
