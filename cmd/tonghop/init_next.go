package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
)

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
		n.say("init.share.text", "office", office, "address", address, "starts", n.starter.Starts.Short())
	}
	if len(without) > 0 {
		n.say("init.without-link", "n", strconv.Itoa(len(without)), "file", n.config)
		for _, name := range without {
			fmt.Fprintln(n.w, "    "+name)
		}
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
