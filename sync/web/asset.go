package web

import (
	"bytes"
	"net/http"
	"time"
)

// asset serves one of the page's own files from memory. It is checked anew on
// each visit, since the office may have edited it and restarted.
func (s *Server) asset(name, contentType string) http.HandlerFunc {
	body := s.pages[s.Messages.Lang].assets[name]
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	}
}
