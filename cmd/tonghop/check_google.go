package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/gsheets"
)

// googleWalk goes the way to Google step by step, and says of the first thing that
// does not hold what to do about it: who asks, both interfaces, each sheet, and
// the consolidated book. It exits 1 where something does not hold.
func (k *checkup) googleWalk(ctx context.Context) error {
	if err := k.Reach(ctx); err != nil {
		k.say("google.key.bad", "why", err.Error())
		k.say("google.shell")
		return silent(1)
	}
	var links []string
	for _, ref := range k.Programme.Sources() {
		if _, link := gsheets.ParseRef(ref); link {
			links = append(links, ref)
		}
	}
	if k.Sources.Google == nil {
		k.say("google.unneeded")
		return nil
	}
	held := true
	if k.Sources.Google.ByLink() {
		k.say("google.nobody")
		k.say("google.shell")
	} else if held = k.walkAccount(ctx); !held {
		return silent(1)
	}
	for _, ref := range links {
		held = k.walkSheet(ctx, ref) && held
	}
	held = k.walkBook(ctx, k.Config.Consolidated.Target) && held
	held = k.walkBook(ctx, k.Config.Consolidated.Communes) && held
	if !held {
		return silent(1)
	}
	k.say("google.holds")
	return nil
}

// walkAccount tells who asks, and whether Drive answers at all.
func (k *checkup) walkAccount(ctx context.Context) bool {
	if _, _, err := k.Sources.Google.List(ctx); err != nil {
		return k.walked(ctx, "google.drive", "", err)
	}
	k.say("google.key", "addresses", orDash(strings.Join(k.Sources.Google.Accounts(ctx), ", ")))
	k.say("google.drive.good")
	return true
}

func (k *checkup) walkSheet(ctx context.Context, ref string) bool {
	var names []string
	for _, u := range k.Programme.UnitsOf(ref) {
		names = append(names, u.Name)
	}
	snap, err := k.Sources.Fetch(ctx, ref)
	if err == nil {
		_, err = snap.Decode()
	}
	return k.walked(ctx, "google.sheet", strings.Join(names, ", ")+"  "+ref, err)
}

// walkBook tells whether a book that is a spreadsheet may be written.
func (k *checkup) walkBook(ctx context.Context, ref string) bool {
	if _, link := gsheets.ParseRef(ref); !link {
		return true
	}
	may, err := k.Sources.Google.MayEdit(ctx, ref)
	if err == nil && !may {
		err = &office.Fault{Code: office.FaultReadOnly, Detail: "Drive says that we may not edit it"}
	}
	return k.walked(ctx, "google.book", ref, err)
}

// walked prints one step and reports whether it holds.
func (k *checkup) walked(ctx context.Context, step, what string, err error) bool {
	if err == nil {
		k.say("google.good", "step", k.Messages.Text(step), "what", what)
		return true
	}
	var f *office.Fault
	if !errors.As(err, &f) {
		f = &office.Fault{Code: office.FaultInternal, Detail: err.Error()}
	}
	key := "fault." + string(f.Code)
	k.say("google.bad", "step", k.Messages.Text(step), "what", what, "message", k.Messages.Text(key+".message"), "hint", k.Messages.Text(key+".hint"))
	switch f.Code {
	case office.FaultAPIDisabled:
		k.say("google.apis")
	case office.FaultNotShared, office.FaultReadOnly:
		k.say("google.share", "addresses", orDash(strings.Join(k.Sources.Google.Accounts(ctx), ", ")))
	}
	fmt.Fprintf(k.w, "      (%s)\n", f.Detail)
	return false
}

// googleOnly refuses what --google does not go with.
func (w checkWants) googleOnly(names []string) error {
	if w.google && (w.pins || w.account || len(names) > 0) {
		return app.Usage(errors.New("check: --google goes alone"), "it walks the way to Google for all sheets and the book")
	}
	return nil
}
