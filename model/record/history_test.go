package record

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// The cases under testdata are sheets as a unit kept them, one after another, and
// what is known in the end. A line of a sheet is a day and its figures, behind a
// unit's name where it is not an's; "tab T6" begins a tab, and a tab without a
// line is a table without days. Looks come an hour apart. Between them the office
// accepts what is gone: "accept".
func TestWhatBecomesOfDaysThatLeaveTheirSheet(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c := casebook{t: t}
			for _, f := range a.Files {
				c.play(f.Name, string(f.Data))
			}
			if !c.checked {
				t.Error("nothing is known in the end")
			}
		})
	}
}

// A casebook plays a case.
type casebook struct {
	t       *testing.T
	events  []func(*History)
	at      time.Time
	checked bool
}

func (c *casebook) play(name, text string) {
	if c.at.IsZero() {
		c.at = time.Date(2020, 6, 1, 8, 0, 0, 0, time.UTC)
	}
	switch word := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ',' })[0]; word {
	case "sheet", "doubtful":
		r := parseSheet(c.t, text)
		c.at = c.at.Add(time.Hour)
		seen := Seen{Asked: c.at, Answered: c.at.Add(time.Second)}
		if word == "doubtful" {
			seen.Doubt = DoubtComputing
		}
		c.events = append(c.events, func(h *History) {
			h.Look(Sight{Seen: seen, Step: h.Sheet().Next(h.source, r, seen.Doubt != "")})
		})
	case "told": // people were told at the look before that these days were reported
		n := len(c.events) - 1
		look := c.events[n]
		var days []UnitDay
		for _, line := range strings.Fields(text) {
			days = append(days, UnitDay{"an", parseDay(c.t, line)})
		}
		c.events[n] = func(h *History) {
			look(h)
			for _, d := range days {
				h.told(d, &h.seen[len(h.seen)-1])
			}
		}
	case "confirm":
		v := Version{Source: "an.csv", Unit: "an", Day: parseDay(c.t, strings.TrimSpace(text))}
		f := v.ToldFinding()
		d := office.AcceptanceOf(&f)
		d.ID = 2
		c.events = append(c.events, func(h *History) { h.Decide(&d) })
	case "unreadable":
		c.at = c.at.Add(time.Hour)
		seen := Seen{Asked: c.at, Answered: c.at.Add(time.Second), Fault: &office.Fault{Code: office.FaultNetwork}}
		c.events = append(c.events, func(h *History) { h.Look(Sight{Seen: seen}) })
	case "accept":
		n, tab, _ := strings.Cut(strings.TrimSpace(text), " ")
		f := office.Finding{Unit: "an", Code: office.CodeRowsGone, Origin: office.Origin{Source: "an.csv", Tab: cmp.Or(tab, "T6")}, Args: map[string]string{"n": n}}
		d := office.AcceptanceOf(&f)
		d.ID = 1
		c.events = append(c.events, func(h *History) { h.Decide(&d) })
	case "known":
		c.checked = true
		h := NewHistory("an.csv")
		for _, e := range c.events {
			e(h)
		}
		if got := known(h); got != text {
			c.t.Errorf("%s:\n%swant:\n%s", name, got, text)
		}
	default:
		c.t.Fatalf("what is %q?", name)
	}
}

// parseSheet makes the reading of a sheet.
func parseSheet(t *testing.T, text string) *office.Reading {
	r := &office.Reading{}
	tab := ""
	begin := func(title string) {
		tab = title
		r.Tables = append(r.Tables, office.Table{Tab: tab, Layout: "long", First: june(1), Last: june(1) + 365, Units: []string{"an", "binh"}})
	}
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if words[0] == "tab" {
			begin(words[1])
			continue
		}
		if tab == "" {
			begin("T6")
		}
		unit := "an"
		if !strings.Contains(words[0], "/") {
			unit, words = words[0], words[1:]
		}
		day := parseDay(t, words[0])
		if strings.Trim(strings.Join(words[1:], ""), "-") == "" {
			r.Blank = append(r.Blank, office.BlankDay{Unit: unit, Day: day})
		}
		for i, w := range words[1:] {
			o := office.Origin{Source: "an.csv", Tab: tab, Cell: fmt.Sprintf("%c%d", 'B'+i, n+2)}
			indicator := string(rune('a' + i))
			switch v, err := strconv.ParseInt(w, 10, 64); {
			case w == "-":
			case err != nil:
				r.Findings = append(r.Findings, office.Finding{Unit: unit, Origin: o, Code: "number-invalid", Severity: office.SeverityError, Raw: w, Day: day, Indicator: indicator})
			default:
				r.Tallies = append(r.Tallies, office.Tally{Unit: unit, Day: day, Indicator: indicator, Value: v, Origin: o})
			}
		}
	}
	slices.SortStableFunc(r.Tallies, func(a, b office.Tally) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day)) })
	return r
}

func june(d int) calendar.Day { return calendar.Date(2020, 6, d) }

func parseDay(t *testing.T, text string) calendar.Day {
	var d, m int
	if _, err := fmt.Sscanf(text, "%d/%d", &d, &m); err != nil {
		t.Fatalf("%q is no day: %v", text, err)
	}
	return calendar.Date(2020, time.Month(m), d)
}

// known writes the last word of each day, with what counts of it.
func known(h *History) string {
	s := &State{Seen: map[string][]Seen{}, Tables: map[string][]office.Table{}}
	h.Tell(s, h.seen[len(h.seen)-1].Answered)
	var b strings.Builder
	versions := s.Versions()
	for i := range versions {
		v := &versions[i]
		if i+1 < len(versions) && versions[i+1].Unit == v.Unit && versions[i+1].Day == v.Day {
			continue
		}
		if v.Unit != "an" {
			fmt.Fprint(&b, v.Unit, " ")
		}
		_, m, d := v.Day.Date()
		fmt.Fprintf(&b, "%d/%d", d, m)
		for _, f := range v.Figures {
			fmt.Fprint(&b, " ", f.Value)
		}
		for _, w := range []struct {
			is   bool
			word string
		}{{v.Invalid, "invalid"}, {v.Unread, "unread"}, {v.Gone && v.Vanished != Replaced, "held:"}, {v.Vanished != "", string(v.Vanished)}, {v.Settled != 0, "accepted"}} {
			if w.is {
				fmt.Fprint(&b, " ", w.word)
			}
		}
		if v.Became != 0 {
			_, m, d := v.Became.Date()
			fmt.Fprintf(&b, " %d/%d", d, m)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}
