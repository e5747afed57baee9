package reading

import (
	"strconv"
	"unicode/utf8"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// maxRaw bounds what a finding quotes of a cell, in runes.
const maxRaw = 160

// at gives the origin of a place in a tab.
func (r *reader) at(tab *grid.Tab, cell string) office.Origin {
	return office.Origin{Source: r.ctx.Source, Tab: tab.Title, TabID: tab.ID, Cell: cell}
}

// report adds a finding.
func (r *reader) report(unit *office.Unit, at office.Origin, code string, severity office.Severity, raw string, args ...string) *office.Finding {
	f := office.Finding{Unit: r.unitID(unit), Origin: at, Code: code, Severity: severity, Raw: clip(raw)}
	if len(args) > 0 {
		f.Args = make(map[string]string, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			f.Args[args[i]] = args[i+1]
		}
	}
	r.out.Findings = append(r.out.Findings, f)
	return &r.out.Findings[len(r.out.Findings)-1]
}

// unitID names the unit that a finding concerns: a source of one unit has but
// one.
func (r *reader) unitID(u *office.Unit) string {
	switch {
	case u != nil:
		return u.ID
	case len(r.ctx.Units) == 1:
		return r.ctx.Units[0].ID
	}
	return ""
}

func clip(s string) string {
	if len(s) <= maxRaw || utf8.RuneCountInString(s) <= maxRaw {
		return s
	}
	n := 0
	for i := range s {
		if n == maxRaw {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// raw quotes a cell as a person sees it.
func (r *reader) raw(sh *sheet, c grid.Cell) string {
	switch c.Kind {
	case grid.Text, grid.Error:
		if len(c.Text) > 8*maxRaw {
			return sh.words.text(c.Text[:8*maxRaw])
		}
		return sh.words.text(c.Text)
	case grid.Number:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case grid.Date:
		if c.Number >= 1 && c.Number < maxSerial {
			return calendar.Day(c.Number).Short()
		}
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case grid.Bool:
		if c.Number != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return ""
}
