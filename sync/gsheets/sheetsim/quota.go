package sheetsim

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// A Quota holds the limits of the Sheets API: calls in any 60 seconds, reads
// and writes apart. Google's own windows are no tighter than that.
type Quota struct {
	PerUser, PerProject int
	// RetryAfter is sent with a refusal when positive; no recorded refusal of
	// the Sheets API has it.
	RetryAfter time.Duration
}

// TrueQuota is what a new project has: 60 a minute a user, 300 a project.
func TrueQuota() *Quota { return &Quota{PerUser: 60, PerProject: 300} }

const quotaWindow = time.Minute

// quotaKind is the bucket that a method spends from.
type quotaKind uint8

const (
	kindFree quotaKind = iota // Drive's own quota is far away
	kindRead
	kindWrite
)

func (k quotaKind) words() (title, metric, limit string) {
	if k == kindWrite {
		return "Write requests", "write_requests", "WriteRequestsPerMinutePer"
	}
	return "Read requests", "read_requests", "ReadRequestsPerMinutePer"
}

const perUserLimit = 60

// quotaLog remembers when calls were granted.
type quotaLog struct{ granted []grant }

type grant struct {
	at   time.Time
	kind quotaKind
	user string
}

// spend takes one call from the buckets, or refuses it. A refused call costs
// nothing.
func (s *Server) spend(rt route, user string) *apiError {
	q := s.opts.Quota
	if q == nil || rt.spends == kindFree {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	kept := s.quota.granted[:0]
	byUser, byProject := 0, 0
	for _, g := range s.quota.granted {
		if now.Sub(g.at) >= quotaWindow {
			continue
		}
		kept = append(kept, g)
		if g.kind == rt.spends {
			byProject++
			if g.user == user {
				byUser++
			}
		}
	}
	s.quota.granted = kept
	switch {
	case byUser >= q.PerUser:
		return q.refuse(rt.spends, false, q.PerUser)
	case byProject >= q.PerProject:
		return q.refuse(rt.spends, true, q.PerProject)
	}
	s.quota.granted = append(kept, grant{at: now, kind: rt.spends, user: user})
	return nil
}

func (q *Quota) refuse(k quotaKind, project bool, limit int) *apiError {
	e := quotaExceeded(k, project, limit)
	if q.RetryAfter > 0 {
		e.header = map[string]string{"Retry-After": strconv.Itoa(int(q.RetryAfter.Seconds()))}
	}
	return e
}

const projectNumber = "100000000001"

// quotaExceeded is the refusal that was recorded in 2025.
func quotaExceeded(k quotaKind, project bool, limit int) *apiError {
	title, metric, name := k.words()
	per, unit, suffix := "per user", "1/min/{project}/{user}", "User"
	if project {
		per, unit, suffix = "", "1/min/{project}", "Project"
	}
	limitWords := fmt.Sprintf("%s per minute", title)
	if per != "" {
		limitWords += " " + per
	}
	return &apiError{
		code: http.StatusTooManyRequests, status: "RESOURCE_EXHAUSTED", reason: "rateLimitExceeded",
		message: fmt.Sprintf("Quota exceeded for quota metric '%s' and limit '%s' of service 'sheets.googleapis.com' "+
			"for consumer 'project_number:%s'.", title, limitWords, projectNumber),
		details: []any{
			obj{
				"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com",
				"metadata": obj{
					"quota_limit": name + suffix, "quota_limit_value": strconv.Itoa(limit), "quota_location": "global",
					"quota_metric": "sheets.googleapis.com/" + metric, "quota_unit": unit,
					"service": "sheets.googleapis.com", "consumer": "projects/" + projectNumber,
				},
			},
			obj{
				"@type": "type.googleapis.com/google.rpc.Help",
				"links": []any{obj{"description": "Request a higher quota limit.",
					"url": "https://cloud.google.com/docs/quotas/help/request_increase"}},
			},
		},
	}
}
