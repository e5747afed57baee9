-- The ledger: what was seen and what was decided, in the order in which it was
-- recorded. Rows of the record are appended and never changed; triggers hold that
-- against anybody, and each row's digest and the chain of revisions prove it.
--
-- Instants are microseconds since 1970-01-01 UTC, days are counted since
-- 1899-12-30. Every key begins with the office; ids are 1, 2, … within it. A text
-- that holds U+0000 or broken UTF-8 has those as ␛ and two hexadecimal digits.

PRAGMA application_id = 1952933938; -- "tgh2"
PRAGMA user_version = 1;

-- What was looked at.
CREATE TABLE source (
  office TEXT NOT NULL,
  id     INTEGER NOT NULL,
  ref    TEXT NOT NULL,               -- the link or path, as configured
  digest BLOB NOT NULL,
  PRIMARY KEY (office, id),
  UNIQUE (office, ref)
) STRICT, WITHOUT ROWID;

-- Every question to a source that was answered.
CREATE TABLE look (
  office   TEXT NOT NULL,
  id       INTEGER NOT NULL,
  source   INTEGER NOT NULL,
  asked    INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  ahead    INTEGER,                   -- our clock less theirs, in microseconds; NULL: not known
  doubt    TEXT NOT NULL,             -- why it proves no absence, or ''
  fault    TEXT NOT NULL,             -- why nothing was seen, or ''
  detail   TEXT NOT NULL,
  content  TEXT NOT NULL,             -- the answer's own identity
  modified INTEGER,                   -- by the file's own word; NULL: it says nothing
  config   INTEGER NOT NULL,          -- the configuration in force; 0: none was kept
  sees     INTEGER NOT NULL,          -- the look whose tabs it saw again, or itself; 0: a fault
  title    TEXT NOT NULL,             -- of the workbook; '' where it saw the tabs of another look
  locale   TEXT NOT NULL,
  zone     TEXT NOT NULL,
  digest   BLOB NOT NULL,             -- also over its rows in look_tab
  PRIMARY KEY (office, id),
  FOREIGN KEY (office, source) REFERENCES source (office, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX look_by_source ON look (office, source, id);

-- The tabs that a look saw, in their order.
CREATE TABLE look_tab (
  office TEXT NOT NULL,
  look   INTEGER NOT NULL,
  nth    INTEGER NOT NULL,            -- 1, 2, …
  tab    INTEGER NOT NULL,
  PRIMARY KEY (office, look, nth),
  FOREIGN KEY (office, look) REFERENCES look (office, id),
  FOREIGN KEY (office, tab) REFERENCES tab (office, id)
) STRICT, WITHOUT ROWID;

-- Tabs as they were shown, each once however often it was seen. What is packed
-- unpacks to what hash says, or it is damaged: so it may be packed otherwise, put
-- back from elsewhere, or taken away, and nothing else can take its place.
CREATE TABLE tab (
  office TEXT NOT NULL,
  id     INTEGER NOT NULL,
  source INTEGER NOT NULL,
  sheet  INTEGER NOT NULL,            -- Google's sheetId; 0: a file's
  title  TEXT NOT NULL,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  hash   BLOB NOT NULL,               -- SHA-256 of its canonical form
  digest BLOB NOT NULL,
  base   INTEGER NOT NULL,            -- the tab whose rows it takes over; 0: it is whole
  depth  INTEGER NOT NULL,            -- how many tabs it is from a whole one
  packed BLOB,                        -- NULL: gone
  gone   INTEGER NOT NULL DEFAULT 0,  -- by this decision: erased on request, or damaged beyond repair
  PRIMARY KEY (office, id),
  UNIQUE (office, source, hash),
  FOREIGN KEY (office, source) REFERENCES source (office, id)
) STRICT;

-- What the office itself decided.
CREATE TABLE decision (
  office TEXT NOT NULL,
  id     INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  unit   TEXT NOT NULL,               -- '': all units
  at     INTEGER NOT NULL,
  who    TEXT NOT NULL,
  reason TEXT NOT NULL,
  undoes INTEGER NOT NULL,            -- the decision that it takes back; 0: none
  said   TEXT NOT NULL,               -- the rest of it, in JSON
  digest BLOB NOT NULL,
  PRIMARY KEY (office, id)
) STRICT, WITHOUT ROWID;

-- The configuration, kept whenever it was another one.
CREATE TABLE config (
  office TEXT NOT NULL,
  id     INTEGER NOT NULL,
  at     INTEGER NOT NULL,            -- when it was first used
  hash   TEXT NOT NULL,
  text   BLOB NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (office, id)
) STRICT;

-- What we led people to believe: the unit-days that were first taken for reported.
CREATE TABLE told (
  office TEXT NOT NULL,
  id     INTEGER NOT NULL,
  look   INTEGER NOT NULL,
  reader TEXT NOT NULL,
  days   TEXT NOT NULL,               -- [{"unit", "days": [day, …]}, …] in JSON
  digest BLOB NOT NULL,
  PRIMARY KEY (office, id),
  FOREIGN KEY (office, look) REFERENCES look (office, id)
) STRICT, WITHOUT ROWID;

-- The register of reports: drafts that were closed, the numbers that they were
-- given, and the bytes of documents, figures and what they rest on.
CREATE TABLE report (
  office TEXT NOT NULL,
  id     INTEGER NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('file', 'draft', 'number')),
  name   TEXT NOT NULL,               -- a file's SHA-256; a draft's code; a number with its year
  draft  INTEGER NOT NULL,            -- of a number: the draft that was given it; else 0
  said   TEXT NOT NULL,               -- of a draft and a number, in JSON
  digest BLOB NOT NULL,
  packed BLOB,                        -- of a file, compressed
  gone   INTEGER NOT NULL DEFAULT 0,  -- by this decision, as of a tab
  PRIMARY KEY (office, id),
  UNIQUE (office, kind, name)
) STRICT;

CREATE UNIQUE INDEX report_numbered_once ON report (office, draft) WHERE kind = 'number';

-- Reminders that were marked before they were sent, and what became of them. A
-- mark without an outcome was cut short: it may have arrived or not.
CREATE TABLE outbox (
  office    TEXT NOT NULL,
  id        INTEGER NOT NULL,
  mark      INTEGER NOT NULL,         -- of an outcome: what it is the outcome of; of a mark: 0
  key       TEXT NOT NULL,            -- what is told and to whom
  unit      TEXT NOT NULL,            -- '': the office itself
  channel   TEXT NOT NULL,
  recipient TEXT NOT NULL,
  attempt   INTEGER NOT NULL,         -- 1, 2, …
  covers    TEXT NOT NULL,            -- the findings that it tells of, as a JSON list
  subject   TEXT NOT NULL,
  text      TEXT NOT NULL,
  outcome   TEXT NOT NULL,
  why       TEXT NOT NULL,
  at        INTEGER NOT NULL,
  digest    BLOB NOT NULL,
  PRIMARY KEY (office, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX outbox_marked_once ON outbox (office, key, channel, recipient, attempt) WHERE mark = 0;
CREATE UNIQUE INDEX outbox_settled_once ON outbox (office, mark) WHERE mark <> 0;
CREATE INDEX outbox_by_time ON outbox (office, at) WHERE mark = 0;

-- One row for every transaction that recorded something: how many rows each table
-- has since, and the hash over its rows' digests and the revision before.
CREATE TABLE revision (
  office    TEXT NOT NULL,
  id        INTEGER NOT NULL,
  asserted  INTEGER NOT NULL,         -- when, by the clock of whoever recorded
  recorded  INTEGER NOT NULL,         -- when, by the machine's
  change    INTEGER NOT NULL,         -- counts those that said something new
  sources   INTEGER NOT NULL,
  looks     INTEGER NOT NULL,
  tabs      INTEGER NOT NULL,
  decisions INTEGER NOT NULL,
  configs   INTEGER NOT NULL,
  told      INTEGER NOT NULL,
  reports   INTEGER NOT NULL,
  outbox    INTEGER NOT NULL,
  left_at   INTEGER NOT NULL,         -- the head that a restored backup took the place of; 0: none
  left_hash BLOB NOT NULL,
  left_by   TEXT NOT NULL,
  rows      BLOB NOT NULL,            -- the hash over the digests of the rows that it recorded
  hash      BLOB NOT NULL,            -- over all of this and the revision before
  PRIMARY KEY (office, id)
) STRICT, WITHOUT ROWID;

-- Which slot of each of the daemon's jobs ran last, and what was last written to
-- an output. They are notes and no evidence: their rows are replaced.
CREATE TABLE slot (
  office TEXT NOT NULL,
  job    TEXT NOT NULL,
  slot   INTEGER NOT NULL,
  PRIMARY KEY (office, job)
) STRICT, WITHOUT ROWID;

CREATE TABLE published (
  office      TEXT NOT NULL,
  target      TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (office, target)
) STRICT, WITHOUT ROWID;

-- For people with the sqlite3 shell.
CREATE VIEW looks AS
  SELECT l.office, l.id AS look, s.ref AS source,
         strftime('%Y-%m-%d %H:%M:%f', l.asked / 1e6, 'unixepoch') AS asked_utc,
         strftime('%Y-%m-%d %H:%M:%f', l.answered / 1e6, 'unixepoch') AS answered_utc,
         l.ahead / 1e6 AS clock_ahead, l.fault, l.detail, l.doubt, l.content, t.title AS tab, t.id AS cells
  FROM look l
  JOIN source s ON s.office = l.office AND s.id = l.source
  LEFT JOIN look_tab b ON b.office = l.office AND b.look = l.sees
  LEFT JOIN tab t ON t.office = b.office AND t.id = b.tab;
