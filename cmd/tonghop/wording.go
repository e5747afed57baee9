package main

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/explain"
	"tonghop/model/office"
	"tonghop/model/record"
)

// sentences are findings in words, by their keys.
type sentences map[string]string

// words are the office's, in the language of the command.
func (o *workplace) words() explain.Wording {
	return explain.Wording{Programme: o.Programme, Messages: o.Messages}
}

// moment writes an instant as the office does: 16:40 24/6/2020.
func (o *workplace) moment(t time.Time) string { return o.words().Moment(t) }

// described says in a line what was decided. A finding is told in its sentence
// where that is at hand, and else by its code and place.
func (o *workplace) described(d *office.Decision, findings sentences) string {
	return o.words().Decision(d, findings[d.Finding])
}

func (o *workplace) short(indicator string) string { return o.words().Short(indicator) }

// sentences puts findings into words.
func (o *workplace) sentences(findings []record.OpenFinding) sentences {
	all := sentences{}
	for i := range findings {
		all[findings[i].Key()] = o.sentence(&findings[i])
	}
	return all
}

// sentence says what a finding is.
func (o *workplace) sentence(f *record.OpenFinding) string { return o.words().Sentence(&f.Finding) }

// due writes a due instant; midnight is the end of the day before.
func (o *workplace) due(t time.Time) string {
	t = t.In(o.Programme.Location)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return o.Messages.Text("decide.end-of", "day", (calendar.DayOf(t) - 1).Short())
	}
	return o.moment(t)
}

// periodName writes 2020-06 as "tháng 6/2020" and 2020 as "năm 2020".
func (o *workplace) periodName(name string) string { return o.words().Period(name) }

// status writes how a unit stands.
func (o *workplace) status(st *office.Standing) string {
	return o.Messages.Text("status." + string(st.Status))
}
