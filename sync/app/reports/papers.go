package reports

import (
	"errors"
	"fmt"
	"slices"

	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/official"
)

// isPaper reports whether a form is one of those for Word alone.
func isPaper(form string) bool {
	return slices.ContainsFunc(official.Papers(), func(k official.Kind) bool { return k.Name == form })
}

// papers are the documents of a paper that goes with a period: one, or one a
// unit.
func (w Writer) papers(r *report.Report, a Request, v official.Variant) []maker {
	refuse := func(err error) []maker {
		return []maker{func() (string, []byte, error) { return "", nil, err }}
	}
	switch {
	case a.Form == official.PaperReminder && !official.Missed(r):
		return refuse(app.Usage(fmt.Errorf("report %s: no unit has a day that is proved to be unreported", r.Window.Period.Key()), "there is nobody to remind"))
	case a.Form != official.PaperUnit:
		return []maker{func() (string, []byte, error) {
			data, name, err := w.PrintWord(r, a, v)
			return name, data, err
		}}
	case a.To != "":
		return refuse(app.Usage(errors.New("report: --to does not go with a unit's own report"), "it is addressed to the office"))
	}
	var all []maker
	for i := range r.Window.Lines {
		u := r.Window.Lines[i].Unit
		if a.Unit == "" || a.Unit == u.ID {
			all = append(all, func() (string, []byte, error) { return w.ofUnit(r, u, v) })
		}
	}
	if len(all) == 0 {
		return refuse(app.Usage(fmt.Errorf("report: there is no unit %q in %s", a.Unit, r.Window.Period.Name), "name it as units: in the configuration does"))
	}
	return all
}

// ofUnit makes one unit's own report.
func (w Writer) ofUnit(r *report.Report, u *office.Unit, v official.Variant) (name string, data []byte, err error) {
	own, ok := r.OfUnit(u.ID)
	if !ok {
		return "", nil, fmt.Errorf("unit %s has no line in the report", u.ID)
	}
	kind, form, err := w.form(r.Window.Period.Kind, official.PaperUnit, Word)
	if err != nil {
		return "", nil, err
	}
	p := *own.Programme
	p.Letterhead = official.UnitHead(w.Config.Report.Letterhead(p.Letterhead, formKey(kind), ""), u)
	own.Programme = &p
	if data, err = official.Render(form, own, v); err != nil {
		return "", nil, app.Failure(fmt.Errorf("filling the form %s: %w", form.Name, err), "mend the form's paragraph in Word (tonghop forms check FILE), or remove your own form to use the built-in one")
	}
	return reportFile(r.Window.Period, form.Name, u.ID, w.profile(), v.Provisional) + Word, data, nil
}
