package web

import (
	"errors"
	"net/url"
	"slices"

	"tonghop/model/calendar"
)

// A form asks for something to be done. The template "form" shows any of them.
type form struct {
	Action, Title, Intro, Button string
	Fields                       []field
	// Typed asks who decides; otherwise Person does, who is signed in.
	Typed  bool
	Person string
	Reason string
	Why    string // what to write as the reason, as an example
	// Plain asks for no reason.
	Plain bool
}

// A field is one thing to fill in. Kind is that of the input (text, date,
// number, datetime-local, file, hidden), or select, or checks for several of its
// options, or static for what is only told.
type field struct {
	Kind, Name, Label, Help, Value string
	Min, Max                       string
	Required                       bool
	Options                        []option
}

type option struct {
	Value, Label string
	Chosen       bool
}

// form gives a form its who and why, and fills in what was sent before.
func (v *view) form(f form, sent url.Values) form {
	f.Typed, f.Person = !v.visitor.signedIn, v.visitor.person
	if by := sent.Get("by"); by != "" && f.Typed {
		f.Person = by
	}
	f.Reason = sent.Get("reason")
	for i := range f.Fields {
		x := &f.Fields[i]
		if sent.Has(x.Name) {
			x.Value = sent.Get(x.Name)
		}
		for j := range x.Options {
			x.Options[j].Chosen = x.Options[j].Value == x.Value || x.Kind == "checks" && slices.Contains(sent[x.Name], x.Options[j].Value)
		}
	}
	return f
}

// Multipart tells that the form sends a file.
func (f form) Multipart() bool {
	return slices.ContainsFunc(f.Fields, func(x field) bool { return x.Kind == "file" })
}

// A formPage is a form by itself, with what was wrong when it was sent last.
type formPage struct {
	Error, Hint string
	Form        form
	Back        string
	File        *confirmation // the file that came along; nil for none
}

// A refusal is an error that the person who sent a form can mend. Its words
// stand in the catalogue under "refusal." + code, with what to do under
// ".hint" behind it.
type refusal interface {
	error
	Refused() (code string, pairs []string)
}

// refused puts a refusal into words; ok is false for other errors.
func (v *view) refused(err error) (why, hint string, ok bool) {
	var r refusal
	if !errors.As(err, &r) {
		return "", "", false
	}
	code, pairs := r.Refused()
	return v.text("refusal."+code, pairs...), v.text("refusal."+code+".hint", pairs...), true
}

// units are the choices of a field that names one, everyone first where all
// may be meant.
func (v *view) units(everyone bool) []option {
	var all []option
	if everyone {
		all = append(all, option{Value: "all", Label: v.text("decide.all-units")})
	}
	for i := range v.programme.Units {
		u := &v.programme.Units[i]
		all = append(all, option{Value: u.ID, Label: u.Name})
	}
	return all
}

// unitField names a unit: told where it is given, else chosen.
func (v *view) unitField(unit string, everyone bool) field {
	f := field{Kind: "select", Name: "unit", Label: v.text("book.unit"), Value: unit, Required: true}
	if u, ok := v.programme.Unit(unit); ok {
		f.Kind, f.Options = "static", []option{{Value: u.ID, Label: u.Name}}
		return f
	}
	f.Options = v.units(everyone)
	return f
}

// dayField asks for a day that has come.
func (v *view) dayField(name, label string, value calendar.Day, required bool) field {
	f := field{Kind: "date", Name: name, Label: label, Required: required, Max: v.Today.String()}
	if value != 0 {
		f.Value = value.String()
	}
	if v.programme.Starts != 0 {
		f.Min = v.programme.Starts.String()
	}
	return f
}

// receivedField asks when the office got to know.
func (v *view) receivedField() field {
	return field{Kind: "datetime-local", Name: "received", Label: v.text("web.form.received"), Help: v.text("web.form.received.help")}
}
