"""Findings as files that people take with them."""
