package notify

import (
	"bytes"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"text/template"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Bounds of what a message holds.
const (
	maxListed  = 3    // findings; of the others it says how many
	maxSubject = 200  // letters
	maxText    = 8000 // letters
)

// texts are the template of each kind.
var texts = map[Kind]string{
	BeforeDay: "before-day", BeforeMonth: "before-period", BeforeYear: "before-period", Findings: "findings",
	AfterDay: "after-day", Morning: "morning", AfterMonth: "after-period", AfterYear: "after-period", copied: "copy",
}

// copied is the text that the office copies into Zalo or reads out.
const copied Kind = "copy"

// Words puts notices into words. The texts are templates that the office edits,
// reminders/NAME.LANGUAGE.txt: the first line is the subject, the rest after a
// blank line the text.
type Words struct {
	Programme *office.Programme
	Messages  office.Messages
	// Link gives the address of a cell, "" where there is none; nil for none.
	Link      func(office.Origin) string
	templates map[Kind]*template.Template
}

// NewWords reads the templates of the catalogue's language from the templates'
// folder, and tries each with an example, so that a slip in one is found before
// it is needed.
func NewWords(fsys fs.FS, p *office.Programme, m office.Messages, link func(office.Origin) string) (*Words, error) {
	w := &Words{Programme: p, Messages: m, Link: link, templates: map[Kind]*template.Template{}}
	for kind, name := range texts {
		name := "reminders/" + name + "." + m.Lang + ".txt"
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("reading the reminders' texts: %w", err)
		}
		t, err := template.New(name).Option("missingkey=error").Parse(strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n"))
		if err != nil {
			return nil, fmt.Errorf("reading the reminders' texts: %w", err)
		}
		w.templates[kind] = t
		if _, _, err := w.fill(kind, example()); err != nil {
			return nil, fmt.Errorf("reading the reminders' texts: %w; a text may name %s", err, mayName())
		}
	}
	return w, nil
}

// mayName lists what a template may name.
func mayName() string {
	var all []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[view]()) {
		all = append(all, "."+f.Name)
	}
	return strings.Join(all, " ")
}

// Write gives a notice's subject, which is one line, and its text, both within
// its channel's limit. Where that is short, fewer findings are listed and the
// more are counted; what is too long even so is shortened with a note. A unit's
// letter keeps its closing then. A digest is cut at its end, where the units
// are that stand best: what follows a gap could be read as of the group before.
func (w *Words) Write(n *Notice) (subject, text string, err error) {
	limit, v := n.Channel.limit(), w.view(n)
	for {
		subject, text, err = w.fill(n.Kind, v)
		fits := func(text string) bool { return limit.holds(whole(subject, text)) }
		switch last := len(v.Findings) - 1; {
		case err != nil || fits(text):
			return subject, text, err
		case last > 0:
			v.Findings, v.More = v.Findings[:last], v.More+1
		case n.Unit == nil:
			return subject, shorten(text, "", w.Messages.Text("notify.shortened"), fits), nil
		default:
			return subject, shorten(text, closing(text), w.Messages.Text("notify.shortened"), fits), nil
		}
	}
}

// Text is what the office may copy and send to a unit: the days that are
// missing or not usable among the standings, a day that is due still, and the
// unit's open errors that it has to mend itself. What is of other units in the two is left out. It is
// empty where the unit has nothing to be told.
func (w *Words) Text(unit string, standings []office.Standing, findings []record.OpenFinding) (string, error) {
	u, ok := w.Programme.Unit(unit)
	if !ok {
		return "", fmt.Errorf("writing to unit %s: there is none of that id", unit)
	}
	n := Notice{Unit: u}
	for _, st := range standings {
		switch {
		case st.Unit != unit:
		case st.Status.Failed():
			n.Standings = append(n.Standings, st)
		case st.Status == office.Pending:
			n.Period, n.Due = st.Period, st.Due.Add(-w.Programme.Deadlines.Grace)
		}
	}
	for _, f := range findings {
		if f.Unit == unit && f.Severity == office.SeverityError && f.Turn() == office.TurnCommune && f.Accepted == nil {
			n.Findings = append(n.Findings, f)
		}
	}
	if n.Due.IsZero() && len(n.Standings) == 0 && len(n.Findings) == 0 {
		return "", nil
	}
	_, text, err := w.fill(copied, w.view(&n))
	return cut(text, maxText), err
}

// fill executes a template and takes its first line for the subject.
func (w *Words) fill(kind Kind, v view) (subject, text string, err error) {
	var b bytes.Buffer
	if err := w.templates[kind].Execute(&b, v); err != nil {
		return "", "", fmt.Errorf("writing a reminder: %w", err)
	}
	whole := norm.NFC.String(b.String())
	if kind != copied {
		subject, whole, _ = strings.Cut(strings.TrimLeft(whole, "\n"), "\n")
	}
	subject, text = oneLine(subject), tidy(whole)
	if text == "" || kind != copied && subject == "" {
		return "", "", fmt.Errorf("writing a reminder: %s gives no subject or no text", w.templates[kind].Name())
	}
	return cut(subject, maxSubject), text, nil
}

// oneLine makes one line of a text, without signs that are none.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// tidy ends each line where its words end, keeps one blank line of several, and
// leaves out signs that are none.
func tidy(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		line = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\t' {
				return -1
			}
			return r
		}, line)
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func cut(s string, letters int) string {
	if r := []rune(s); len(r) > letters {
		return string(r[:letters-1]) + "…"
	}
	return s
}

// clock writes an instant without its day where that is the period's own.
func (w *Words) clock(t time.Time, of calendar.Period) string {
	t = t.In(w.Programme.Location)
	if d := calendar.DayOf(t); of.First != d || of.Last != d {
		return t.Format("15:04") + " " + d.Short()
	}
	return t.Format("15:04")
}

// due writes a due instant as the office says it; midnight is the end of the
// day before.
func (w *Words) due(t time.Time, of calendar.Period) string {
	t = t.In(w.Programme.Location)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return w.Messages.Text("notify.end-of", "day", (calendar.DayOf(t) - 1).Short())
	}
	return w.clock(t, of)
}
