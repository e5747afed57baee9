-- The office's register of reports: drafts that were closed, the numbers that
-- they were given, and the bytes of documents and sources. All of it is
-- appended and never changed. The first schema's table of issued reports, into
-- which no version of the program ever wrote, makes room.

-- +goose Up

DROP TABLE issued;

-- Files, each kept once however often it is referred to.
CREATE TABLE blob (
  id     INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,        -- of the file itself, in lower-case hexadecimal
  packed BLOB NOT NULL                -- the file, gzipped
) STRICT;

-- What was closed.
CREATE TABLE draft (
  id      INTEGER PRIMARY KEY,        -- ascending in the order of closing
  code    TEXT NOT NULL UNIQUE,       -- printed on the document
  digest  TEXT NOT NULL UNIQUE,       -- of all that the document tells
  kind    TEXT NOT NULL,              -- model.PeriodKind
  name    TEXT NOT NULL,              -- such as "2020-06"
  first   INTEGER NOT NULL,           -- days, both included, as really counted
  last    INTEGER NOT NULL,
  as_of   INTEGER NOT NULL,           -- the last look that it rests on
  closed  INTEGER NOT NULL,           -- decisions and issued reports count up to it
  who     TEXT NOT NULL,              -- by whom
  config  INTEGER NOT NULL REFERENCES blob (id),
  edition TEXT NOT NULL,              -- the program and the form
  file    TEXT NOT NULL,              -- the document's name
  blob    INTEGER NOT NULL REFERENCES blob (id),
  figures TEXT NOT NULL               -- [{"u": unit, "i": indicator, "p": of the period, "y": of the year},…]
) STRICT;

-- Each source as it stood at the close.
CREATE TABLE draft_source (
  draft   INTEGER NOT NULL REFERENCES draft (id),
  source  TEXT NOT NULL,              -- the link or path, as configured
  content TEXT NOT NULL,              -- what the last look saw; '': never read
  reader  TEXT NOT NULL,
  status  TEXT NOT NULL,              -- model.KeptStatus
  fault   TEXT NOT NULL,              -- model.FaultCode, or ''
  file    TEXT NOT NULL,
  blob    INTEGER REFERENCES blob (id), -- NULL: not kept
  PRIMARY KEY (draft, source)
) STRICT, WITHOUT ROWID;

-- What was given its number.
CREATE TABLE issued (
  id          INTEGER PRIMARY KEY,    -- ascending in the order of issue
  draft       INTEGER NOT NULL UNIQUE REFERENCES draft (id),
  number      TEXT NOT NULL,          -- the office's, such as "12-BC/HĐTĐN"
  year        INTEGER NOT NULL,       -- numbers begin anew with each
  dated       INTEGER NOT NULL,       -- the day that the report bears
  at          INTEGER NOT NULL,
  who         TEXT NOT NULL,          -- by whom
  replaces    INTEGER UNIQUE REFERENCES issued (id),
  reason      TEXT NOT NULL,          -- of replacing it, or ''
  file        TEXT NOT NULL,
  blob        INTEGER NOT NULL REFERENCES blob (id),
  edited      INTEGER NOT NULL CHECK (edited IN (0, 1)),
  differences TEXT,                   -- [{"tab", "cell", "old", "new"},…]; NULL: not compared
  UNIQUE (number, year)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: blob'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER blob_no_delete BEFORE DELETE ON blob
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: blob'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_no_update BEFORE UPDATE ON draft
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: draft'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_no_delete BEFORE DELETE ON draft
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: draft'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_source_no_update BEFORE UPDATE ON draft_source
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: draft_source'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER draft_source_no_delete BEFORE DELETE ON draft_source
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: draft_source'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_no_update BEFORE UPDATE ON issued
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: issued'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_no_delete BEFORE DELETE ON issued
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: issued'); END;
-- +goose StatementEnd
