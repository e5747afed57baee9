package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/judge"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/app"
)

func newExport(f *flags) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "export (tallies|findings|standings|summary|looks|proposals)",
		Short: "Print what is recorded as CSV or JSON",
		Long: `Prints what the ledger holds, as of --now or else of the last look. No network.

  tallies    unit,day,indicator,value,source,tab,cell
  findings   unit,source,tab,cell,code,severity,raw,message,id,accepted_by
             (open ones first, then those that the office has accepted)
  standings  unit,kind,period,status,due,not_seen_at,seen_at,reason
             (kind: day, month, quarter, half, year, named)
  summary    kind,period,through,unit,indicator,value,stated_days,expected_days
  looks      source,asked,answered,offset_ms,content,fault
             (every look in the order of recording; offset_ms: how far our clock
             was ahead of the reply's)
  proposals  id,unit,source,tab,place,says,proposes,figures
             (what waits for "tonghop confirm"; figures is how many would count)`,
		Example:   "  tonghop export tallies > tallies.csv\n  tonghop export standings --json",
		ValidArgs: []string{"tallies", "findings", "standings", "summary", "looks", "proposals"},
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 || exports[args[0]] == nil && args[0] != "looks" && args[0] != "proposals" {
				return app.Usage(fmt.Errorf("export: name one of tallies, findings, standings, summary, looks, proposals"), "for example: tonghop export tallies")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.open(c.Context(), app.ToRead)
			if err != nil {
				return err
			}
			defer o.Close()
			t, err := o.export(c.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return t.json(f.stdout)
			}
			return t.csv(f.stdout)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON instead of CSV")
	return c
}

// A table is what an export prints: a header and rows of texts.
type table struct {
	header []string
	rows   [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) csv(w io.Writer) error {
	cw := csv.NewWriter(w)
	if err := cw.Write(t.header); err != nil {
		return err
	}
	for _, row := range t.rows {
		cells := make([]string, len(row))
		for i, s := range row {
			cells[i] = inert(s)
		}
		if err := cw.Write(cells); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

// plainNumber is a number that a program may well take for one.
var plainNumber = regexp.MustCompile(`^[+-]?[0-9][0-9.,]*$`)

// inert puts an apostrophe before what a spreadsheet program that opens the CSV
// would run as a formula: a CSV cannot say that a cell is a text. Units and
// communes write these texts, and anybody may open the file. JSON has no such
// trouble and shows them as they are.
func inert(s string) string {
	if s == "" || plainNumber.MatchString(s) {
		return s
	}
	if first, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

func (t *table) json(w io.Writer) error {
	rows := make([]map[string]string, len(t.rows))
	for i, r := range t.rows {
		rows[i] = map[string]string{}
		for j, h := range t.header {
			rows[i][h] = r[j]
		}
	}
	return printJSON(w, rows)
}

// exports fill a table from the state as of an instant.
var exports = map[string]func(o *workplace, s *record.State, asOf time.Time) *table{
	"tallies":   exportTallies,
	"findings":  exportFindings,
	"standings": exportStandings,
	"summary":   exportSummary,
}

func (o *workplace) export(ctx context.Context, what string) (*table, error) {
	switch what {
	case "looks":
		return o.exportLooks(ctx)
	case "proposals":
		return o.exportProposals(ctx)
	}
	state, asOf, err := o.State(ctx)
	if err != nil {
		return nil, err
	}
	return exports[what](o, state, asOf), nil
}

// exportTallies prints every figure that stands and whose day has come; after a
// day's own figures those that the configuration computes of them, with the
// source "computed" and their formula for a cell.
func exportTallies(o *workplace, s *record.State, asOf time.Time) *table {
	t := &table{header: []string{"unit", "day", "indicator", "value", "source", "tab", "cell"}}
	today := calendar.DayOf(asOf.In(o.Programme.Location))
	m := merge.Merge(o.Programme, s, asOf)
	x, row := merge.NewIndex(o.Programme), make([]office.Count, len(o.Programme.Indicators))
	for i := range m.Days {
		d := &m.Days[i]
		if d.Day > today {
			continue
		}
		x.Counts(d, row)
		computed := map[string]bool{}
		for i := range o.Programme.Indicators {
			computed[o.Programme.Indicators[i].ID] = true
		}
		for part, fig := range d.All() {
			source := part.Source
			if part.Decision != 0 {
				source = "decision " + strconv.FormatInt(part.Decision, 10)
			}
			t.add(d.Unit.ID, d.Day.String(), fig.Indicator, strconv.FormatInt(fig.Value, 10), source, fig.Tab, fig.Cell)
			delete(computed, fig.Indicator)
		}
		for i, c := range row {
			if ind := &o.Programme.Indicators[i]; c.Stated && computed[ind.ID] {
				t.add(d.Unit.ID, d.Day.String(), ind.ID, strconv.FormatInt(c.N, 10), "computed", "", formulaOf(ind))
			}
		}
	}
	return t
}

// formulaOf writes a formula as the configuration does: level3 + level4.
func formulaOf(ind *office.Indicator) string {
	var b strings.Builder
	for i, term := range ind.Formula {
		switch {
		case term.Sign < 0:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(term.Indicator)
	}
	return strings.TrimSpace(b.String())
}

func exportFindings(o *workplace, s *record.State, asOf time.Time) *table {
	t := &table{header: []string{"unit", "source", "tab", "cell", "code", "severity", "raw", "message", "id", "accepted_by"}}
	r := o.monthAsOf(s, asOf)
	for _, f := range slices.Concat(r.Findings, r.Accepted) {
		by := ""
		if f.Accepted != nil {
			by = f.Accepted.By
		}
		t.add(f.Unit, f.Source, f.Tab, f.Cell, f.Code, string(f.Severity), o.Messages.Shown(f.Raw), o.sentence(&f), f.ID(), by)
	}
	return t
}

// monthAsOf is the report of the month in which an instant lies.
func (o *workplace) monthAsOf(s *record.State, asOf time.Time) *report.Report {
	p := record.Following(o.Programme, s.Issued)
	return report.Compile(p, s, p.Windows.MonthOf(calendar.DayOf(asOf.In(p.Location))), asOf)
}

// exportStandings prints every standing since the programme began: of days,
// then of months and the longer kinds.
func exportStandings(o *workplace, s *record.State, asOf time.Time) *table {
	t := &table{header: []string{"unit", "kind", "period", "status", "due", "not_seen_at", "seen_at", "reason"}}
	p, today := record.Following(o.Programme, s.Issued), calendar.DayOf(asOf.In(o.Programme.Location))
	all := judge.Days(p, s, p.Starts, today, asOf)
	for _, kind := range []calendar.PeriodKind{calendar.KindMonth, calendar.KindQuarter, calendar.KindHalf, calendar.KindYear, calendar.KindNamed} {
		all = append(all, judge.Periods(p, s, kind, p.Starts, today, asOf)...)
	}
	for _, st := range all {
		t.add(st.Unit, string(st.Period.Kind), st.Period.Name, string(st.Status),
			o.instant(st.Due), o.instant(st.NotSeenAt), o.instant(st.SeenAt), o.reason(&st))
	}
	return t
}

// reason tells what a standing's status alone does not: why nothing could be
// read, why it was excused, and of a month or year how many days came.
func (o *workplace) reason(st *office.Standing) string {
	reason := st.Reason
	if st.Fault != "" {
		reason = o.Messages.Text("fault." + string(st.Fault) + ".message")
	}
	if st.Period.Kind == calendar.KindDay || st.Status == office.Excused {
		return reason
	}
	seen, owed := strconv.Itoa(st.DaysSeen), strconv.Itoa(st.DaysOwed)
	if d := st.Received; d != nil {
		return o.Messages.Text("decide.days-received", "seen", seen, "owed", owed, "received", o.moment(d.Received), "reason", d.Reason)
	}
	days := o.Messages.Text("decide.days-seen", "seen", seen, "owed", owed)
	if reason != "" {
		days += "; " + reason
	}
	return days
}

func (o *workplace) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(o.Programme.Location).Format(time.RFC3339)
}

// exportSummary prints the sums of today, the month and the year to date, by
// unit and for the district (unit empty). An unstated sum has no value.
func exportSummary(o *workplace, s *record.State, asOf time.Time) *table {
	t := &table{header: []string{"kind", "period", "through", "unit", "indicator", "value", "stated_days", "expected_days"}}
	r := o.monthAsOf(s, asOf)
	for _, sum := range []report.Summary{r.Day, r.Window, r.Year} {
		for _, l := range append(sum.Lines[:len(sum.Lines):len(sum.Lines)], sum.Total) {
			unit := ""
			if l.Unit != nil {
				unit = l.Unit.ID
			}
			for i, f := range l.Figures {
				value := ""
				if f.Stated {
					value = strconv.FormatInt(f.N, 10)
				}
				t.add(string(sum.Period.Kind), sum.Period.Name, sum.Through.String(), unit, o.Programme.Indicators[i].ID, value,
					strconv.Itoa(f.StatedDays), strconv.Itoa(f.ExpectedDays))
			}
		}
	}
	return t
}
