"""Where the databases, the fetched snapshots and StatBank are; all else is code or catalog."""

from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url

FOLDER = Path(__file__).parent
SNAPSHOTS = FOLDER / "snapshots"


class Settings(BaseSettings):
    """Read from the environment.

    `ATLAS_FACTS_URL` moves the database of facts, `ATLAS_WORKSPACE_URL` that of what users have
    put in, `ATLAS_SNAPSHOTS` the folder of what was fetched or made up, and `ATLAS_STATBANK_URL`
    says where StatBank answers. `ATLAS_CONTACT` is what readers are told of who runs the
    installation and how to reach them: a line with name, address to write to and telephone.
    """

    model_config = SettingsConfigDict(env_prefix="ATLAS_", frozen=True)

    facts_url: str = f"sqlite:///{FOLDER / 'store' / 'facts.sqlite'}"
    workspace_url: str = f"sqlite:///{FOLDER / 'store' / 'workspace.sqlite'}"
    snapshots: Path = FOLDER / "store" / "snapshots"
    statbank_url: str = "https://api.statbank.dk/v1"
    contact: str = ""

    @property
    def fetched(self) -> Path:
        """The folder of snapshots that were fetched or made up; never that of the embedded ones."""
        return self.snapshots.absolute()

    @property
    def facts_file(self) -> Path:
        """The SQLite file behind the address; raises ValueError for any other engine."""
        url = make_url(self.facts_url)
        if url.get_backend_name() != "sqlite" or not url.database:
            raise ValueError(f"ATLAS_FACTS_URL must name a SQLite file, found '{self.facts_url}'")
        return Path(url.database).absolute()


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
