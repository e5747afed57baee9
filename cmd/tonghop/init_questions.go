package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/sync/app"
	"tonghop/sync/app/setup"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
)

// askOffice asks what the letterhead and the programme Need, as far as no flag
// said it.
func (n *opening) askOffice(ctx context.Context) (err error) {
	n.say("init.welcome", "file", n.config)
	for _, q := range []struct {
		flag string
		to   *string
	}{{"office", &n.starter.Issuer}, {"superior", &n.starter.Superior}, {"place", &n.starter.Place}, {"title", &n.starter.Title}} {
		if n.given(q.flag) {
			continue
		}
		if *q.to, err = n.ask(ctx, "", "init.ask."+q.flag); err != nil {
			return err
		}
	}
	for n.starter.Starts == 0 {
		if n.starter.Starts, err = n.askDay(ctx); err != nil {
			return err
		}
	}
	return nil
}

// askDay asks for the first day; 0 is none, which has been told.
func (n *opening) askDay(ctx context.Context) (calendar.Day, error) {
	now, _, err := n.clock()
	if err != nil {
		return 0, err
	}
	location, err := time.LoadLocation(config.DefaultTimezone)
	if err != nil {
		return 0, fmt.Errorf("init: %w", err)
	}
	today := calendar.DayOf(now().In(location))
	answer, err := n.ask(ctx, today.String(), "init.ask.starts")
	if err != nil {
		return 0, err
	}
	day, err := calendar.ParseDay(answer)
	if err != nil {
		n.say("init.bad-day", "raw", answer)
		return 0, nil
	}
	return day, nil
}

// askProfile asks what kind of office it is, where neither a flag nor a province
// says.
func (n *opening) askProfile(ctx context.Context) error {
	n.roll.Starts = n.starter.Starts
	if n.profile != "" {
		return nil
	}
	usual := 1
	if n.starter.Starts >= calendar.Date(2025, 7, 1) {
		usual = 2
	}
	for {
		answer, err := n.ask(ctx, strconv.Itoa(usual), "init.ask.profile")
		if err != nil {
			return err
		}
		if i, err := strconv.Atoi(answer); err == nil && i >= 1 && i <= len(config.Profiles) {
			n.profile = config.Profiles[i-1]
			return nil
		}
		n.say("init.bad-profile", "raw", answer)
		if n.ended {
			n.profile = config.Profiles[usual-1]
			return nil
		}
	}
}

// askUnits asks for one unit after another where no list was named.
func (n *opening) askUnits(ctx context.Context) error {
	if n.list == "" && n.roll.Province != nil {
		n.roll.AddAll()
		return nil
	}
	for n.list == "" && !n.ended {
		number := len(n.roll.Units) + 1
		name, err := n.ask(ctx, "", "init.ask.unit", "n", strconv.Itoa(number))
		if err != nil {
			return err
		}
		if name == "" {
			break
		}
		name, link, pasted := strings.Cut(name, "\t") // two columns of a spreadsheet
		if other := n.roll.Named(name); other > 0 {
			n.say("init.named", "name", name, "n", strconv.Itoa(other))
			continue
		}
		if !pasted {
			if link, err = n.ask(ctx, "", "init.ask.link", "name", name); err != nil {
				return err
			}
		}
		if !n.roll.Add(setup.Typed(number, name, link)) {
			for _, text := range n.roll.Faults {
				fmt.Fprintln(n.w, "  ! "+text)
			}
			n.roll.Faults = nil
		}
	}
	if len(n.roll.Units) == 0 {
		return app.Usage(errors.New("init: no unit was named"), "answer with one unit after another, or give a list: tonghop init --from units.csv")
	}
	return nil
}

// remote reports whether any unit's figures stand, or may yet stand, in Google.
func (n *opening) remote() bool {
	return slices.ContainsFunc(n.roll.Units, func(u setup.Unit) bool { return u.Source == "" || isLink(u.Source) })
}

// linked reports whether any unit's figures stand in Google.
func (n *opening) linked() bool {
	return slices.ContainsFunc(n.roll.Units, func(u setup.Unit) bool { return isLink(u.Source) })
}

func isLink(ref string) bool {
	_, link := gsheets.ParseRef(ref)
	return link
}

// byLink is what stands for no account in place of a key file: sheets that
// anybody with their link may open are read by the link alone.
const byLink = "link"

// askCredentials asks for the key file and takes the address from it.
func (n *opening) askCredentials(ctx context.Context) (err error) {
	if n.starter.Endpoint != "" && n.credentials != byLink || !n.linked() {
		return nil
	}
	asked := !n.given("credentials")
	for {
		if asked {
			if n.credentials, err = n.ask(ctx, "", "init.ask.credentials"); err != nil {
				return err
			}
		}
		switch n.credentials {
		case "":
			return nil
		case byLink:
			n.starter.Credentials = byLink
			return nil
		}
		google, err := gsheets.New(ctx, gsheets.Options{CredentialFiles: []string{n.credentials}, Now: time.Now})
		if err == nil {
			n.address = strings.Join(google.Accounts(ctx), ", ")
			n.starter.Credentials, err = fromConfig(n.config, n.credentials)
			return err
		}
		if !asked || n.ended {
			return app.Usage(fmt.Errorf("init: %w", err), "name the key file of a service account, as the Google Cloud Console gives it (docs/google.md)")
		}
		n.say("init.bad-credentials", "file", n.credentials, "why", err.Error())
	}
}

// fromConfig writes a path as the configuration names it: from its own folder
// where the file lies in or below it.
func fromConfig(configFile, path string) (string, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("init: %w", err)
	}
	dir, err := filepath.Abs(filepath.Dir(configFile))
	if err != nil {
		return "", fmt.Errorf("init: %w", err)
	}
	if near, err := filepath.Rel(dir, whole); err == nil && filepath.IsLocal(near) {
		return filepath.ToSlash(near), nil
	}
	return filepath.ToSlash(whole), nil
}
