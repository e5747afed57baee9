package round

import (
	"strings"

	"tonghop/model/office"
	"tonghop/model/record"
)

// refusals holds the looks of a round that Google refused until it is known
// whether it let us in anywhere: where it refused every file at once, it is us
// whom it refuses, and no unit withdrew anything.
type refusals struct {
	held  []record.Answer
	letIn bool
}

// hold takes a look that was refused. Others tell whether Google let us in, and
// are not held; files on disk tell nothing.
func (h *refusals) hold(a *record.Answer) bool {
	switch f := a.Fault; {
	case !strings.Contains(a.Source, "://"):
		return false
	case f != nil && (f.Code == office.FaultNotShared || f.Code == office.FaultNotFound):
		h.held = append(h.held, *a)
		return true
	case f == nil || f.Code.Kind().Owner == office.OwnerUnit:
		h.letIn = true
	}
	return false
}

// judged gives the looks that were held, with whose fault it is.
func (h *refusals) judged() []record.Answer {
	if h.letIn || len(h.held) < 2 {
		return h.held
	}
	for i := range h.held {
		f := h.held[i].Fault
		h.held[i].Fault = &office.Fault{Code: office.FaultAllRefused, Detail: "every file of the round was refused; this one: " + f.Error()}
	}
	return h.held
}
