"""How the workspace database came to its form, step by step; run by `data.upgrade`."""
