package sheetsim

import (
	"encoding/json"
	"slices"
	"time"
)

// An offlineEdit is what somebody typed without a connection: it reaches Google
// when the connection is back, under that instant.
type offlineEdit struct {
	at               time.Time
	id, tab, address string
	value            any
}

// TypeOffline is Type by somebody whose connection is back at an instant.
func (s *Server) TypeOffline(at time.Time, id, tab, address string, v any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offline = append(s.offline, offlineEdit{at, id, tab, address, v})
}

// comeOnline lets the edits arrive whose time has come. One that can no more be
// made, as into a tab that is gone, is lost, as it is with Google.
func (s *Server) comeOnline() {
	s.mu.Lock()
	var due []offlineEdit
	now := s.now()
	s.offline = slices.DeleteFunc(s.offline, func(e offlineEdit) bool {
		if e.at.After(now) {
			return false
		}
		due = append(due, e)
		return true
	})
	s.mu.Unlock()
	for _, e := range due {
		if err := s.Type(e.id, e.tab, e.address, e.value); err != nil {
			s.opts.Log.Debug("an edit made offline is lost", "id", e.id, "err", err)
		}
	}
}

// Computing puts a formula into a cell whose result is still being computed or
// imported: the type of its error is "LOADING", or that of an import that failed,
// such as "REF" or "N_A". Typing a value into the cell ends it.
func (s *Server) Computing(id, tab, address, formula, errType string) error {
	return s.person(id, func(b *book) *apiError {
		sh := b.sheetByTitle(tab)
		e, ok := parseEnds(address)
		if sh == nil || !ok || e.r0 != e.r1 || e.c0 != e.c1 {
			return unparsable(tab + "!" + address)
		}
		message := "Loading..."
		if errType != "LOADING" {
			message = "Error"
		}
		sh.growTo(e.r0+1, e.c0+1)
		sh.put(e.r0, e.c0, cell{kind: kindError, errType: errType, text: message, formula: formula, pinned: true, format: sh.at(e.r0, e.c0).format})
		return nil
	})
}

// hollow is a reply without the cells of its tabs.
func (r reply) hollow() reply {
	var tree obj
	if json.Unmarshal(r.body, &tree) != nil {
		return r
	}
	for _, o := range objects(tree["sheets"]) {
		if o["data"] != nil {
			o["data"] = []any{obj{}}
		}
	}
	r.body = appendJSON(nil, tree)
	return r
}
