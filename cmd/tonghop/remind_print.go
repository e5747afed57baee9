package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app/reminders"
	"tonghop/sync/notify"
)

// A reminderScreen shows reminders on a terminal.
type reminderScreen struct {
	*workplace
	w io.Writer
}

func (s *reminderScreen) say(key string, pairs ...string) {
	fmt.Fprintln(s.w, s.Messages.Text(key, pairs...))
}

// send sends what is due and tells what became of it.
func (s *reminderScreen) send(ctx context.Context) error {
	if !s.Config.Notify.On() {
		s.say("notify.off")
		return nil
	}
	r, err := reminders.New(s.Office)
	if err != nil {
		return err
	}
	agenda, err := r.Agenda(ctx)
	if err != nil {
		return err
	}
	s.passed(agenda.Passed)
	tally, err := r.Post.Deliver(ctx, agenda.Due)
	fmt.Fprintln(s.w, s.tallied(tally))
	if err != nil {
		return err
	}
	if tally[office.Refused]+tally[office.Unsent]+tally[office.Doubtful] > 0 {
		return silent(1) // the log has told of each
	}
	return nil
}

// rehearse shows what send would send, and sends nothing.
func (s *reminderScreen) rehearse(ctx context.Context) error {
	if !s.Config.Notify.On() {
		s.say("notify.off")
		return nil
	}
	r, err := reminders.New(s.Office)
	if err != nil {
		return err
	}
	agenda, err := r.Agenda(ctx)
	if err != nil {
		return err
	}
	if len(agenda.Due) == 0 {
		s.say("notify.none-due", "at", s.moment(s.Now()))
	} else {
		s.say("notify.due", "n", strconv.Itoa(len(agenda.Due)), "at", s.moment(s.Now()))
	}
	parcels, err := r.Words.Pack(agenda.Due)
	if err != nil {
		return err
	}
	for _, p := range parcels {
		var units []string
		for _, l := range p {
			units = append(units, s.addressee(l.Unit))
		}
		subject, text := r.Words.Compose(p)
		to := p[0].Channel
		s.say("notify.message", "kind", s.kind(p[0].Kind), "unit", strings.Join(units, ", "), "channel", to.Name(), "recipient", to.Recipient)
		fmt.Fprintf(s.w, "%s\n\n%s\n", subject, text)
	}
	s.passed(agenda.Passed)
	s.say("notify.dry")
	return nil
}

// passed tells who gets nothing, a line for each kind and reason.
func (s *reminderScreen) passed(all []notify.Pass) {
	type line struct {
		kind notify.Kind
		why  notify.Reason
	}
	var order []line
	units := map[line][]string{}
	for _, p := range all {
		l := line{p.Kind, p.Reason}
		if !slices.Contains(order, l) {
			order = append(order, l)
		}
		if p.Unit != nil && !slices.Contains(units[l], p.Unit.Name) {
			units[l] = append(units[l], p.Unit.Name)
		}
	}
	if len(order) > 0 {
		s.say("notify.passed")
	}
	for _, l := range order {
		key := "notify.passed.line"
		switch {
		case l.kind == "":
			key = "notify.passed.everything"
		case len(units[l]) == 0:
			key = "notify.passed.all"
		}
		s.say(key, "kind", s.kind(l.kind), "why", s.Messages.Text("notify.pass."+string(l.why)), "units", strings.Join(units[l], ", "))
	}
}

func (s *reminderScreen) kind(k notify.Kind) string {
	return s.Messages.Text("notify.kind." + string(k))
}

func (s *reminderScreen) addressee(u *office.Unit) string {
	if u == nil {
		return s.Messages.Text("notify.office")
	}
	return u.Name
}

// listedFor is how far back the list goes.
const listedFor = 30 * 24 * time.Hour

// list shows what was sent, what is doubtful first, the latest on top.
func (s *reminderScreen) list(ctx context.Context) error {
	all, err := s.Ledger.Reminders(ctx, s.Now().Add(-listedFor))
	if err != nil {
		return err
	}
	if len(all) == 0 {
		s.say("notify.listed.none")
		return nil
	}
	slices.Reverse(all)
	s.part("notify.listed.doubtful", all, func(r *office.Reminder) bool { return r.Outcome == office.Doubtful })
	s.part("notify.listed.others", all, func(r *office.Reminder) bool { return r.Outcome != office.Doubtful })
	return nil
}

func (s *reminderScreen) part(heading string, all []office.Reminder, in func(*office.Reminder) bool) {
	for i := range all {
		r := &all[i]
		if !in(r) {
			continue
		}
		if heading != "" {
			s.say(heading)
			heading = ""
		}
		u, _ := s.Programme.Unit(r.Unit)
		unit := s.addressee(u)
		if u == nil && r.Unit != "" {
			unit = r.Unit // of a unit that the configuration no longer has
		}
		kind, _, _ := strings.Cut(r.Key, "/")
		s.say("notify.listed", "at", s.moment(r.Marked), "unit", unit, "kind", s.kind(notify.Kind(kind)), "channel", r.Channel, "recipient", r.Recipient,
			"outcome", s.Messages.Text("notify.outcome."+string(r.Outcome)))
		if r.Why != "" {
			s.say("notify.why", "why", r.Why)
		}
	}
}
