package registry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

var zone = time.FixedZone("ICT", 7*3600)

// at gives an instant such as "1/7 08:00" of 2020.
func at(text string) time.Time {
	t, err := time.ParseInLocation("2/1/2006 15:04", strings.Replace(text, " ", "/2020 ", 1), zone)
	if err != nil {
		panic(err)
	}
	return t
}

// A shelf is a ledger in memory: what was seen is put into it by hand, and
// drafts and numbers are kept as they come.
type shelf struct {
	versions []record.Version
	seen     map[string][]record.Seen
	looks    []record.Look
	tabs     []grid.Tab
	reader   string
	erased   bool
	chain    record.Hash
	left     *record.Left
	register []record.Issued
	sources  map[int64][]record.KeptSource
	files    map[string][]byte
	// broken is what File gives instead of what was kept.
	broken map[string][]byte
}

func (s *shelf) State(_ context.Context, asOf time.Time) (*record.State, error) {
	state := &record.State{AsOf: asOf, Seen: s.seen, Revision: asOf.Unix(), Reader: s.reader}
	for _, v := range s.versions {
		if !v.Answered.After(asOf) {
			state.Say(v)
		}
	}
	for _, r := range s.register {
		if r.Closed.After(asOf) {
			continue
		}
		if r.At.After(asOf) {
			r.Number = ""
		}
		state.Issued = append(state.Issued, r)
	}
	return state, nil
}

func (s *shelf) KeepDraft(_ context.Context, d *record.Issued, sources []record.KeptSource, files ...[]byte) (int64, bool, error) {
	kept := *d
	kept.ID = int64(len(s.register) + 1)
	s.register = append(s.register, kept)
	s.sources[kept.ID] = sources
	s.keep(files)
	return kept.ID, true, nil
}

func (s *shelf) GiveNumber(_ context.Context, r *record.Issued, files ...[]byte) error {
	s.register[r.ID-1] = *r
	s.keep(files)
	return nil
}

func (s *shelf) keep(files [][]byte) {
	for _, f := range files {
		s.files[hashOf(f)] = f
	}
}

func (s *shelf) Register(context.Context) ([]record.Issued, error) {
	return slices.Clone(s.register), nil
}

func (s *shelf) File(_ context.Context, hash string) ([]byte, error) {
	if data, ok := s.broken[hash]; ok {
		return data, nil
	}
	if data, ok := s.files[hash]; ok {
		return data, nil
	}
	return nil, errors.New("no such file")
}

func (s *shelf) KeptSources(_ context.Context, id int64) ([]record.KeptSource, error) {
	return s.sources[id], nil
}

func (s *shelf) SeenAt(context.Context, int64) (map[string]record.Look, error) {
	all := map[string]record.Look{}
	for _, l := range s.looks {
		all[l.Source] = l
	}
	return all, nil
}

func (s *shelf) RevisionAt(_ context.Context, number int64) (record.Revision, error) {
	return record.Revision{Number: number, Chain: s.chain}, nil
}

func (s *shelf) Look(_ context.Context, id int64) (record.Look, error) { return s.looks[id-1], nil }

func (s *shelf) Since(context.Context, int64) ([]record.Commit, error) {
	return []record.Commit{{Looks: s.looks, Left: s.left}}, nil
}

func (s *shelf) Cells(_ context.Context, id int64) (grid.Tab, error) {
	if s.erased {
		return grid.Tab{}, record.ErrErased
	}
	return s.tabs[id-1], nil
}

// at gives what stood at a revision, which here is an instant in seconds.
func (s *shelf) at(ctx context.Context, revision int64) (*record.State, error) {
	state, err := s.State(ctx, time.Unix(revision, 0))
	state.Issued = slices.DeleteFunc(state.Issued, func(r record.Issued) bool { return r.Revision >= revision })
	return state, err
}

// says records that a unit has said a figure for a day of June, as of an
// instant.
func (s *shelf) says(unit string, day int, value int64, when string) {
	v := record.Version{Source: unit + ".xlsx", Unit: unit, Day: calendar.Date(2020, time.June, day), Asked: at(when), Answered: at(when),
		Figures: []record.Figure{{Indicator: "people", Value: value, Tab: "T6", Cell: fmt.Sprintf("C%d", day)}}}
	s.versions = append(s.versions, v)
	slices.SortStableFunc(s.versions, func(a, b record.Version) int {
		return strings.Compare(a.Source+a.Day.String(), b.Source+b.Day.String())
	})
	s.seen[v.Source] = append(s.seen[v.Source], record.Seen{Asked: at(when), Answered: at(when)})
	s.tabs = append(s.tabs, grid.Tab{Title: "T6", Rows: make([][]grid.Cell, day)})
	s.tabs[len(s.tabs)-1].Rows[day-1] = []grid.Cell{2: {Kind: grid.Number, Number: float64(value)}}
	s.looks = append(s.looks, record.Look{ID: int64(len(s.looks) + 1), Source: v.Source, Asked: v.Asked, Answered: v.Asked,
		Book: &record.Book{Tabs: []record.Tab{{Title: "T6", Cells: int64(len(s.tabs))}}}})
}

// An office is a registry over a shelf, with a clock that is set by hand.
type workplace struct {
	*testing.T
	*Registry
	*shelf
	now     time.Time
	edition string
}

func newOffice(t *testing.T) *workplace {
	o := &workplace{T: t, now: at("1/7 08:00"), edition: "1"}
	o.shelf = &shelf{seen: map[string][]record.Seen{}, sources: map[int64][]record.KeptSource{}, files: map[string][]byte{}, broken: map[string][]byte{}, reader: "r"}
	o.says("an", 3, 5, "30/6 22:30")
	o.says("binh", 3, 2, "30/6 22:30")
	o.Registry = &Registry{
		Programme: district(), Ledger: o.shelf, Config: []byte("programme: {}"), Now: func() time.Time { return o.now },
		Standing: func(ctx context.Context) (*record.State, time.Time, error) {
			s, err := o.shelf.State(ctx, o.now)
			return s, o.now, err
		},
		Print: func(r *report.Report, m Marks) (Print, error) {
			total := r.Window.Total.Figures[0].Count
			return Print{DraftName("bao-cao.xlsx", m.Draft), []byte(fmt.Sprintln(o.edition, m, total))}, nil
		},
		PrintWord: func(r *report.Report, m Marks) (Print, error) {
			name := "bao-cao.docx"
			if m.Draft != "" {
				name = DraftName(name, m.Draft)
			}
			return Print{name, []byte(fmt.Sprintln("docx", o.edition, m, r.Window.Total.Figures[0].Count))}, nil
		},
		Edition: func(calendar.PeriodKind) (string, error) { return o.edition, nil },
		Decode: func(name string, data []byte) (grid.Book, error) {
			if !strings.HasSuffix(name, ".xlsx") {
				return grid.Book{}, &office.Fault{Code: office.FaultNotWorkbook}
			}
			return grid.Book{Tabs: []grid.Tab{{Title: "Báo cáo", Rows: [][]grid.Cell{{{Kind: grid.Text, Text: string(data)}}}}}}, nil
		},
		At:    o.shelf.at,
		Parse: func([]byte) (*office.Programme, error) { return district(), nil },
	}
	return o
}

func district() *office.Programme {
	return &office.Programme{
		Starts: calendar.Date(2020, time.June, 1), Ends: calendar.Date(2021, time.December, 31), Location: zone,
		Windows:    calendar.Windows{MonthStart: 1},
		Units:      []office.Unit{{ID: "an", Name: "Xã An", Sources: []office.SourceFrom{{Ref: "an.xlsx"}}}, {ID: "binh", Name: "Xã Bình", Sources: []office.SourceFrom{{Ref: "binh.xlsx"}}}},
		Indicators: []office.Indicator{{ID: "people", Label: "Số người"}},
	}
}

var june = Closing{Kind: calendar.KindMonth, Name: "2020-06", By: "văn phòng"}

func (o *workplace) close(c Closing) *Closed {
	o.Helper()
	done, err := o.Close(o.Context(), c)
	if err != nil {
		o.Fatal(err)
	}
	return done
}

func (o *workplace) issue(x Issuing) *Numbered {
	o.Helper()
	n, err := o.Issue(o.Context(), x)
	if err != nil {
		o.Fatal(err)
	}
	return n
}

// refuses fails the test unless an error is the refusal with a code.
func (o *workplace) refuses(err error, code Code) {
	o.Helper()
	var r *office.Refusal
	if !errors.As(err, &r) {
		o.Errorf("got %v, want the refusal %s", err, code)
	} else if got, _ := r.Refused(); got != string(code) {
		o.Errorf("got %v, want the refusal %s", err, code)
	} else if strings.Contains(r.Error()+r.Hint(), "{") {
		o.Errorf("a blank is not filled: %s; %s", r.Error(), r.Hint())
	}
}
