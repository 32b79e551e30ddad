"""Pure arithmetic: numbers in, numbers out, nothing of ours imported."""
