package ledger

import (
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"reflect"
	"time"

	"tonghop/model/record"
)

// A field is a place that a column is read into and written from: a pointer to a
// string, a whole number, a bool, bytes, a hash or an instant, whose zero value
// is NULL. What a database does not take is escaped here, and instants become
// microseconds: cutting off what is less makes no look later than it was.
type field struct{ at any }

// Value implements driver.Valuer.
func (f field) Value() (driver.Value, error) {
	v, err := f.value()
	if s, ok := v.(string); ok {
		v = escape(s)
	}
	return v, err
}

// value is what the column says: nil, an int64, a string or bytes.
func (f field) value() (driver.Value, error) {
	switch p := f.at.(type) {
	case *[]byte:
		return append([]byte{}, *p...), nil // not NULL where it is empty
	case *bool:
		return bit(*p), nil
	case *record.Hash:
		return p[:], nil
	case *time.Time:
		if p.IsZero() {
			return nil, nil
		}
		return p.UnixMicro(), nil
	case **int64:
		if *p == nil {
			return nil, nil
		}
		return **p, nil
	}
	switch v := reflect.ValueOf(f.at).Elem(); v.Kind() {
	case reflect.String:
		return v.String(), nil
	case reflect.Int, reflect.Int32, reflect.Int64:
		return v.Int(), nil
	}
	return nil, fmt.Errorf("a column cannot be written from %T", f.at)
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// Scan implements sql.Scanner. A value of a kind that is never written is
// damage.
func (f field) Scan(src any) error {
	switch p := f.at.(type) {
	case *[]byte:
		b, ok := src.([]byte)
		*p = append([]byte{}, b...)
		return readable(ok, src)
	case *record.Hash:
		b, ok := src.([]byte)
		return readable(ok && copy(p[:], b) == len(p) && len(b) == len(p), src)
	case *time.Time:
		n, ok := src.(int64)
		if *p = (time.Time{}); ok {
			*p = time.UnixMicro(n).UTC()
		}
		return readable(ok || src == nil, src)
	case **int64:
		n, ok := src.(int64)
		if *p = nil; ok {
			*p = &n
		}
		return readable(ok || src == nil, src)
	case *bool:
		n, ok := src.(int64)
		*p = n == 1
		return readable(ok && n>>1 == 0, src)
	}
	return f.scanPlain(src)
}

func (f field) scanPlain(src any) error {
	v := reflect.ValueOf(f.at).Elem()
	switch v.Kind() {
	case reflect.String:
		s, ok := src.(string)
		v.SetString(unescape(s))
		return readable(ok, src)
	case reflect.Int, reflect.Int32, reflect.Int64:
		n, ok := src.(int64)
		v.SetInt(n)
		return readable(ok, src)
	}
	return fmt.Errorf("a column cannot be read into %T", f.at)
}

func readable(ok bool, src any) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%w: a value of kind %T", errUnreadable, src)
}

// encode appends a field in the form that digests are made over, which no store
// has a part in: its kind, its length and its bytes, before any escaping.
func (f field) encode(b []byte) []byte {
	v, err := f.value()
	if err != nil {
		panic(err) // a field of a kind that no table has
	}
	switch v := v.(type) {
	case int64:
		return binary.BigEndian.AppendUint64(append(b, 1), uint64(v))
	case []byte:
		return append(binary.BigEndian.AppendUint64(append(b, 2), uint64(len(v))), v...)
	case string:
		return append(binary.BigEndian.AppendUint64(append(b, 3), uint64(len(v))), v...)
	}
	return append(b, 0)
}
