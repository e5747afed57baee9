package cells

import (
	"encoding/binary"
	"math"
	"unicode/utf16"

	"tonghop/model/grid"
)

// A biffRecord is one record of a BIFF8 stream ([MS-XLS] 2.1.4), with the records
// that continue it.
type biffRecord struct {
	kind  uint16
	at    int // where it begins in the stream
	data  []byte
	parts [][]byte // of the continuations
}

// The records that are read.
const (
	biffFormula      = 0x06
	biffEOF          = 0x0A
	biffExternSheet  = 0x17
	biffName         = 0x18
	biffNote         = 0x1C
	biffDate1904     = 0x22
	biffExternName   = 0x23
	biffFilePass     = 0x2F
	biffFont         = 0x31
	biffContinue     = 0x3C
	biffObj          = 0x5D
	biffUncalced     = 0x5E
	biffColInfo      = 0x7D
	biffBoundSheet   = 0x85
	biffPalette      = 0x92
	biffFilterMode   = 0x9B
	biffMulRK        = 0xBD
	biffMulBlank     = 0xBE
	biffRString      = 0xD6
	biffXF           = 0xE0
	biffMergeCells   = 0xE5
	biffSST          = 0xFC
	biffLabelSST     = 0xFD
	biffSupBook      = 0x1AE
	biffTxO          = 0x1B6
	biffBlank        = 0x201
	biffNumber       = 0x203
	biffLabel        = 0x204
	biffBoolErr      = 0x205
	biffString       = 0x207
	biffRow          = 0x208
	biffArray        = 0x221
	biffWindow2      = 0x23E
	biffRK           = 0x27E
	biffFormat       = 0x41E
	biffShrFmla      = 0x4BC
	biffBOF          = 0x809
	biffVersion      = 0x0600 // of BIFF8
	biffWorksheet    = 0x0010 // a substream of cells
	biffGlobals      = 0x0005
	biffVisibleSheet = 0
)

// A biffStream gives the records of a stream one by one.
type biffStream struct {
	b   []byte
	pos int
}

// next gives the next record, false at the end of the stream. A record that is
// cut off ends it as well.
func (s *biffStream) next() (biffRecord, bool) {
	r := biffRecord{at: s.pos}
	kind, data, ok := s.take()
	if !ok {
		return r, false
	}
	r.kind, r.data = kind, data
	for s.pos+4 <= len(s.b) && binary.LittleEndian.Uint16(s.b[s.pos:]) == biffContinue {
		_, more, ok := s.take()
		if !ok {
			break
		}
		r.parts = append(r.parts, more)
	}
	return r, true
}

func (s *biffStream) take() (kind uint16, data []byte, ok bool) {
	if s.pos+4 > len(s.b) {
		return 0, nil, false
	}
	kind = binary.LittleEndian.Uint16(s.b[s.pos:])
	size := int(binary.LittleEndian.Uint16(s.b[s.pos+2:]))
	from := s.pos + 4
	if from+size > len(s.b) {
		s.pos = len(s.b)
		return 0, nil, false
	}
	s.pos = from + size
	return kind, s.b[from:s.pos:s.pos], true
}

// A biffBytes takes numbers from the front of a record. Beyond its end it gives
// zeros and says so.
type biffBytes struct {
	b     []byte
	parts [][]byte
	short bool
}

func (r *biffRecord) bytes() *biffBytes { return &biffBytes{b: r.data, parts: r.parts} }

func (d *biffBytes) take(n int) []byte {
	for len(d.b) == 0 && len(d.parts) > 0 {
		d.b, d.parts = d.parts[0], d.parts[1:]
	}
	if n < 0 || n > len(d.b) {
		d.short = true
		d.b, d.parts = nil, nil
		return make([]byte, min(max(n, 0), 64))
	}
	out := d.b[:n]
	d.b = d.b[n:]
	return out
}

func (d *biffBytes) u8() int  { return int(d.take(1)[0]) }
func (d *biffBytes) u16() int { return int(binary.LittleEndian.Uint16(d.take(2))) }
func (d *biffBytes) u32() int { return int(binary.LittleEndian.Uint32(d.take(4))) }
func (d *biffBytes) f64() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(d.take(8)))
}

// skip passes over bytes that may lie in several continuations.
func (d *biffBytes) skip(n int) {
	for n > 0 && !d.short {
		if len(d.b) == 0 && len(d.parts) == 0 {
			d.short = true
			return
		}
		step := min(n, max(len(d.b), 1))
		if len(d.b) == 0 {
			step = min(n, len(d.parts[0]))
			if step == 0 {
				d.parts = d.parts[1:]
				continue
			}
		}
		d.take(step)
		n -= step
	}
}

// chars reads n characters of one or two bytes each. Where they go on in a
// continuation, its first byte says anew which.
func (d *biffBytes) chars(n int, wide bool) string {
	units := make([]uint16, 0, min(n, 1<<15))
	for n > 0 {
		if len(d.b) == 0 {
			if len(d.parts) == 0 {
				d.short = true
				break
			}
			d.b, d.parts = d.parts[0], d.parts[1:]
			if len(d.b) == 0 {
				continue
			}
			wide = d.b[0]&1 != 0
			d.b = d.b[1:]
			continue
		}
		if !wide {
			units = append(units, uint16(d.b[0]))
			d.b = d.b[1:]
		} else if len(d.b) >= 2 {
			units = append(units, binary.LittleEndian.Uint16(d.b))
			d.b = d.b[2:]
		} else {
			d.short = true
			break
		}
		n--
	}
	return grid.CleanText(string(utf16.Decode(units)))
}

// A biffRun says from which character on a text has a font.
type biffRun struct{ at, font int }

// text reads a text whose length takes one or two bytes ([MS-XLS] 2.5.293,
// 2.5.294), with its runs.
func (d *biffBytes) text(length int) (string, []biffRun) {
	flags := d.u8()
	runs, ext := 0, 0
	if flags&8 != 0 {
		runs = d.u16()
	}
	if flags&4 != 0 {
		ext = d.u32()
	}
	s := d.chars(length, flags&1 != 0)
	var list []biffRun
	for range runs {
		if d.short {
			break
		}
		list = append(list, biffRun{d.u16(), d.u16()})
	}
	d.skip(ext)
	return s, list
}
