package notify

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A planner gathers an agenda.
type planner struct {
	Situation
	now     time.Time // in the programme's zone
	today   calendar.Day
	errors  map[string][]record.OpenFinding // by unit: what it has to mend itself
	open    []record.OpenFinding
	told    map[string]bool            // by key, channel and recipient
	covered map[string]map[string]bool // by unit, channel and recipient: findings
	agenda  Agenda
}

func newPlanner(s Situation) *planner {
	p := &planner{Situation: s, now: s.Now.In(s.Programme.Location), errors: map[string][]record.OpenFinding{}, told: map[string]bool{}, covered: map[string]map[string]bool{}}
	p.today = calendar.DayOf(p.now)
	for _, f := range merge.Merge(s.Programme, s.State, s.Now).Findings {
		if f.Accepted != nil || f.Severity == office.SeverityNotice {
			continue
		}
		p.open = append(p.open, f)
		if f.Severity == office.SeverityError && f.Turn() == office.TurnCommune && f.Unit != "" {
			p.errors[f.Unit] = append(p.errors[f.Unit], f)
		}
	}
	for i := range s.Past {
		p.remember(&s.Past[i])
	}
	return p
}

// remember takes note of what was told before. Of several attempts the last
// one counts.
func (p *planner) remember(r *office.Reminder) {
	if r.Open() {
		return
	}
	to := r.Channel + "\x1f" + r.Recipient
	p.told[r.Key+"\x1f"+to] = true
	to = r.Unit + "\x1f" + to
	if p.covered[to] == nil {
		p.covered[to] = map[string]bool{}
	}
	for _, c := range r.Covers {
		p.covered[to][c] = true
	}
}

func (p *planner) wasTold(key string, c Channel) bool {
	return p.told[key+"\x1f"+c.Name()+"\x1f"+c.Recipient]
}

func (p *planner) pass(kind Kind, u *office.Unit, why Reason) {
	p.agenda.Passed = append(p.agenda.Passed, Pass{kind, u, why})
}

// untold are the unit's channels by which a key has not been told; none where
// it has none, or was told by all, which is noted.
func (p *planner) untold(kind Kind, u *office.Unit, key string) []Channel {
	channels := p.Contacts.Office
	if u != nil {
		channels = p.Contacts.Units[u.ID]
	}
	if len(channels) == 0 {
		p.pass(kind, u, NoContact)
		return nil
	}
	var left []Channel
	for _, c := range channels {
		if !p.wasTold(key, c) {
			left = append(left, c)
		}
	}
	if len(left) == 0 {
		p.pass(kind, u, Told)
	}
	return left
}

// fresh reports whether a source was read lately, and notes where it was not.
func (p *planner) fresh(kind Kind, u *office.Unit, source string) bool {
	looks := p.State.Seen[source]
	if len(looks) > 0 {
		switch last := looks[len(looks)-1]; {
		case p.Now.Sub(last.Asked) > p.Rules.Fresh || last.Asked.After(p.Now):
		case last.Fault != nil:
			p.pass(kind, u, Unreadable)
			return false
		default:
			return true
		}
	}
	p.pass(kind, u, Stale)
	p.stale(source)
	return false
}

func (p *planner) stale(source string) {
	if source != "" && !slices.Contains(p.agenda.Stale, source) {
		p.agenda.Stale = append(p.agenda.Stale, source)
	}
}

func (p *planner) send(channels []Channel, n Notice) {
	for _, c := range channels {
		n.Channel = c
		p.agenda.Due = append(p.agenda.Due, n)
	}
}

// known is the due instant as the units know it.
func (p *planner) known(due time.Time) time.Time { return due.Add(-p.Programme.Deadlines.Grace) }

// digest names a set of texts.
func digest(texts []string) string {
	sum := sha256.New()
	for _, t := range slices.Sorted(slices.Values(texts)) {
		sum.Write([]byte(t + "\x1e")) // a hash's Write never fails
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// counting is before the name of a finding that a message only counted.
const counting = "+"

// covers names the findings that a message tells of: those that it lists, which
// come first, and those that it counts.
func covers(findings []record.OpenFinding) []string {
	var all []string
	for i := range findings {
		name := coverOf(&findings[i])
		if i >= maxListed {
			name = counting + name
		}
		all = append(all, name)
	}
	return all
}

// coverOf names a finding as it stands now: one that reads differently is another.
func coverOf(f *record.OpenFinding) string { return digest([]string{f.Key(), "\x1d" + f.Raw}) }
