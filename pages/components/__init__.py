"""What pages share: the address, the choosers, and how a figure is shown."""
