-- What the office's decisions have to remember beyond the first schema.

-- +goose Up

-- How an entered figure came about: model.Manner.
ALTER TABLE decision ADD COLUMN manner TEXT NOT NULL DEFAULT '';

-- The month or year whose written report was received: "2020-06" or "2020".
ALTER TABLE decision ADD COLUMN period TEXT NOT NULL DEFAULT '';

-- What an accepted finding stood for; once it reads otherwise it is open again.
ALTER TABLE decision ADD COLUMN raw TEXT NOT NULL DEFAULT '';
