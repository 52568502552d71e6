"""`python -m db.check`: fail where the tables of schema and the migrations have drifted apart."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic.util import CommandError

from db.engine import url_of, writer_engine
from db.migrate import check, migrate


def main() -> int:
    """Migrate an empty database and compare; 0 where both agree."""
    with tempfile.TemporaryDirectory() as folder:
        engine = writer_engine(url_of(Path(folder) / "check.sqlite3"))
        migrate(engine)
        try:
            check(engine)
        except CommandError as difference:
            print(difference, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
