"""Write a file whole or not at all."""

import os
import threading
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content` (text as UTF-8, line ends as given) in one step.

    Whoever reads meanwhile sees the old file or the new one. Raises OSError if the folder cannot
    be written; the old file then stays.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    # In the same folder, since os.replace cannot cross disks; opened plainly, since mkstemp's
    # mode 0600 would hide a static file from a web server that runs as another user.
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
