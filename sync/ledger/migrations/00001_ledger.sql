-- The ledger of what was seen and decided. Rows are appended and never changed
-- or removed; the triggers at the end refuse it. Nothing here is derived: every
-- report is recomputed from these rows.
--
-- Instants are integers, microseconds since 1970-01-01 UTC. Days are integers,
-- counted from 1899-12-30 as spreadsheets count them; the views at the end show
-- both in plain form.

-- +goose Up

-- "tgh1": tells this program's ledgers from other SQLite files.
PRAGMA application_id = 0x74676831;

CREATE TABLE source (
  id  INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE            -- the link or path, as configured
) STRICT;

-- What readable looks saw. Most looks see what an earlier one saw, and then
-- they share a row here.
CREATE TABLE sight (
  id      INTEGER PRIMARY KEY,
  content TEXT NOT NULL,              -- identifies the bytes or cells that were seen
  reader  TEXT NOT NULL,              -- the reader's version and the config that governs it
  UNIQUE (content, reader)
) STRICT;

-- One attempt to see a source. Of one source, looks are ordered by answered,
-- then id: a look made under a clock that had been set back stands where its
-- own instants put it.
CREATE TABLE look (
  id       INTEGER PRIMARY KEY,       -- ascending in the order of appending
  source   INTEGER NOT NULL REFERENCES source (id),
  asked    INTEGER NOT NULL,
  answered INTEGER NOT NULL CHECK (answered >= asked),
  sight    INTEGER REFERENCES sight (id), -- NULL: not readable
  fault    TEXT,                      -- model.FaultCode; NULL: readable
  detail   TEXT,                      -- the fault's, for the operator
  modified INTEGER,                   -- what the file says of its last change, if anything
  CHECK ((sight IS NULL) <> (fault IS NULL))
) STRICT;

CREATE INDEX look_by_source ON look (source, answered);

-- The next four tables hold differences: a row tells what a source said of one
-- thing from that look on, until the next row of the same thing. "said" is JSON,
-- and NULL where the thing was no longer said.

-- What was said of a unit's day. said is one of
--   [["Tháng 6",0,[["so_nguoi",12,"C7"],…]],…]  the figures: tab, the tab's id
--                in Google (0: none), and of each figure indicator, value, cell
--   "invalid"    something was written, and nothing of it could be accepted
--   "gone"       the day left together with its table, tab or month; what was
--                said before is held
--   NULL         withdrawn: the table still covers the day and says nothing
CREATE TABLE version (
  source INTEGER NOT NULL REFERENCES source (id),
  unit   TEXT NOT NULL,
  day    INTEGER NOT NULL,
  look   INTEGER NOT NULL REFERENCES look (id),
  said   TEXT,
  PRIMARY KEY (source, unit, day, look)
) STRICT, WITHOUT ROWID;

-- Texts written for a unit's day: [{"field","text","tab","id","cell"},…].
CREATE TABLE note (
  source INTEGER NOT NULL REFERENCES source (id),
  unit   TEXT NOT NULL,
  day    INTEGER NOT NULL,
  look   INTEGER NOT NULL REFERENCES look (id),
  said   TEXT,
  PRIMARY KEY (source, unit, day, look)
) STRICT, WITHOUT ROWID;

-- Findings. A row that follows another of the same finding tells that its place
-- or text has moved; NULL closes it.
CREATE TABLE finding (
  source INTEGER NOT NULL REFERENCES source (id),
  key    TEXT NOT NULL,               -- model.Finding.Key, by which it stays the same one
  nth    INTEGER NOT NULL,            -- tells findings of one key apart: 1, 2, … as read
  look   INTEGER NOT NULL REFERENCES look (id),
  said   TEXT,
  PRIMARY KEY (source, key, nth, look)
) STRICT, WITHOUT ROWID;

-- The tables that were recognised, and which column was taken for what.
CREATE TABLE mapping (
  source INTEGER NOT NULL REFERENCES source (id),
  tab    TEXT NOT NULL,
  nth    INTEGER NOT NULL,            -- place in reading order within the workbook: 1, 2, …
  look   INTEGER NOT NULL REFERENCES look (id),
  said   TEXT,
  PRIMARY KEY (source, tab, nth, look)
) STRICT, WITHOUT ROWID;

-- What the office itself decided.
CREATE TABLE decision (
  id        INTEGER PRIMARY KEY,      -- ascending in the order of deciding
  kind      TEXT NOT NULL,            -- model.DecisionKind
  unit      TEXT NOT NULL,            -- '': all units
  first     INTEGER NOT NULL,         -- days, both included; 0: none named
  last      INTEGER NOT NULL,
  indicator TEXT NOT NULL,            -- '': none named
  value     INTEGER,                  -- the figure entered; NULL: unstated
  finding   TEXT NOT NULL,            -- the key of the finding accepted, or ''
  received  INTEGER,                  -- when the office got to know
  who       TEXT NOT NULL,            -- by whom
  at        INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  undoes    INTEGER REFERENCES decision (id)
) STRICT;

-- The configuration, kept whenever it was another one.
CREATE TABLE config (
  id   INTEGER PRIMARY KEY,
  at   INTEGER NOT NULL,              -- when it was first used
  hash TEXT NOT NULL,
  text BLOB NOT NULL
) STRICT;

-- Reports that were issued, as the very bytes.
CREATE TABLE issued (
  id     INTEGER PRIMARY KEY,
  number TEXT NOT NULL,               -- the office's, such as "12-BC/ĐTN"
  period TEXT NOT NULL,               -- such as "month 2020-06"
  at     INTEGER NOT NULL,
  who    TEXT NOT NULL,               -- by whom
  sha256 TEXT NOT NULL,               -- of bytes, in lower-case hexadecimal
  bytes  BLOB NOT NULL,
  UNIQUE (number, period)
) STRICT;

-- One row for every time that something new was recorded, which an unchanged
-- look is not. The highest id is the ledger's revision.
CREATE TABLE revision (
  id     INTEGER PRIMARY KEY,
  what   TEXT NOT NULL,               -- look, decision, config or issued
  ref    INTEGER NOT NULL             -- the id of its row; of several looks the last one's
) STRICT;

-- What was last written to an output. Not evidence, and the one table whose
-- rows are replaced.
CREATE TABLE published (
  target      TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- For people with the sqlite3 shell: every figure ever seen, a row each.
CREATE VIEW figures AS
  SELECT s.ref AS source, v.unit, date('1899-12-30', v.day || ' days') AS day,
         f.value ->> 0 AS indicator, f.value ->> 1 AS value,
         t.value ->> 0 AS tab, f.value ->> 2 AS cell,
         strftime('%Y-%m-%d %H:%M:%f', l.answered / 1e6, 'unixepoch') AS first_seen_utc, l.id AS look
  FROM version v
  JOIN look l ON l.id = v.look
  JOIN source s ON s.id = v.source
  JOIN json_each(iif(json_type(v.said) = 'array', v.said, '[]')) t
  JOIN json_each(t.value, '$[2]') f;

-- The same for looks.
CREATE VIEW looks AS
  SELECT l.id AS look, s.ref AS source,
         strftime('%Y-%m-%d %H:%M:%f', l.asked / 1e6, 'unixepoch') AS asked_utc,
         strftime('%Y-%m-%d %H:%M:%f', l.answered / 1e6, 'unixepoch') AS answered_utc,
         l.fault, l.detail, c.content, c.reader
  FROM look l
  JOIN source s ON s.id = l.source
  LEFT JOIN sight c ON c.id = l.sight;

-- +goose StatementBegin
CREATE TRIGGER source_no_update BEFORE UPDATE ON source
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: source'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER source_no_delete BEFORE DELETE ON source
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: source'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sight_no_update BEFORE UPDATE ON sight
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: sight'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sight_no_delete BEFORE DELETE ON sight
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: sight'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER look_no_update BEFORE UPDATE ON look
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: look'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER look_no_delete BEFORE DELETE ON look
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: look'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER version_no_update BEFORE UPDATE ON version
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: version'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER version_no_delete BEFORE DELETE ON version
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: version'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER note_no_update BEFORE UPDATE ON note
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: note'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER note_no_delete BEFORE DELETE ON note
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: note'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: finding'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: finding'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER mapping_no_update BEFORE UPDATE ON mapping
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: mapping'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER mapping_no_delete BEFORE DELETE ON mapping
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: mapping'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: decision'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: decision'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER config_no_update BEFORE UPDATE ON config
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: config'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER config_no_delete BEFORE DELETE ON config
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: config'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_no_update BEFORE UPDATE ON issued
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: issued'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER issued_no_delete BEFORE DELETE ON issued
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: issued'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: revision'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: revision'); END;
-- +goose StatementEnd
