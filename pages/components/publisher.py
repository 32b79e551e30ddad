"""Who runs this installation, as its settings say; the project itself does not know."""

from data.settings import settings


def contact() -> str:
    """Where to write or call, in the words of `ATLAS_CONTACT`; empty where it is not set."""
    return settings().contact.strip()
