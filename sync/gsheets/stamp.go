package gsheets

import (
	"encoding/binary"
	"encoding/json"
	"hash/fnv"
	"math"
)

// Developer metadata of our tabs: which tab of the book it is, and what we
// last wrote there.
const (
	keyTab   = "tonghop.tab"
	keyStamp = "tonghop.stamp"
)

// maxBlocks bounds a stamp: two hashes a block in base 64 take 11 characters,
// and Google keeps 30,000 characters of metadata a tab.
const maxBlocks = 2000

// A stamp says what was last written to a tab. It is written in the same batch
// as the cells, so it is never ahead of them. It tells edits by hand from our
// own outdated figures, and saves sending formats that stand.
type stamp struct {
	Version int    `json:"v"`
	Title   string `json:"title"` // of the tab in the book
	Given   string `json:"given"` // the title that we gave it
	Rows    int    `json:"rows"`
	Cols    int    `json:"cols"`
	// Block is how many rows share a hash: one, but for very long tabs.
	Block  int    `json:"block"`
	Values []byte `json:"values"`
	Styles []byte `json:"styles"`
	Layout string `json:"layout"`
	// Unfinished marks a tab whose cells are being written in several batches:
	// the extent counts, the hashes do not.
	Unfinished bool `json:"unfinished,omitempty"`
}

const stampVersion = 1

func stampOf(r *rendered, given string) stamp {
	s := stamp{Version: stampVersion, Title: r.tab.Title, Given: given, Rows: r.rows, Cols: r.cols, Layout: r.layout}
	s.Block = max((r.rows+maxBlocks-1)/maxBlocks, 1)
	for at := 0; at < r.rows; at += s.Block {
		end := min(at+s.Block, r.rows)
		s.Values = binary.BigEndian.AppendUint32(s.Values, hashValues(r.values[at:end]))
		s.Styles = binary.BigEndian.AppendUint32(s.Styles, hashStyles(r.styles[at:end]))
	}
	return s
}

// parseStamp reads a stamp. One that is damaged, or of another version, is no
// stamp: then everything is written.
func parseStamp(text string) (stamp, bool) {
	var s stamp
	if json.Unmarshal([]byte(text), &s) != nil || s.Version != stampVersion ||
		s.Rows < 0 || s.Rows > maxSlots || s.Cols < 0 || s.Cols > maxSlots || s.Block < 1 {
		return stamp{}, false
	}
	blocks := (s.Rows + s.Block - 1) / s.Block
	if !s.Unfinished && (len(s.Values) != 4*blocks || len(s.Styles) != 4*blocks) {
		return stamp{}, false
	}
	return s, true
}

func (s stamp) String() string {
	raw, err := json.Marshal(s)
	if err != nil { // a struct of plain fields always has a JSON form
		return ""
	}
	return string(raw)
}

// known reports whether the stamp has hashes for the block that begins at a
// row, and gives the block's end and its hashes.
func (s stamp) known(row int) (end int, values, styles uint32, ok bool) {
	if s.Unfinished || row >= s.Rows || row%s.Block != 0 {
		return 0, 0, 0, false
	}
	at := 4 * (row / s.Block)
	return min(row+s.Block, s.Rows), binary.BigEndian.Uint32(s.Values[at:]), binary.BigEndian.Uint32(s.Styles[at:]), true
}

// hashValues identifies rows of values, whatever blanks they end in.
func hashValues(rows [][]value) uint32 {
	h := fnv.New32a()
	var buf []byte
	for _, row := range rows {
		n := len(row)
		for n > 0 && row[n-1] == (value{}) {
			n--
		}
		buf = buf[:0]
		for _, v := range row[:n] {
			buf = append(buf, v.kind)
			buf = binary.AppendUvarint(buf, uint64(len(v.text)))
			buf = append(buf, v.text...)
			buf = binary.BigEndian.AppendUint64(buf, math.Float64bits(v.number))
		}
		h.Write(binary.AppendUvarint(buf, uint64(n)))
	}
	return h.Sum32()
}

func hashStyles(rows []uint32) uint32 {
	h := fnv.New32a()
	var buf [4]byte
	for _, n := range rows {
		binary.BigEndian.PutUint32(buf[:], n)
		h.Write(buf[:])
	}
	return h.Sum32()
}
