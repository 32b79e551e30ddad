"""How quick the atlas is filled and how much memory it takes, measured against the stand-in."""
