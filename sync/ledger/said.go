package ledger

import (
	"encoding/json"
	"fmt"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// The stored forms of what is not figures. Their names are part of the file's
// format; fields may be added, and old ones keep their meaning.

type savedNote struct {
	Field string `json:"field"`
	Text  string `json:"text"`
	Tab   string `json:"tab,omitempty"`
	TabID int64  `json:"id,omitempty"`
	Cell  string `json:"cell,omitempty"`
}

func saveNote(n *office.Note) savedNote { return savedNote{n.Field, n.Text, n.Tab, n.TabID, n.Cell} }

type savedFinding struct {
	Unit      string            `json:"unit,omitempty"`
	Tab       string            `json:"tab,omitempty"`
	TabID     int64             `json:"id,omitempty"`
	Cell      string            `json:"cell,omitempty"`
	Code      string            `json:"code"`
	Severity  string            `json:"severity"`
	Raw       string            `json:"raw,omitempty"`
	Day       calendar.Day      `json:"day,omitzero"`
	Indicator string            `json:"indicator,omitempty"`
	Args      map[string]string `json:"args,omitempty"`
}

func saveFinding(f *office.Finding) savedFinding {
	return savedFinding{
		Unit: f.Unit, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell, Code: f.Code, Severity: string(f.Severity),
		Raw: f.Raw, Day: f.Day, Indicator: f.Indicator, Args: f.Args,
	}
}

func (s *savedFinding) finding(source string) office.Finding {
	return office.Finding{
		Unit:   s.Unit,
		Origin: office.Origin{Source: source, Tab: s.Tab, TabID: s.TabID, Cell: s.Cell},
		Code:   s.Code, Severity: office.Severity(s.Severity), Raw: s.Raw, Day: s.Day, Indicator: s.Indicator, Args: s.Args,
	}
}

type savedTable struct {
	TabID   int64         `json:"id,omitempty"`
	Layout  string        `json:"layout"`
	Header  office.Range  `json:"header"`
	First   calendar.Day  `json:"first,omitzero"`
	Last    calendar.Day  `json:"last,omitzero"`
	Units   []string      `json:"units"`
	Columns []savedColumn `json:"columns"`
}

type savedColumn struct {
	At        string `json:"at"`
	Header    string `json:"header"`
	Role      string `json:"role"`
	Indicator string `json:"indicator,omitempty"`
	How       string `json:"how,omitempty"`
}

func saveTable(t *office.Table) savedTable {
	s := savedTable{TabID: t.TabID, Layout: t.Layout, Header: t.Header, First: t.First, Last: t.Last, Units: t.Units}
	for _, c := range t.Columns {
		s.Columns = append(s.Columns, savedColumn(c))
	}
	return s
}

func (s *savedTable) table(tab string) office.Table {
	t := office.Table{
		Tab: tab, TabID: s.TabID, Layout: s.Layout, Header: s.Header, First: s.First, Last: s.Last, Units: s.Units,
	}
	for _, c := range s.Columns {
		t.Columns = append(t.Columns, office.Column(c))
	}
	return t
}

// toJSON writes v in the form in which it is stored.
func toJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// fromJSON reads what toJSON wrote.
func fromJSON(text string, v any) error {
	if err := json.Unmarshal([]byte(text), v); err != nil {
		return fmt.Errorf("%w: %.60q: %w", errUnreadable, text, err)
	}
	return nil
}
