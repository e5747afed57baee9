package record

import (
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// An Issued is a report that the office closed: a draft until it has its
// number, then frozen for good with its bytes (docs/rules.md, Words). It keeps the
// figures that it stated, so that what changes later is seen as a restatement.
type Issued struct {
	ID int64 // given by the ledger
	// Draft is the code by which what was read is what is signed.
	Draft string
	// Number is the office's, such as "12-BC/HĐTĐN"; "" while it is a draft.
	Number string
	// Period is the period reported on, up to the day that was really counted.
	Period calendar.Period
	// AsOf is the instant of the last look that the figures rest on. What the
	// office had decided and issued counts up to Closed, when they were frozen.
	// At is when the number was given.
	AsOf, Closed, At time.Time
	ClosedBy, By     string
	// Dated is the day that the issued report bears; 0 while it is a draft.
	Dated calendar.Day
	// Replaces is the number of the report of the same period that this one
	// takes the place of, with the reason why; "" for none.
	Replaces, Reason string
	// Revision is the state of the record that it was made from, and Reader the
	// version that read it. Evidence are its tallies with look, tab, cell and
	// shown text, as a file that the register keeps.
	Revision int64
	Head     string // Revision as its documents name it (Revision.String)
	Reader   string
	Evidence Document
	// Digest identifies all that the draft's document tells, apart from when it
	// was made: what gives the same again is the same draft.
	Digest string
	// Config is the SHA-256 of the configuration by which the figures were
	// made; Edition names the program and the form that shaped them.
	Config, Edition string
	// Drafted is the draft's own file, File the one that was issued: the same,
	// the draft with what it replaces written on it, or, where Edited, one that
	// the office brought back signed.
	Drafted, File Document
	Edited        bool
	// Compared tells that an edited file was compared with the draft, cell by
	// cell, and Differences what it has otherwise. A scan is not compared.
	Compared    bool
	Differences []CellDifference
	Figures     []Frozen
}

// A Document is a file that the register keeps, known by its content.
type Document struct {
	Name   string `json:"name"`   // without a folder
	SHA256 string `json:"sha256"` // in lower-case hexadecimal; "" for no file
}

// A CellDifference is a cell that an edited file has otherwise than the draft,
// as shown; "" for a blank one.
type CellDifference struct {
	Tab string `json:"tab"`
	// Cell is its address in the draft; of a row that the draft does not have,
	// in the edited file.
	Cell string `json:"cell"`
	// Row and Column are what its row begins with and what stands over it, such
	// as a unit's and an indicator's name; "" where nothing does.
	Row    string `json:"row,omitempty"`
	Column string `json:"column,omitempty"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// Place tells where the cell is: "Xã An, Tuyên truyền (Báo cáo!C7)".
func (d *CellDifference) Place() string {
	at := d.Tab + "!" + d.Cell
	switch {
	case d.Row != "" && d.Column != "":
		return d.Row + ", " + d.Column + " (" + at + ")"
	case d.Row+d.Column != "":
		return d.Row + d.Column + " (" + at + ")"
	}
	return at
}

// A KeptSource is a source as it stood when a report was closed: the look whose
// cells the report rests on.
type KeptSource struct {
	Source string
	// Look is the ID of the last look that saw the source, and Content that of
	// its answer; 0 and empty where the source was never read.
	Look    int64
	Content string
}

// A Frozen is one figure as a report stated it: of a unit, or of all where
// Unit is empty. Period is the sum over the report's period, Year that from
// the year's start to the period's end.
type Frozen struct {
	Unit, Indicator string
	Period, Year    office.Count
}

// Figure is what the report stated of a unit's indicator; false where it said
// nothing of it, as of units that came later.
func (r *Issued) Figure(unit, indicator string) (Frozen, bool) {
	i := slices.IndexFunc(r.Figures, func(f Frozen) bool { return f.Unit == unit && f.Indicator == indicator })
	if i < 0 {
		return Frozen{}, false
	}
	return r.Figures[i], true
}

// ByUnit gives what the report stated of each unit, whose figures stand
// together.
func (r *Issued) ByUnit() map[string][]Frozen {
	all := map[string][]Frozen{}
	for first := 0; first < len(r.Figures); {
		unit, end := r.Figures[first].Unit, first+1
		for end < len(r.Figures) && r.Figures[end].Unit == unit {
			end++
		}
		all[unit] = r.Figures[first:end]
		first = end
	}
	return all
}

// Numbered lists the reports that have their number and stand: those that a
// later one replaced are not among them. They are in the order of issue.
func Numbered(all []Issued) []*Issued {
	byNumber := map[string][]*Issued{}
	key := func(r *Issued, number string) string { return r.Period.Key() + "\x1f" + number }
	var standing []*Issued
	for i := range all {
		if r := &all[i]; r.Number != "" {
			standing = append(standing, r)
			byNumber[key(r, r.Number)] = append(byNumber[key(r, r.Number)], r)
		}
	}
	slices.SortStableFunc(standing, func(a, b *Issued) int { return a.At.Compare(b.At) })
	replaced := map[*Issued]bool{}
	for _, r := range standing {
		if old := r.replaced(byNumber[key(r, r.Replaces)]); old != nil {
			replaced[old] = true
		}
	}
	return slices.DeleteFunc(standing, func(r *Issued) bool { return replaced[r] })
}

// replaced is which of the reports that bear the number it replaces is meant;
// nil for none. Numbers begin anew each year, so that several may bear it, and
// this one too: it is the one issued last before this.
func (r *Issued) replaced(bearers []*Issued) (old *Issued) {
	for _, x := range bearers {
		if x != r && !x.At.After(r.At) && (old == nil || !x.At.Before(old.At)) {
			old = x
		}
	}
	return old
}

// Following gives the programme with its months and years ending where reports
// of them really ended, so that the next window starts on the day after.
// Without such a report it is the programme itself.
func Following(p *office.Programme, issued []Issued) *office.Programme {
	ended := map[string]calendar.Day{}
	for _, r := range Numbered(issued) {
		if r.Period.Kind == calendar.KindMonth || r.Period.Kind == calendar.KindYear && !p.Windows.YearOfMonths() {
			ended[r.Period.Key()] = r.Period.Last
		}
	}
	if len(ended) == 0 {
		return p
	}
	next := *p
	next.Windows.Ended = ended
	return &next
}
