package reports

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tonghop/sync/app"
	"tonghop/sync/workbook"
)

// A Written is a document that was put under the folder of reports.
type Written struct {
	Path string
	// Edited is the file that bore its name and that somebody has changed since
	// it was written: it stands as it was, and the document has another name. ""
	// for none.
	Edited string
}

// lastWritten is the file beside the reports that remembers, by their names, the
// SHA-256 of what was written last.
const lastWritten = ".reports.json"

// editions bounds the names tried beside files that were edited.
const editions = 99

// keep puts a document under the folder of reports. What somebody has edited is
// the office's work and is never written over; the last good one stays where
// anything fails.
func (w Writer) keep(name string, data []byte) (Written, error) { return w.place(name, data, false) }

// place is keep, and of what is final writes over nothing but itself.
func (w Writer) place(name string, data []byte, final bool) (Written, error) {
	dir := w.Config.Report.Dir
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Written{}, app.Failure(fmt.Errorf("making the folder of reports: %w", err), "name another folder under report.dir")
	}
	known, err := readWritten(dir)
	if err != nil {
		return Written{}, app.Failure(fmt.Errorf("reading what was written last: %w", err), "give the right to read there")
	}
	var one Written
	own := name
	for n := 2; ; n++ {
		edited, err := changedSince(filepath.Join(dir, own), known[own], data, final)
		if err != nil {
			return one, app.Failure(fmt.Errorf("looking at the report that stands there: %w", err), "give the right to read there")
		}
		if !edited {
			break
		}
		if one.Edited == "" {
			one.Edited = filepath.Join(dir, own)
		}
		if n > editions {
			return one, app.Failure(fmt.Errorf("%s and %d editions of it were edited by hand", one.Edited, editions-1), "move those that are no longer needed elsewhere")
		}
		ending := filepath.Ext(name)
		own = fmt.Sprintf("%s-ban-%d%s", strings.TrimSuffix(name, ending), n, ending)
	}
	if one.Path, err = workbook.Put(filepath.Join(dir, own), data, w.Now()); err == nil {
		known[filepath.Base(one.Path)] = sumOf(data)
		err = writeWritten(dir, known, w)
	}
	if err != nil {
		return one, app.Failure(fmt.Errorf("writing the report: %w", err), "the last report stands as it was; make room or give the right to write there")
	}
	return one, nil
}

// changedSince reports whether a file stands there that is neither the very
// document that is to be written nor, unless that is final, what was written last.
func changedSince(path, last string, data []byte, final bool) (bool, error) {
	there, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && (final || sumOf(there) != last) && !bytes.Equal(there, data), err
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// readWritten reads what is remembered. Where it is lost or damaged nothing is,
// and every file that differs counts as edited.
func readWritten(dir string) (map[string]string, error) {
	known := map[string]string{}
	text, err := os.ReadFile(filepath.Join(dir, lastWritten))
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err == nil && json.Unmarshal(text, &known) != nil {
		return map[string]string{}, nil
	}
	return known, err
}

func writeWritten(dir string, known map[string]string, w Writer) error {
	text, err := json.MarshalIndent(known, "", "  ")
	if err != nil {
		return err
	}
	_, err = workbook.Put(filepath.Join(dir, lastWritten), append(text, '\n'), w.Now())
	return err
}
