-- Reminders that were marked before they were sent, and what became of them.
-- Both tables are appended to only, so that nothing can be sent twice by
-- forgetting it.

-- +goose Up

CREATE TABLE reminder (
  id        INTEGER PRIMARY KEY,      -- ascending in the order of marking
  key       TEXT NOT NULL,            -- what is told and to whom: model.Reminder.Key
  unit      TEXT NOT NULL,            -- '': the office itself
  channel   TEXT NOT NULL,            -- email, webhook, telegram, …
  recipient TEXT NOT NULL,            -- an address, or a name that tells no secret
  attempt   INTEGER NOT NULL,         -- 1, 2, …
  covers    TEXT NOT NULL,            -- the findings that it tells of, as a JSON list
  subject   TEXT NOT NULL,
  text      TEXT NOT NULL,
  at        INTEGER NOT NULL,         -- when it was marked, microseconds since 1970-01-01 UTC
  UNIQUE (key, channel, recipient, attempt)
) STRICT;

-- A reminder without a row here was cut short: it may have arrived or not.
CREATE TABLE reminded (
  reminder INTEGER PRIMARY KEY REFERENCES reminder (id),
  outcome  TEXT NOT NULL,             -- model.Outcome
  why      TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER reminder_no_update BEFORE UPDATE ON reminder
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: reminder'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reminder_no_delete BEFORE DELETE ON reminder
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: reminder'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reminded_no_update BEFORE UPDATE ON reminded
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: reminded'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reminded_no_delete BEFORE DELETE ON reminded
BEGIN SELECT RAISE (ABORT, 'the ledger is append-only: reminded'); END;
-- +goose StatementEnd
