package sheetsim

import (
	"strconv"
	"time"
)

// A change is one entry of the feed of changes.
type change struct {
	fileID  string
	at      time.Time
	removed bool
}

// record puts a file into the feed of changes; the lock is held.
func (s *Server) record(f *file, removed bool) {
	s.changes = append(s.changes, change{fileID: f.id, at: s.now(), removed: removed})
}

func (s *Server) settleAll() {
	for _, id := range s.order {
		s.settle(s.files[id])
	}
}

// driveStartToken answers changes.getStartPageToken.
func (c *call) driveStartToken() (any, *apiError) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.s.settleAll()
	return obj{"kind": "drive#startPageToken", "startPageToken": strconv.Itoa(len(c.s.changes) + 1)}, nil
}

// driveChanges answers changes.list: each file once, in the state it is in
// now. The token to go on from comes on the last page only.
func (c *call) driveChanges() (any, *apiError) {
	m, err := c.driveFields(typeChangeList, "*")
	if err != nil {
		return nil, err
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settleAll()
	from, bad := strconv.Atoi(c.query.Get("pageToken"))
	if bad != nil || from < 1 || from > len(s.changes)+1 {
		return nil, driveInvalid("pageToken", "Invalid Value")
	}
	size := defaultPage
	if v, bad := strconv.Atoi(c.query.Get("pageSize")); bad == nil && v >= 1 {
		size = min(v, maxPage)
	}
	end := min(len(s.changes), from-1+size)
	entries, last := []any{}, map[string]int{}
	for i := from - 1; i < end; i++ {
		last[s.changes[i].fileID] = i
	}
	for i := from - 1; i < end; i++ {
		if ch := s.changes[i]; last[ch.fileID] == i {
			entries = append(entries, c.changeTree(ch))
		}
	}
	out := obj{"kind": "drive#changeList", "changes": entries}
	if end < len(s.changes) {
		out["nextPageToken"] = strconv.Itoa(end + 1)
	} else {
		out["newStartPageToken"] = strconv.Itoa(end + 1)
	}
	return prune(out, m), nil
}

func (c *call) changeTree(ch change) obj {
	f := c.s.files[ch.fileID]
	gone := f == nil || !f.visibleTo(c.user)
	o := obj{"kind": "drive#change", "changeType": "file", "fileId": ch.fileID,
		"time": ch.at.UTC().Format(driveTime), "removed": gone}
	if !gone {
		o["file"] = c.s.driveTree(f)
	}
	return o
}
