package main

import (
	"errors"
	"io"
	"strings"
	"testing"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/desk"
)

const nextMorning = "2020-06-24T09:00:00+07:00"

// proposing has the office propose to waive Xã An's 23 June, decision 1, as the
// page does, and then does something else at the same desk.
func proposing(t *testing.T, configFile string, then func(*desk.Desk) error) {
	t.Helper()
	o, err := (&flags{config: configFile, now: nextMorning, log: "error", command: "tonghop serve", stdout: io.Discard, stderr: io.Discard}).open(t.Context(), app.ToDecide)
	if err != nil {
		t.Fatal(err)
	}
	k := o.Desk(o.State)
	_, err = k.Propose(t.Context(), office.Ruling{By: "Lan", Reason: "mất điện"}, "an", "2020-06-23", "")
	if err := errors.Join(err, then(k), o.Close()); err != nil {
		t.Fatal(err)
	}
}

// decided gives a command's lines in one, and fails where it fails.
func decided(t *testing.T, configFile string, args ...string) string {
	t.Helper()
	code, stdout, stderr := tonghop(configFile, append(args, "--now", nextMorning, "--lang", "en")...)
	if code != 0 {
		t.Fatalf("%s ends with %d: %s", args[0], code, stderr)
	}
	return strings.Join(strings.Fields(stdout), " ")
}

func TestTheCommandsTellAndTakeBackAProposal(t *testing.T) {
	configFile := apptest.Small(t)
	proposing(t, configFile, func(*desk.Desk) error { return nil })
	if list := decided(t, configFile, "decisions"); !strings.Contains(list, "propose to excuse 23/6/2020, Xã An Lan: mất điện (waits for an approver)") {
		t.Errorf("the list says %s", list)
	}
	if said := decided(t, configFile, "undo", "1", "--by", "Bí thư", "--reason", "vẫn có điện"); !strings.Contains(said, "Taken back: propose to excuse 23/6/2020, Xã An") {
		t.Errorf("declining says %s", said)
	}
	if list := decided(t, configFile, "decisions"); !strings.Contains(list, "(taken back by decision 2)") || strings.Contains(list, "waits") {
		t.Errorf("the list says %s", list)
	}
}

func TestTheCommandsTellAConfirmedProposal(t *testing.T) {
	configFile := apptest.Small(t)
	proposing(t, configFile, func(k *desk.Desk) error {
		_, err := k.Confirm(t.Context(), office.Ruling{By: "Bí thư", Channel: office.ByPage}, "1")
		return err
	})
	list := decided(t, configFile, "decisions")
	for _, want := range []string{"Lan: mất điện (confirmed by decision 2)", "excuse 23/6/2020, Xã An (as proposed by decision 1) Bí thư, signed in: mất điện"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list says %s, want %s", list, want)
		}
	}
	code, _, stderr := tonghop(configFile, "undo", "1", "--by", "x", "--reason", "y", "--now", nextMorning)
	if code != 2 || !strings.Contains(stderr, "proposal 1 was confirmed already, by decision 2") {
		t.Errorf("taking back what was confirmed gives %d: %s", code, stderr)
	}
	if said := decided(t, configFile, "undo", "2", "--by", "Bí thư", "--reason", "nhầm"); !strings.Contains(said, "Now 0 of 1 reports of these days are excused.") {
		t.Errorf("taking the waiver back says %s", said)
	}
}
