package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/app/apptest"
	"tonghop/sync/app/reports"
	"tonghop/sync/registry"
)

// What the office itself does in a replay, beside what the communes type.

// issues freezes a month's report as it stands and gives it its number:
// "office issue 2020-06 12".
func (r *replay) issues(h happening) error {
	register := reports.Of(r.office.Office).Register()
	register.Now = func() time.Time { return h.at }
	closed, err := register.Close(r.t.Context(), registry.Closing{Kind: calendar.KindMonth, Name: h.args[2], By: "Văn phòng"})
	if err != nil {
		return err
	}
	_, err = register.Issue(r.t.Context(), registry.Issuing{Draft: closed.Draft.Draft, Number: h.args[3], By: "Lãnh đạo"})
	return err
}

// decides makes one of the office's decisions, at the desk where commands and
// page make them:
//
//	office an 2020-06-24 people 12 16:40    what the unit phoned in, and when (now)
//	office excuse an|all 2020-06-22..2020-06-24 REASON
//	office receive an 2020-06               the written report has come
//	office undo 3
func (r *replay) decides(h happening) error {
	d := r.office.Desk(r.office.State)
	d.Now = func() time.Time { return h.at }
	ctx, by := r.t.Context(), office.Ruling{By: "Văn phòng", Reason: "xã gọi điện"}
	arg := func(i int) string { return strings.ReplaceAll(append(h.args, "", "", "")[i], "~", " ") }
	var err error
	switch arg(1) {
	case "excuse":
		by.Reason = arg(4)
		first, last, _ := strings.Cut(arg(3), "..")
		_, err = d.Excuse(ctx, by, arg(2), first, last)
	case "receive":
		_, err = d.Receive(ctx, by, arg(2), arg(3), "")
	case "undo":
		_, _, err = d.Undo(ctx, by, arg(2), nil)
	default:
		received := ""
		if len(h.args) > 5 {
			received = calendar.DayOf(h.at.In(apptest.Vietnam)).String() + " " + arg(5)
		}
		_, err = d.Enter(ctx, by, arg(1), arg(2), arg(3), office.Phoned, arg(4), received)
	}
	return err
}

// proved holds that every report that was issued on the way is still what the
// ledger gives, whatever has happened since.
func (r *replay) proved() {
	r.t.Helper()
	audits, err := reports.Of(r.office.Office).Register().Verify(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	for _, a := range audits {
		if len(a.Problems) > 0 || a.Figures == 0 {
			r.t.Errorf("report %s is not proved: %d figures, %q", a.Report.Number, a.Figures, a.Problems)
		}
	}
}

// configures changes a text in the configuration, which the daemon takes up
// when it is started next: "config Xã~An Xã~An~Mới"; | begins a new
// line.
func (r *replay) configures(h happening) error {
	text, err := os.ReadFile(r.flags.config)
	if err != nil {
		return err
	}
	written := strings.NewReplacer("~", " ", "|", "\n")
	from, to := written.Replace(h.args[1]), written.Replace(h.args[2])
	if !bytes.Contains(text, []byte(from)) {
		return fmt.Errorf("%q is not in the configuration", from)
	}
	return os.WriteFile(r.flags.config, bytes.ReplaceAll(text, []byte(from), []byte(to)), 0o644)
}

// figures prints a line's figures with the days on which they were stated: of
// the indicators that the case shows, else of the first one.
func (r *replay) figures(l *report.Line) string {
	var texts []string
	for i := range r.office.Programme.Indicators {
		ind, f := &r.office.Programme.Indicators[i], l.Figures[i]
		switch {
		case r.shown[ind.ID]:
			texts = append(texts, fmt.Sprintf("%s %s (%d/%d ngày)", ind.Short, cmp.Or(f.String(), "–"), f.StatedDays, f.ExpectedDays))
		case len(r.shown) == 0 && i == 0:
			texts = append(texts, fmt.Sprintf("%s (%d/%d ngày)", f.String(), f.StatedDays, f.ExpectedDays))
		}
	}
	return strings.Join(texts, ", ")
}

// restated prints what has changed since reports were issued, and what the
// month takes over from the one before.
func (r *replay) restated(month string, report *report.Report) string {
	var out strings.Builder
	for _, x := range report.Restated {
		fmt.Fprintf(&out, "tháng %s | khác với Báo cáo số %s | %s %s: %s → %s\n", month, x.Report.Number, x.Unit, x.Indicator, x.Old, x.New)
	}
	if c := report.Carried; c != nil {
		fmt.Fprintf(&out, "tháng %s | tiếp theo Báo cáo số %s | lũy kế kỳ trước %s, điều chỉnh %s\n", month, c.Report.Number, c.Before[0], cmp.Or(c.Adjusted[0].String(), "0"))
	}
	return out.String()
}
