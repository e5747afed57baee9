package setup

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
)

// AddressBook is the file beside the configuration in which the units' contacts
// stand, and nowhere else: no record, report or backup has them.
const AddressBook = "danh-ba.csv"

// WriteAddressBook writes the contacts that the list names into a new file, as
// Excel opens it; it reports whether there were any. A file that is there stays as
// it is, with an error that says so (fs.ErrExist).
func (r *List) WriteAddressBook(path string) (bool, error) {
	rows := [][]string{{"id", "tên đơn vị", "người liên hệ", "điện thoại"}}
	for i := range r.Units {
		if u := &r.Units[i]; u.Contact != "" || u.Phone != "" {
			rows = append(rows, []string{u.ID, u.Name, u.Contact, u.Phone})
		}
	}
	if len(rows) == 1 {
		return false, nil
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		return true, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return true, err
	}
	_, err = f.Write(b.Bytes())
	return true, errors.Join(err, f.Close())
}
