package record

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"tonghop/model/office"
)

// ErrUnpacked tells that bytes are not those of a packed step.
var ErrUnpacked = errors.New("it is no packed step")

// Pack writes a step as bytes; of nil as none.
func (s *Step) Pack() []byte {
	if s == nil {
		return nil
	}
	p := &packer{texts: map[string]uint64{}}
	s.walk(p)
	return p.bytes
}

// Texts are the different texts that steps are full of: tabs, indicators, cells
// and units, each of which comes some thousand times and is kept once.
type Texts map[string]string

func (t Texts) one(b []byte) string {
	if known, ok := t[string(b)]; ok {
		return known
	}
	text := string(b)
	t[text] = text
	return text
}

// Unpack reads what Pack wrote. Known gives texts that are known, and takes
// those that are new.
func Unpack(b []byte, known Texts) (*Step, error) {
	if len(b) == 0 {
		return nil, nil
	}
	u := &unpacker{bytes: b, known: known}
	s := &Step{}
	s.walk(u)
	if u.bad || len(u.bytes) > 0 {
		return nil, ErrUnpacked
	}
	return s, nil
}

// An archive writes values, or reads them: one walk describes both.
type archive interface {
	text(*string)
	number(*int64)
	flag(*bool)
	// count writes a length; reading, it gives the one that was written.
	count(n int) int
}

func (s *Step) walk(a archive) {
	list(a, &s.Days, func(d *DaySays) {
		walkDay(a, &d.UnitDay)
		a.flag(&d.Invalid)
		a.flag(&d.Unread)
		a.flag(&d.Blank)
		list(a, &d.Figures, func(f *Figure) {
			a.text(&f.Indicator)
			a.number(&f.Value)
			a.text(&f.Tab)
			a.number(&f.TabID)
			a.text(&f.Cell)
		})
	})
	list(a, &s.Notes, func(n *DayNotes) {
		walkDay(a, &n.UnitDay)
		list(a, &n.Notes, func(m *office.Note) {
			m.Unit, m.Day = n.Unit, n.Day
			a.text(&m.Field)
			a.text(&m.Text)
			walkOrigin(a, &m.Origin)
		})
	})
	list(a, &s.Findings, func(f *FindingStep) {
		a.text(&f.Key)
		walkInt(a, &f.Nth)
		if a.flag(&f.Made); f.Made {
			walkFinding(a, &f.Finding)
		}
	})
	list(a, &s.Undated, func(u *UndatedStep) {
		a.flag(&u.Stands)
		a.text(&u.Unit)
		walkText(a, &u.Turn)
		walkOrigin(a, &u.Origin)
		a.text(&u.Code)
	})
	list(a, &s.Totals, func(t *TotalStep) {
		a.flag(&t.Stands)
		a.text(&t.Unit)
		a.text(&t.Indicator)
		a.text(&t.Period)
		a.number(&t.Value)
		a.text(&t.Label)
		a.flag(&t.Compared)
		walkOrigin(a, &t.Origin)
	})
	if a.flag(&s.Retabled); s.Retabled {
		list(a, &s.Tables, func(t *office.Table) { walkTable(a, t) })
	}
}

func walkDay(a archive, d *UnitDay) {
	a.text(&d.Unit)
	walkInt(a, &d.Day)
}

func walkOrigin(a archive, o *office.Origin) {
	a.text(&o.Source)
	a.text(&o.Tab)
	a.number(&o.TabID)
	a.text(&o.Cell)
}

func walkFinding(a archive, f *office.Finding) {
	a.text(&f.Unit)
	walkOrigin(a, &f.Origin)
	a.text(&f.Code)
	walkText(a, &f.Severity)
	a.text(&f.Raw)
	walkInt(a, &f.Day)
	a.text(&f.Indicator)
	names := slices.Sorted(maps.Keys(f.Args))
	list(a, &names, func(name *string) {
		value := f.Args[*name]
		a.text(name)
		a.text(&value)
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[*name] = value
	})
}

func walkTable(a archive, t *office.Table) {
	a.text(&t.Tab)
	a.number(&t.TabID)
	a.text(&t.Layout)
	walkText(a, &t.Header)
	walkInt(a, &t.First)
	walkInt(a, &t.Last)
	list(a, &t.Units, a.text)
	list(a, &t.Columns, func(c *office.Column) {
		for _, text := range []*string{&c.At, &c.Header, &c.Role, &c.Indicator, &c.How} {
			a.text(text)
		}
	})
}

func walkText[T ~string](a archive, t *T) {
	text := string(*t)
	a.text(&text)
	*t = T(text)
}

func walkInt[T ~int | ~int32](a archive, n *T) {
	wide := int64(*n)
	a.number(&wide)
	*n = T(wide)
}

// list walks a slice; an empty one is read back as nil.
func list[T any](a archive, items *[]T, each func(*T)) {
	n := a.count(len(*items))
	if n > len(*items) {
		*items = make([]T, n)
	}
	for i := range *items {
		each(&(*items)[i])
	}
}

// A packer writes numbers as varints, and each text once.
type packer struct {
	bytes []byte
	texts map[string]uint64
}

func (p *packer) word(n uint64)   { p.bytes = binary.AppendUvarint(p.bytes, n) }
func (p *packer) number(n *int64) { p.bytes = binary.AppendVarint(p.bytes, *n) }
func (p *packer) count(n int) int { p.word(uint64(n)); return 0 }

func (p *packer) flag(b *bool) {
	if *b {
		p.word(1)
		return
	}
	p.word(0)
}

func (p *packer) text(t *string) {
	if nth, known := p.texts[*t]; known {
		p.word(nth)
		return
	}
	p.word(0)
	p.word(uint64(len(*t)))
	p.bytes = append(p.bytes, *t...)
	p.texts[*t] = uint64(len(p.texts) + 1)
}

// An unpacker reads what a packer wrote. Once bytes are bad it reads zeros.
type unpacker struct {
	bytes []byte
	texts []string
	known Texts
	bad   bool
}

func (u *unpacker) word() uint64 {
	n, size := binary.Uvarint(u.bytes)
	u.skip(size)
	if u.bad {
		return 0
	}
	return n
}

func (u *unpacker) number(to *int64) {
	n, size := binary.Varint(u.bytes)
	if u.skip(size); !u.bad {
		*to = n
	}
}

func (u *unpacker) skip(size int) {
	if u.bad = u.bad || size <= 0; u.bad {
		u.bytes = nil
		return
	}
	u.bytes = u.bytes[size:]
}

func (u *unpacker) count(int) int {
	n := u.word()
	if n > uint64(len(u.bytes)) { // each takes a byte at least
		u.bad = true
		return 0
	}
	return int(n)
}

func (u *unpacker) flag(b *bool) { *b = u.word() == 1 }

func (u *unpacker) text(t *string) {
	switch nth := u.word(); {
	case nth > uint64(len(u.texts)):
		u.bad = true
	case nth > 0:
		*t = u.texts[nth-1]
	default:
		n := u.word()
		if n > uint64(len(u.bytes)) {
			u.bad = true
			return
		}
		*t = u.known.one(u.bytes[:n])
		u.bytes = u.bytes[n:]
		u.texts = append(u.texts, *t)
	}
}
