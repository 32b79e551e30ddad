"""Denmark's 98 municipalities: who they are, where they lie, whom they border."""
