package reports

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/official"
)

// formKey is the key of a kind of report under report.forms and
// report.letterheads: its period's kind, else its name.
func formKey(k official.Kind) string {
	if k.Period != "" {
		return string(k.Period)
	}
	return k.Name
}

// form gives the form of a period's report, or the one asked for by name or as
// a file: the office's own, where the configuration names one, else that of
// the templates.
func (w Writer) form(period calendar.PeriodKind, want, ending string) (official.Kind, official.Form, error) {
	kind := official.KindFor(period)
	if strings.EqualFold(filepath.Ext(want), ending) {
		data, err := os.ReadFile(want)
		if err != nil {
			return kind, official.Form{}, app.Usage(fmt.Errorf("reading the form: %w", err), "name a form of tonghop forms list, or an "+ending+" file")
		}
		return kind, official.Form{Name: kind.Name, Data: data}, nil
	}
	if want != "" {
		known := append(official.Kinds(), official.Papers()...)
		i := slices.IndexFunc(known, func(k official.Kind) bool { return k.Name == want })
		if i < 0 {
			return kind, official.Form{}, app.Usage(fmt.Errorf("there is no form %q", want), "see tonghop forms list")
		}
		kind = known[i]
	}
	if ending == Word && !official.HasWord(kind) {
		return kind, official.Form{}, app.Usage(fmt.Errorf("the form %q is no document for Word", want), "leave out --docx")
	}
	from, data, err := w.FormData(kind, ending)
	if err != nil {
		return kind, official.Form{}, app.Failure(fmt.Errorf("reading the form %s: %w", from, err), "see report.forms and report.templates in the configuration")
	}
	return kind, official.Form{Name: kind.Name, Data: data}, nil
}

// The endings of the two documents of a report.
const Workbook, Word = ".xlsx", ".docx"

// FormData is the form of one of a report's documents and where it comes from.
func (w Writer) FormData(k official.Kind, ending string) (from string, data []byte, err error) {
	if own := w.Config.Report.Forms[formKey(k)]; own != "" && strings.EqualFold(filepath.Ext(own), ending) {
		data, err = os.ReadFile(own)
		return own, data, err
	}
	from = formPath(w.profile(), k, ending)
	data, err = fs.ReadFile(w.Templates, from)
	return from, data, err
}

func formPath(p office.Profile, k official.Kind, ending string) string {
	return path.Join("forms", string(p), k.Name+ending)
}

// profile is the guidance that documents follow: that of the Youth Union unless
// the configuration says otherwise.
func (w Writer) profile() office.Profile {
	if p := w.Programme.Letterhead.Profile; p != "" {
		return p
	}
	return office.ProfileDoan
}

// headed is the report under the heading of its form and recipient.
func (w Writer) headed(r *report.Report, k official.Kind, to string) (*report.Report, error) {
	if _, ok := w.Config.Report.Letterheads[to]; to != "" && !ok {
		return nil, app.Usage(fmt.Errorf("there is no recipient %q", to), "name it under report.letterheads in the configuration")
	}
	p, headed := *r.Programme, *r
	p.Letterhead = w.Config.Report.Letterhead(p.Letterhead, formKey(k), to)
	headed.Programme = &p
	return &headed, nil
}

// reportFile is the name of a report's file in the folder of reports, without its
// ending: bao-cao-quy-2020-2; of another form so-ket-6-thang-2020-1. It tells the
// guidance where that is not the Youth Union's, and that figures may still come.
func reportFile(p calendar.Period, form, to string, profile office.Profile, provisional bool) string {
	own := official.KindFor(p.Kind).Name
	name := strings.TrimPrefix(own, "bao-cao-") + "-" + strings.NewReplacer("Q", "", "H", "").Replace(p.Name)
	if p.Kind == calendar.KindNamed {
		name = p.Name
	}
	prefix := form
	if form == own {
		prefix = "bao-cao"
	}
	if to != "" {
		name += "-" + to
	}
	if profile == office.ProfileND30 {
		name += "-nd30"
	}
	if provisional {
		name += "-so-bo"
	}
	return prefix + "-" + name
}

// MonthFiles is the pattern of the names of a month's reports; "*" stands for any
// month. What follows the month is the file's state.
func MonthFiles(month string) string {
	return reportFile(calendar.Period{Kind: calendar.KindMonth, Name: month}, official.KindFor(calendar.KindMonth).Name, "", "", false) + "*" + Workbook
}

// Only picks one period, whatever the windows.
func Only(p calendar.Period) func(calendar.Windows) (calendar.Period, error) {
	return func(calendar.Windows) (calendar.Period, error) { return p, nil }
}
