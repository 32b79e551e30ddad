"""A stand-in for StatBank on loopback, with made-up figures, that follows its contract closely."""
