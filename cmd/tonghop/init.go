package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/sync/app"
	"tonghop/sync/app/setup"
	"tonghop/sync/config"
	"tonghop/sync/schedule"
	"tonghop/templates"
)

func newInit(f *flags) *cobra.Command {
	n := &opening{flags: f}
	c := &cobra.Command{
		Use:   "init",
		Short: "Write a first configuration from a few answers or a list of links",
		Long: `Asks for the office's name, the programme and the communes' spreadsheets, writes
a commented config.yaml, prints a text that asks the communes to share their
sheets, and then checks what can be read. A file that is there already is never
touched.

With --from the units come from a list with the heading name,link (the link blank
where it is still to come) and, where wanted, type, code, from, to, predecessor,
group, contact, phone and id, or the Vietnamese words for them: an .xlsx, or a CSV
file as Excel saves it ("CSV UTF-8" or "Unicode text"). Two columns copied from a
spreadsheet, names and links, need no heading; "--from -" reads them pasted. What is
wrong with any row is told at once, and then nothing is written.

With --province the communes are held against the table of today's that the program
carries, which knows their types, codes and predecessors; without a list all of that
province are written down, their links to follow.

Questions are in Vietnamese, or in English with --lang en. An empty answer takes
what stands in brackets; what a flag says is not asked.`,
		Example: "  tonghop init\n  tonghop init --from units.csv --credentials service-account.json\n" +
			"  tonghop init --province \"Đồng Nai\" --from units.xlsx\n" +
			"  tonghop init --from units.csv --endpoint http://127.0.0.1:9090   # rehearse with tonghop simulate",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			n.given = c.Flags().Changed
			return n.run(c)
		},
	}
	p := c.Flags()
	p.StringVar(&n.list, "from", "", "the `FILE` with the units: .csv or .xlsx with the heading name,link and what else is known of them; - for two columns pasted here")
	p.BoolVar(&n.roll.Shared, "shared", false, "several units may stand in one spreadsheet")
	p.StringVar(&n.profile, "profile", "", "what kind of office: district-2020, province-2025 (two tiers of government) or other; by the first day, unless said")
	p.StringVar(&n.province, "province", "", "the `PROVINCE` of the communes: without a list all of them, with one it is held against today's table")
	p.StringVar(&n.starter.Issuer, "office", "", "the office that issues the reports, as the letterhead has it")
	p.StringVar(&n.starter.Superior, "superior", "", "the office above it")
	p.StringVar(&n.starter.Place, "place", "", "the place in the report's date line")
	p.StringVar(&n.starter.Title, "title", "", "the programme's title")
	p.StringVar(&n.starts, "starts", "", "the first day on which a report is expected, such as 2020-06-01 (default: today)")
	p.StringVar(&n.credentials, "credentials", "", "the key `FILE` of a service account; link for none: sheets that anybody with the link may open are read by it alone")
	p.BoolVar(&n.unread, "no-check", false, "write the configuration and read no sheet")
	p.StringVar(&n.starter.Endpoint, "endpoint", "", "the `URL` of a local Google (tonghop simulate)")
	return c
}

// An opening is an office's first day with the program.
type opening struct {
	*flags
	*asker
	given       func(flag string) bool
	list        string
	starts      string
	profile     string
	province    string
	credentials string
	unread      bool // no sheet is read at the end
	roll        setup.List
	starter     config.Starter
	address     string // with which the sheets are to be shared; "" if not known
}

func (n *opening) run(c *cobra.Command) error {
	ctx := c.Context()
	if err := n.prepare(c); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{n.readList, n.askOffice, n.askProfile, n.askUnits, n.askCredentials} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if err := n.write(); err != nil {
		return err
	}
	n.say("init.written", "file", n.config, "n", strconv.Itoa(len(n.roll.Units)))
	n.writeContacts()
	n.askToShare()
	err := n.check(c)
	n.account()
	n.say("init.next", "config", n.flagged())
	return err
}

// writeContacts writes the office's address book, if the list named anybody.
func (n *opening) writeContacts() {
	path := filepath.Join(filepath.Dir(n.config), setup.AddressBook)
	switch some, err := n.roll.WriteAddressBook(path); {
	case errors.Is(err, fs.ErrExist):
		n.say("init.contacts.stand", "file", path)
	case err != nil:
		n.say("init.contacts.failed", "file", path, "why", err.Error())
	case some:
		n.say("init.contacts", "file", path)
	}
}

// prepare refuses what needs no question to be refused.
func (n *opening) prepare(c *cobra.Command) error {
	words, err := n.catalogue()
	if err != nil {
		return err
	}
	n.asker = &asker{w: n.stdout, words: words, in: c.InOrStdin()}
	n.roll.Words, n.starter.Language = words, words.Lang
	if _, err := os.Lstat(n.config); !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return app.Usage(fmt.Errorf("init: looking for %s: %w", n.config, err), "name another place with --config")
		}
		return app.Usage(fmt.Errorf("init: %s is there already and is not touched", n.config),
			"edit it and run tonghop check"+n.flagged()+", or have another one written with --config FILE")
	}
	if n.profile != "" && !slices.Contains(config.Profiles, n.profile) {
		return app.Usage(fmt.Errorf("init: --profile %s is none", n.profile), "it is one of "+strings.Join(config.Profiles, ", "))
	}
	if err := n.findProvince(); err != nil || n.starts == "" {
		return err
	}
	if n.starter.Starts, err = calendar.ParseDay(n.starts); err != nil {
		return app.Usage(fmt.Errorf("init: --starts: %w", err), "write it as year-month-day: --starts 2020-06-01")
	}
	n.roll.Starts = n.starter.Starts
	return nil
}

// findProvince finds the province that --province names.
func (n *opening) findProvince() error {
	if n.province == "" {
		return nil
	}
	p, near, err := setup.FindProvince(n.province)
	switch {
	case err != nil:
		return fmt.Errorf("init: %w", err)
	case p == nil && len(near) > 0:
		return app.Usage(fmt.Errorf("init: --province %q is none of today's 34", n.province), "did you mean "+strings.Join(near, ", ")+"?")
	case p == nil:
		return app.Usage(fmt.Errorf("init: --province %q is none of today's 34", n.province), "write its name, with or without Tỉnh or Thành phố")
	}
	n.roll.Province = p
	if n.profile == "" {
		n.profile = config.ProfileProvince2025
	}
	return nil
}

// readList reads the list that --from names. All that is wrong with it is told.
func (n *opening) readList(context.Context) error {
	if n.list == "" {
		return nil
	}
	read := func() error { return n.roll.Read(n.list) }
	if n.list == "-" {
		read = func() error { return n.roll.Take(n.in, "danh-sach") }
	}
	if err := read(); err != nil {
		return app.Usage(fmt.Errorf("init: reading the list: %w", err), "name a CSV file or an .xlsx with the heading name,link")
	}
	if len(n.roll.Faults) == 0 {
		return nil
	}
	for _, text := range n.roll.Faults {
		fmt.Fprintln(n.stderr, "tonghop: "+text)
	}
	fmt.Fprintln(n.stderr, "hint: "+n.words.Text("init.list.hint", "n", strconv.Itoa(len(n.roll.Faults))))
	return silent(2)
}

// write puts the configuration in its place once the config room accepts it.
func (n *opening) write() error {
	sample, err := fs.ReadFile(templates.Builtin(), "config.yaml")
	if err != nil {
		return fmt.Errorf("init: reading the sample configuration: %w", err)
	}
	n.starter.Units, n.starter.Profile = n.roll.Finish(), n.profile
	if n.profile == config.ProfileProvince2025 {
		counted, err := fs.ReadFile(templates.Builtin(), "catalogues/hai-cap-2025.yaml")
		if err != nil {
			return fmt.Errorf("init: reading the catalogue: %w", err)
		}
		_, entries, _ := strings.Cut(string(counted), "\nindicators:\n")
		n.starter.Catalogue = "indicators:\n" + entries
	}
	raw, err := config.Start(sample, n.starter)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	if _, err := config.Parse(raw, n.config, config.Options{CheckCron: schedule.Check}); err != nil {
		// Its lines are those of a file that is not there.
		return app.Usage(fmt.Errorf("init: these answers make no configuration: %v", err), "nothing was written; answer anew")
	}
	file, err := os.OpenFile(n.config, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return app.Failure(fmt.Errorf("init: writing the configuration: %w", err), "make its folder, or name another place with --config")
	}
	_, err = file.Write(raw)
	if err = errors.Join(err, file.Close()); err != nil {
		return app.Failure(fmt.Errorf("init: writing the configuration: %w", errors.Join(err, os.Remove(n.config))), "make room on the disk and run it again")
	}
	return nil
}
