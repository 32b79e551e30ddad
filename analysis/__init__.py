"""From counts and figures to findings: every number anyone sees comes through `measure`."""
