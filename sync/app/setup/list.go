// Package setup is an office's first day: a list of names and links becomes the
// units of a configuration, and recognised columns become pins in it.
package setup

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/unitname"
	"tonghop/sync/config"
	"tonghop/sync/workbook"
)

// A Unit is one row of the list of names and links, or one answer.
type Unit struct {
	line int // in the list; counts from 1
	config.StarterUnit
	// Group is the group under which it is listed, Predecessor the unit that it
	// follows, by their names.
	Group, Predecessor string
	// Contact and Phone go into the office's address book, and nowhere else.
	Contact, Phone string
}

// A List gathers units and what is wrong with the rows that name them, all at
// once.
type List struct {
	Words  office.Messages
	file   string // as it was named; "" where a person types
	Shared bool   // several units may stand in one workbook
	// Province is that of the communes, which are then held against today's table;
	// nil for none. Starts is the programme's first day.
	Province *Province
	Starts   calendar.Day
	index    index // of Province
	Units    []Unit
	// seen are the rows of a list, also those with something wrong; of what a
	// person types, which may be typed once more, the good ones.
	seen   []Unit
	Faults []string // in words, each with its row
}

// maxList bounds a list that a person made; a province's has 0.1 MB.
const maxList = 4 << 20

// Read reads a list of names and links as spreadsheets save it: a .csv or any
// workbook.
func (r *List) Read(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return r.Take(f, filepath.Base(path))
}

// Take reads a list that bears a name in what is said of it, such as two
// columns that were copied from a spreadsheet and pasted.
func (r *List) Take(from io.Reader, name string) error {
	raw, err := io.ReadAll(io.LimitReader(from, maxList+1))
	switch {
	case err != nil:
		return err
	case len(raw) > maxList:
		return errors.New("it is too large for a list of units")
	}
	r.file = name
	r.decode(raw)
	if len(r.Faults) == 0 && len(r.Units) == 0 {
		r.fault(0, "init.list.empty")
	}
	return nil
}

// decode reads a list's bytes. What is no workbook by its content is taken for
// CSV, whatever its file is called: Excel's "Unicode text" ends in .txt.
func (r *List) decode(raw []byte) {
	if len(bytes.TrimSpace(raw)) == 0 {
		r.fault(0, "init.list.empty")
		return
	}
	book, err := workbook.Decode("list.csv", raw)
	var fault *office.Fault
	switch {
	case errors.As(err, &fault) && (fault.Code == office.FaultTruncated || fault.Code == office.FaultBrokenCSV):
		r.fault(0, "init.list.broken", "why", fault.Detail)
		return
	case err != nil:
		r.fault(0, "init.list.encoding")
		return
	}
	for i := range book.Tabs {
		if tab := &book.Tabs[i]; !tab.Hidden {
			if heading, at := findHeading(tab); at != nil {
				r.rows(tab, heading, at)
				return
			}
		}
	}
	for i := range book.Tabs {
		if tab := &book.Tabs[i]; !tab.Hidden {
			if at := unheaded(tab); at != nil {
				r.rows(tab, -1, at)
				return
			}
		}
	}
	r.headless(book.Tabs)
}

// rows reads every row below the heading, good or not.
func (r *List) rows(tab *grid.Tab, heading int, at map[string]int) {
	for i := heading + 1; i < len(tab.Rows); i++ {
		row := texts(tab.Rows[i])
		switch {
		case blank(row):
		case joined(tab, i, at["name"]):
			r.fault(i+1, "init.row.merged")
		default:
			r.row(i+1, row, at)
		}
	}
}

func (r *List) row(line int, row []string, at map[string]int) {
	cell := func(name string) string {
		if i, ok := at[name]; ok && i < len(row) {
			return strings.Join(strings.Fields(row[i]), " ")
		}
		return ""
	}
	u := Unit{line: line, Group: cell("group"), Predecessor: cell("predecessor"), Contact: cell("contact"), Phone: cell("phone")}
	u.StarterUnit = config.StarterUnit{ID: cell("id"), Name: cell("name"), Type: cell("type"), Code: cell("code"), Source: cell("link")}
	good := r.day(line, cell("from"), &u.From)
	if good = r.day(line, cell("to"), &u.To) && good; good && u.From != 0 && u.To != 0 && u.To < u.From {
		r.fault(line, "init.row.backwards", "from", u.From.Short(), "to", u.To.Short())
	}
	r.Add(u)
}

// day reads a day of a list, which may be written as 1/7/2025.
func (r *List) day(line int, text string, to *calendar.Day) bool {
	if text == "" {
		return true
	}
	d, err := calendar.ParseDay(text)
	if err != nil {
		t, err := time.Parse("2/1/2006", text)
		if err != nil {
			r.fault(line, "init.row.day", "raw", text)
			return false
		}
		d = calendar.DayOf(t)
	}
	*to = d
	return true
}

// lostLetters are question marks within words: Excel's plain "CSV" writes them
// for the letters of Vietnamese, and the name cannot be had again from it.
var lostLetters = regexp.MustCompile(`\pL\?|\?\pL|\x{FFFD}`)

// Add takes a unit in, or says what is wrong with it. It reports whether
// nothing was.
func (r *List) Add(u Unit) bool {
	before, line := len(r.Faults), u.line
	if config.Same(u.Name) == "" {
		r.fault(line, "init.row.name")
		return false
	}
	if lostLetters.MatchString(u.Name) {
		r.fault(line, "init.row.letters", "name", u.Name)
	}
	if u.ID != "" && !config.ValidID(u.ID) {
		r.fault(line, "init.row.id", "raw", u.ID)
	}
	if strings.EqualFold(u.ID, office.Everyone) {
		r.fault(line, "init.row.id-all", "raw", u.ID)
	}
	if u.Source != "" {
		ref, why := config.Ref(u.Source)
		if key := badLink(u.Source, why); key != "" {
			r.fault(line, key, "raw", u.Source, "name", u.Name)
		}
		u.Source = ref
	}
	r.compare(line, &u.StarterUnit)
	if kind := typeOf(u.Type + " x"); u.Type == "" {
		u.Type = typeOf(u.Name)
	} else if kind != "" {
		u.Type = kind // Xã is xa
	}
	r.locate(&u)
	good := len(r.Faults) == before
	if good || r.file != "" {
		r.seen = append(r.seen, u)
	}
	if good {
		r.Units = append(r.Units, u)
	}
	return good
}

// Typed is a unit as a person types it, one of several.
func Typed(number int, name, link string) Unit {
	return Unit{line: number, StarterUnit: config.StarterUnit{Name: name, Source: link}}
}

// Named is the line of the unit that has a name already; 0 for none.
func (r *List) Named(name string) int {
	for i := range r.Units {
		if sameUnit(&r.Units[i].StarterUnit, &config.StarterUnit{Name: name}) {
			return r.Units[i].line
		}
	}
	return 0
}

// sameUnit reports whether two names are one unit's, as the configuration judges
// it: their marks count, for Lộc Thành and Lộc Thạnh are two, and An is Xã An
// unless its type says otherwise.
func sameUnit(a, b *config.StarterUnit) bool { return nameOf(a).Same(nameOf(b)) }

func nameOf(u *config.StarterUnit) unitname.Name {
	n := unitname.Parse(u.Name)
	if n.Kind == "" {
		n.Kind = typeOf(u.Type + " x")
	}
	return n
}

// compare reports what a unit has in common with those before it, each thing of
// the first that has it.
func (r *List) compare(line int, u *config.StarterUnit) {
	told := map[string]bool{}
	for i := range r.seen {
		other := &r.seen[i]
		once := func(key string, pairs ...string) {
			if !told[key] {
				r.fault(line, key, append(pairs, "name", u.Name, "other", other.Name, "before", strconv.Itoa(other.line))...)
			}
			told[key] = true
		}
		switch {
		case sameUnit(&other.StarterUnit, u):
			once("init.row.twice")
		case u.Source != "" && other.Source == u.Source && !r.Shared:
			once("init.row.shared", "raw", u.Source)
		}
		if u.ID != "" && other.ID == u.ID {
			once("init.row.id-twice", "id", u.ID)
		}
	}
}

// badLink says by its key what is wrong with a link; "" for a good one.
func badLink(text, why string) string {
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case why == "" && !strings.Contains(text, "://"):
		if !workbook.IsName(text) && !has("docs.google.com/") && !has("drive.google.com/") {
			return "init.link.file"
		}
		return ""
	case why == "":
		return ""
	case has("/folders/"):
		return "init.link.folder"
	case has("/d/e/"):
		return "init.link.published"
	case has("/document/"), has("/presentation/"), has("/forms/"), has("forms.gle"):
		return "init.link.document"
	case has("google.com"):
		return "init.link.other"
	}
	return "init.link.foreign"
}

func (r *List) fault(line int, key string, pairs ...string) {
	text := r.Words.Text(key, pairs...)
	switch {
	case r.file != "" && line > 0:
		text = r.file + ":" + strconv.Itoa(line) + ": " + text
	case r.file != "":
		text = r.file + ": " + text
	}
	r.Faults = append(r.Faults, text)
}
