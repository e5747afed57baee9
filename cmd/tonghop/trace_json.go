package main

import (
	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/gsheets"
)

// The JSON form of a proof. Its names are relied on by other tools; fields may
// be added.

type proofJSON struct {
	Unit        string        `json:"unit"`
	Day         calendar.Day  `json:"day"`
	Indicator   string        `json:"indicator"`
	AsOf        string        `json:"as_of"`
	Value       *int64        `json:"value"` // null: nothing is counted
	Basis       string        `json:"basis"`
	Held        bool          `json:"held,omitempty"`
	CarriedFrom calendar.Day  `json:"carried_from,omitzero"`
	Terms       []termJSON    `json:"terms,omitempty"`
	Cell        *cellJSON     `json:"cell,omitempty"`
	Month       sumJSON       `json:"month"`
	Year        sumJSON       `json:"year"`
	Entries     []entryJSON   `json:"entries,omitempty"`
	Sources     []sourceJSON  `json:"sources"`
	Standing    *standingJSON `json:"standing"` // null: no report was owed
	Findings    []findingJSON `json:"findings"`
	Reports     []string      `json:"issued,omitempty"` // the numbers of the reports that count it
}

type cellJSON struct {
	Source string `json:"source"`
	Tab    string `json:"tab"`
	Cell   string `json:"cell"`
	Link   string `json:"link,omitempty"`
}

type termJSON struct {
	Indicator string `json:"indicator"`
	Sign      int64  `json:"sign"`
	Value     *int64 `json:"value"`
}

type sumJSON struct {
	Period       string `json:"period"`
	Value        *int64 `json:"value"`
	StatedDays   int    `json:"stated_days"`
	ExpectedDays int    `json:"expected_days"`
}

type entryJSON struct {
	ID       int64  `json:"id"`
	Kind     string `json:"kind"`
	Value    *int64 `json:"value"`
	Received string `json:"received"`
	By       string `json:"by"`
	At       string `json:"at"`
	Reason   string `json:"reason"`
	Stands   bool   `json:"stands"`
	UndoneBy int64  `json:"undone_by,omitempty"`
}

type sourceJSON struct {
	Source   string       `json:"source"`
	InEffect bool         `json:"in_effect"`
	Versions []sayingJSON `json:"versions"`
	Looks    []lookJSON   `json:"looks"`
}

type sayingJSON struct {
	Kind     string    `json:"kind"`
	Value    *int64    `json:"value"`
	Cell     *cellJSON `json:"cell,omitempty"`
	Asked    string    `json:"asked"`
	Answered string    `json:"answered"`
	Until    string    `json:"until,omitempty"`
}

type lookJSON struct {
	Asked    string `json:"asked"`
	Answered string `json:"answered"`
	Fault    string `json:"fault,omitempty"`
	Present  bool   `json:"present"`
	Value    *int64 `json:"value"`
}

type standingJSON struct {
	Status    string `json:"status"`
	Due       string `json:"due"`
	NotSeenAt string `json:"not_seen_at,omitempty"`
	SeenAt    string `json:"seen_at,omitempty"`
	Fault     string `json:"fault,omitempty"`
	Reason    string `json:"reason,omitempty"`
}

type findingJSON struct {
	ID         string `json:"id"`
	Code       string `json:"code"`
	Severity   string `json:"severity"`
	Raw        string `json:"raw,omitempty"`
	Message    string `json:"message"`
	Since      string `json:"since"`
	AcceptedBy string `json:"accepted_by,omitempty"`
}

func (w witness) json() proofJSON {
	p := proofJSON{
		Unit: w.Unit.ID, Day: w.Day, Indicator: w.Indicator.ID, AsOf: w.instant(w.AsOf),
		Value: stated(w.Count), Basis: string(w.Basis), Held: w.Held, CarriedFrom: w.CarriedFrom,
		Cell: cellOf(w.Origin), Month: sumOf(w.InMonth, w.Month), Year: sumOf(w.InYear, w.Year),
		Sources: []sourceJSON{}, Findings: []findingJSON{},
	}
	for _, t := range w.Terms {
		p.Terms = append(p.Terms, termJSON{t.Indicator.ID, t.Sign, stated(t.Count)})
	}
	for i := range w.Entries {
		p.Entries = append(p.Entries, w.entryJSON(&w.Entries[i]))
	}
	for i := range w.Sources {
		p.Sources = append(p.Sources, w.sourceJSON(&w.Sources[i]))
	}
	if st := w.Standing; st != nil {
		p.Standing = &standingJSON{string(st.Status), w.instant(st.Due), w.instant(st.NotSeenAt), w.instant(st.SeenAt), string(st.Fault), st.Reason}
	}
	for i := range w.Findings {
		f := &w.Findings[i]
		j := findingJSON{ID: f.ID(), Code: f.Code, Severity: string(f.Severity), Raw: w.Messages.Shown(f.Raw), Message: w.sentence(f), Since: w.instant(f.Since)}
		if f.Accepted != nil {
			j.AcceptedBy = f.Accepted.By
		}
		p.Findings = append(p.Findings, j)
	}
	for _, r := range w.Reports {
		p.Reports = append(p.Reports, r.Number)
	}
	return p
}

func (w witness) entryJSON(e *explain.EntryProof) entryJSON {
	j := entryJSON{e.ID, string(e.Manner), stated(e.Value), w.instant(e.Received), e.By, w.instant(e.At), e.Reason, e.Stands, 0}
	if e.UndoneBy != nil {
		j.UndoneBy = e.UndoneBy.ID
	}
	return j
}

func (w witness) sourceJSON(s *explain.SourceProof) sourceJSON {
	j := sourceJSON{Source: s.Source, InEffect: s.InEffect, Versions: []sayingJSON{}, Looks: []lookJSON{}}
	for i := range s.Sayings {
		said := &s.Sayings[i]
		v := sayingJSON{Kind: string(said.Kind), Asked: w.instant(said.Asked), Answered: w.instant(said.Answered), Until: w.instant(said.Until)}
		if said.Figure.Cell != "" {
			v.Value = &said.Figure.Value
			v.Cell = cellOf(office.Origin{Source: s.Source, Tab: said.Figure.Tab, TabID: said.Figure.TabID, Cell: said.Figure.Cell})
		}
		j.Versions = append(j.Versions, v)
	}
	for _, l := range s.Looks {
		v := lookJSON{Asked: w.instant(l.Asked), Answered: w.instant(l.Answered), Present: l.Present, Value: stated(l.Figure)}
		if l.Fault != nil {
			v.Fault = string(l.Fault.Code)
		}
		j.Looks = append(j.Looks, v)
	}
	return j
}

func stated(c office.Count) *int64 {
	if !c.Stated {
		return nil
	}
	return &c.N
}

func cellOf(o office.Origin) *cellJSON {
	if o.Cell == "" {
		return nil
	}
	return &cellJSON{o.Source, o.Tab, o.Cell, gsheets.Link(o)}
}

func sumOf(p calendar.Period, s report.Sum) sumJSON {
	return sumJSON{p.Name, stated(s.Count), s.StatedDays, s.ExpectedDays}
}
