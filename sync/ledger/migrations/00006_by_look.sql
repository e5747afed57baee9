-- What was said at the latest looks is found without reading what was said
-- before: a daemon remembers that.
--
-- From here on a version's said may also be "moved": the day's figures have
-- changed places with those of other days, and what was said before is held.

-- +goose Up
CREATE INDEX version_by_look ON version (look);
CREATE INDEX note_by_look ON note (look);
CREATE INDEX finding_by_look ON finding (look);
CREATE INDEX mapping_by_look ON mapping (look);
