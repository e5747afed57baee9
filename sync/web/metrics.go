package web

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"tonghop/model/office"
	"tonghop/model/report"
)

// What is measured, for Prometheus. Units are named by their ids; the links of
// their workbooks are not given away.
var (
	standingsDesc = prometheus.NewDesc("tonghop_standings", "Units by how they stand with the report of the last day that owes one.", []string{"status"}, nil)
	findingsDesc  = prometheus.NewDesc("tonghop_findings_open", "Findings that are open, by severity.", []string{"severity"}, nil)
	ageDesc       = prometheus.NewDesc("tonghop_source_age_seconds", "Time since a source was last read.", []string{"units"}, nil)
	faultDesc     = prometheus.NewDesc("tonghop_source_fault", "1 for a source that cannot be read, by the kind of fault.", []string{"units", "fault"}, nil)
	runningDesc   = prometheus.NewDesc("tonghop_round_running", "1 while a round goes on.", nil, nil)
	lastRoundDesc = prometheus.NewDesc("tonghop_last_round_timestamp_seconds", "When the last round ended.", nil, nil)
	roundsDesc    = prometheus.NewDesc("tonghop_rounds_total", "Rounds since the program started.", []string{"outcome"}, nil)
	quotaUsedDesc = prometheus.NewDesc("tonghop_google_quota_used", "Calls to Google in the last minute, by account and kind.", []string{"account", "kind"}, nil)
	quotaDesc     = prometheus.NewDesc("tonghop_google_quota_allowed", "Calls to Google that a minute may have now, by account and kind.", []string{"account", "kind"}, nil)
	roundDesc     = prometheus.NewDesc("tonghop_last_round_sources", "Sources of the last round, by what became of them.", []string{"outcome"}, nil)
)

// newMetrics prepares the handler of /metrics on a registry of its own.
func (s *Server) newMetrics() http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := prometheus.NewRegistry()
		report, err := s.Report(r.Context())
		if err != nil {
			s.Log.Error("making the report for the metrics", "error", err)
			plain(w, http.StatusServiceUnavailable, "not ready\n")
			return
		}
		now.MustRegister(&gauge{server: s, report: report})
		promhttp.HandlerFor(prometheus.Gatherers{registry, now}, promhttp.HandlerOpts{
			ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelError),
		}).ServeHTTP(w, r)
	})
}

// measured gives the metrics to whoever may look, and to a scraper on this
// very computer, which cannot sign in.
func (s *Server) measured(w http.ResponseWriter, r *http.Request) {
	if visitorOf(r).role < Viewer && !fromHere(r) {
		plain(w, http.StatusForbidden, "sign in, or scrape from the computer itself\n")
		return
	}
	s.metrics.ServeHTTP(w, r)
}

// A gauge reads one report off.
type gauge struct {
	server *Server
	report *report.Report
}

// Describe says nothing: what there is depends on the report.
func (g *gauge) Describe(chan<- *prometheus.Desc) {}

// Collect gives what stands.
func (g *gauge) Collect(to chan<- prometheus.Metric) {
	set := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	v := g.server.view(visitor{}, g.report)
	counts := map[office.Status]int{}
	day := v.shownDay()
	for at, st := range v.standings {
		if at.day == day {
			counts[st.Status]++
		}
	}
	for _, status := range statuses {
		set(standingsDesc, float64(counts[status]), string(status))
	}
	m, review := v.mend(false), v.mend(true)
	set(findingsDesc, float64(m.Errors+review.Errors), string(office.SeverityError))
	set(findingsDesc, float64(m.Warnings+review.Warnings), string(office.SeverityWarning))
	set(findingsDesc, float64(m.Notices+review.Notices), string(office.SeverityNotice))
	g.sources(v, set)
	for _, q := range g.server.Quotas() {
		set(quotaUsedDesc, float64(q.Used), q.Account, q.Kind)
		if q.Allowed > 0 {
			set(quotaDesc, float64(q.Allowed), q.Account, q.Kind)
		}
	}
	g.rounds(set, func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, value, labels...)
	})
}

// sources tells of each unit's source; of several the one that was read last.
func (g *gauge) sources(v *view, set func(*prometheus.Desc, float64, ...string)) {
	read := map[string]time.Time{}
	faults := map[[2]string]bool{}
	for _, h := range v.Sources {
		units := unitIDs(h.Units)
		if h.LastRead.After(read[units]) {
			read[units] = h.LastRead
		}
		if h.Fault != nil {
			faults[[2]string{units, string(h.Fault.Code)}] = true
		}
	}
	for units, at := range read {
		set(ageDesc, v.now.Sub(at).Seconds(), units)
	}
	for of := range faults {
		set(faultDesc, 1, of[0], of[1])
	}
}

func (g *gauge) rounds(set, count func(*prometheus.Desc, float64, ...string)) {
	rounds := g.server.Rounds()
	set(runningDesc, float64(b2i(rounds.Running)))
	count(roundsDesc, float64(rounds.Ended-rounds.Failed), "done")
	count(roundsDesc, float64(rounds.Failed), "failed")
	if len(rounds.Last) == 0 {
		return
	}
	last := rounds.Last[0]
	set(lastRoundDesc, float64(last.Ended.Unix()))
	set(roundDesc, float64(last.Read), "read")
	set(roundDesc, float64(last.Unchanged), "unchanged")
	set(roundDesc, float64(last.Skipped), "skipped")
	set(roundDesc, float64(last.Faulty), "faulty")
}

func unitIDs(units []*office.Unit) string {
	ids := make([]string, len(units))
	for i, u := range units {
		ids[i] = u.ID
	}
	return strings.Join(ids, ",")
}
