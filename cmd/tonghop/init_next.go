package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

// mostNamed is how many units without a link are named one by one.
const mostNamed = 12

// askToShare prints the text that asks the units to share their sheets, and
// who has no link yet.
func (n *opening) askToShare() {
	var without []string
	for _, u := range n.roll.Units {
		if u.Source == "" {
			without = append(without, u.Name)
		}
	}
	if n.remote() {
		address := n.address
		if address == "" {
			address = n.words.Text("init.share.address")
		}
		office := n.starter.Issuer
		if office == "" {
			office = n.words.Text("init.share.office")
		}
		n.say("init.share.title")
		text := "init.share.text"
		if n.address == "" && n.starter.Endpoint == "" {
			text = "init.share.open" // on the first day the links alone do
		}
		n.say(text, "office", office, "address", address, "starts", n.starter.Starts.Short())
	}
	if len(without) > 0 {
		n.say("init.without-link", "n", strconv.Itoa(len(without)), "file", n.config)
		for _, name := range without[:min(len(without), mostNamed)] {
			fmt.Fprintln(n.w, "    "+name)
		}
		if len(without) > mostNamed {
			fmt.Fprintln(n.w, "    …")
		}
	}
}

// account prints the text by which Google's Cloud Shell makes a service account,
// where there is none yet.
func (n *opening) account() {
	if n.remote() && n.address == "" && n.starter.Endpoint == "" {
		n.say("init.account")
		n.say("google.shell")
	}
}

// check runs tonghop check on what was written, where somebody can read it.
func (n *opening) check(c *cobra.Command) error {
	if n.unread {
		return nil
	}
	n.say("init.checking")
	doctor := newCheck(n.flags)
	doctor.SetContext(c.Context())
	if err := doctor.RunE(doctor, nil); err != nil {
		return fmt.Errorf("init: %s is written; checking it: %w", n.config, err)
	}
	return nil
}

// flagged is what commands need so as to find a configuration that does not
// stand where they look by themselves.
func (n *opening) flagged() string {
	if n.config == defaultConfig {
		return ""
	}
	return " --config " + n.config
}
