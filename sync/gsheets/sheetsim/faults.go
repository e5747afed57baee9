package sheetsim

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// A Fault is one scripted failure. It concerns the requests that fit Method
// and Path, counted from 1.
type Fault struct {
	// Method is an API method such as "sheets.spreadsheets.get"; a prefix
	// such as "sheets." fits all below it, "" every method.
	Method string `json:"method,omitempty"`
	// Path is a part of the escaped path, such as a spreadsheet's id.
	Path string `json:"path,omitempty"`
	// From is the first fitting call that fails (0 means 1), Times how many
	// fail from there (0 means one, negative all).
	From  int `json:"from,omitempty"`
	Times int `json:"times,omitempty"`
	// Probability, when positive, lets each of those calls fail only so often.
	Probability float64 `json:"probability,omitempty"`

	// Status replaces the reply; without a Body it is Google's usual one, or
	// the one for a Reason such as ReasonServiceDisabled.
	Status      int               `json:"status,omitempty"`
	Reason      string            `json:"reason,omitempty"`
	Body        string            `json:"body,omitempty"`
	ContentType string            `json:"contentType,omitempty"`
	Header      map[string]string `json:"header,omitempty"`
	// Cut closes the connection instead of replying. Truncate carries the
	// request out and closes it in the middle of the reply. Both need the
	// handler to stand behind a real HTTP server, whose panic they use.
	Cut      bool `json:"cut,omitempty"`
	Truncate bool `json:"truncate,omitempty"`
	// AfterApply carries the request out first, so that a write has landed.
	AfterApply bool `json:"afterApply,omitempty"`
	// Hollow answers with the tabs and none of their cells, as Google has been
	// seen to.
	Hollow bool `json:"hollow,omitempty"`
	// Delay is called before anything else, to be slow or to edit in between.
	Delay func(context.Context) `json:"-"`
}

type armedFault struct {
	Fault
	seen, done int
}

// ParseFaults reads a fault script: a JSON list of faults.
func ParseFaults(data []byte) ([]Fault, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var faults []Fault
	if err := dec.Decode(&faults); err != nil {
		return nil, fmt.Errorf("reading the fault script: %w", err)
	}
	for i, f := range faults {
		if !f.replaces() && !f.Hollow {
			return nil, fmt.Errorf("reading the fault script: fault %d does nothing: give it a status, a body, cut or truncate", i+1)
		}
	}
	return faults, nil
}

// Inject adds scripted failures; the first that fits a request applies.
func (s *Server) Inject(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range faults {
		s.faults = append(s.faults, &armedFault{Fault: f})
	}
}

// ClearFaults ends all scripted failures.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// faultFor gives the failure that is due for a request, nil for none. Every
// fitting failure counts the request.
func (s *Server) faultFor(method, path string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due *Fault
	for _, f := range s.faults {
		if !strings.HasPrefix(method, f.Method) || !strings.Contains(path, f.Path) {
			continue
		}
		f.seen++
		if due != nil || f.seen < max(f.From, 1) || (f.Times >= 0 && f.done >= max(f.Times, 1)) {
			continue
		}
		if f.Probability > 0 && s.rand.Float64() >= f.Probability {
			continue
		}
		f.done++
		due = &f.Fault
	}
	return due
}

// before tells that the failure comes before the request is carried out.
func (f *Fault) before() bool { return f.replaces() && !f.AfterApply && !f.Truncate }

// replaces tells whether the failure changes the reply, rather than only
// delaying it.
func (f *Fault) replaces() bool { return f.Status != 0 || f.Body != "" || f.Cut || f.Truncate }

// send fails a request. The reply is the true one where the request has been
// carried out.
func (f *Fault) send(w http.ResponseWriter, r *http.Request, c *call, rep reply) {
	if f.Cut {
		panic(http.ErrAbortHandler)
	}
	if f.Status != 0 || f.Body != "" {
		rep = f.reply(c)
	}
	if !f.Truncate {
		rep.withHeader(f.Header).write(w, r)
		return
	}
	body := rep.withHeader(f.Header).prepare(w, r)
	w.WriteHeader(rep.status)
	// Half of what the headers promise, and then the connection ends.
	_, _ = w.Write(body[:len(body)/2])
	if fl, ok := w.(http.Flusher); ok {
		fl.Flush()
	}
	panic(http.ErrAbortHandler)
}

func (f *Fault) reply(c *call) reply {
	status := f.Status
	if status == 0 {
		status = http.StatusOK
	}
	if f.Body == "" && f.Reason == ReasonAutomatedQueries {
		return reply{status: status, contentType: htmlType, body: []byte(automatedQueriesPage)}
	}
	if f.Body == "" {
		return c.failure(standard(status, f.Reason))
	}
	kind := f.ContentType
	if kind == "" {
		kind = jsonType
		if strings.HasPrefix(strings.TrimSpace(f.Body), "<") {
			kind = htmlType
		}
	}
	return reply{status: status, contentType: kind, body: []byte(f.Body)}
}
