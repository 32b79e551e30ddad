"""The arithmetic: beside other programs, by property and by simulation."""
