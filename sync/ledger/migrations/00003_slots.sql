-- Which slot of each of the daemon's jobs ran last, so that after an outage
-- what was missed is known. Not evidence: its rows are replaced, and whoever
-- empties the table makes the daemon forget that it missed something.

-- +goose Up

CREATE TABLE slot (
  job  TEXT PRIMARY KEY,              -- schedule.Job's ID
  slot INTEGER NOT NULL               -- the instant for which it ran, microseconds since 1970-01-01 UTC
) STRICT, WITHOUT ROWID;
