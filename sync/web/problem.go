package web

import (
	"net/http"
	"strconv"
)

type problemPage struct{ Message string }

// unavailable tells that what a page needs cannot be had now.
func (s *Server) unavailable(w http.ResponseWriter, r *http.Request, err error) {
	s.Log.Error("making the report for a page", "path", r.URL.Path, "error", err)
	s.problem(w, r, http.StatusServiceUnavailable)
}

// problem shows what went wrong in words; causes stay in the log.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, status int) {
	messages := visitorOf(r).messages
	if messages.Lang == "" { // a request that never came as far as a visitor
		messages = s.Messages
	}
	s.show(w, r, status, "problem.html", problemPage{messages.Text("web.problem." + strconv.Itoa(status))})
}
