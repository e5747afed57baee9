package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// roads says which rooms of the project each room may import, as prefixes. A
// room that is not listed here may import none, so a new room has to be
// thought about.
var roads = map[string][]string{
	"tonghop/model/calendar":                       {},
	"tonghop/model/office":                         below("calendar"),
	"tonghop/model/grid":                           {},
	"tonghop/model/reading":                        below("calendar", "office", "grid", "reading"),
	"tonghop/model/reading/spelling":               {},
	"tonghop/model/reading/unitname":               below("calendar", "office", "reading/spelling"),
	"tonghop/model/reading/meaning":                below("calendar", "office", "reading/spelling"),
	"tonghop/model/reading/people":                 below("office", "grid", "reading/spelling"),
	"tonghop/model/record":                         below("calendar", "office", "grid", "reading"),
	"tonghop/model/merge":                          below("calendar", "office", "record"),
	"tonghop/model/judge":                          below("calendar", "office", "record", "merge"),
	"tonghop/model/report":                         below("calendar", "office", "record", "merge", "judge"),
	"tonghop/model/explain":                        below("calendar", "office", "record", "merge", "judge", "report"),
	"tonghop/model/book":                           below("calendar", "office", "record", "merge", "judge", "report", "explain"),
	"tonghop/model/workbench":                      below("calendar", "office", "grid"),
	"tonghop/model/modeltest":                      below("calendar", "office", "record"),
	"tonghop/model/book/booktest":                  {"tonghop/model"},
	"tonghop/sync":                                 {},
	"tonghop/sync/round":                           {"tonghop/model"},
	"tonghop/sync/schedule":                        {"tonghop/model"},
	"tonghop/sync/gsheets":                         {"tonghop/model"},
	"tonghop/sync/gsheets/sheetsim":                {"tonghop/model", "tonghop/sync/gsheets/sheetsim/numfmt"},
	"tonghop/sync/gsheets/sheetsim/numfmt":         {},
	"tonghop/sync/gsheets/sheetsim/rehearse":       {"tonghop/model", "tonghop/sync/gsheets/sheetsim"},
	"tonghop/sync/workbook":                        {"tonghop/model", "tonghop/sync/workbook/cells"},
	"tonghop/sync/workbook/cells":                  {"tonghop/model"},
	"tonghop/sync/ledger":                          {"tonghop/model", "tonghop/sync/ledger/pack"},
	"tonghop/sync/ledger/pack":                     {"tonghop/model"},
	"tonghop/sync/ledger/ledgertest":               {"tonghop/model", "tonghop/sync/ledger"},
	"tonghop/sync/readings":                        {"tonghop/model"},
	"tonghop/sync/readings/internal/readerversion": {},
	"tonghop/sync/official":                        {"tonghop/model"},
	"tonghop/sync/official/internal/makeforms":     {"tonghop/model", "tonghop/sync/official"},
	"tonghop/sync/web":                             {"tonghop/model"},
	"tonghop/sync/registry":                        {"tonghop/model"},
	"tonghop/sync/desk":                            {"tonghop/model"},
	"tonghop/sync/notify":                          {"tonghop/model"},
	"tonghop/sync/config":                          {"tonghop/model"},
	"tonghop/sync/app":                             {"tonghop/model", "tonghop/sync/config", "tonghop/sync/desk", "tonghop/sync/gsheets", "tonghop/sync/ledger", "tonghop/sync/notify", "tonghop/sync/readings", "tonghop/sync/round", "tonghop/sync/schedule", "tonghop/sync/web", "tonghop/sync/workbook", "tonghop/templates"},
	"tonghop/sync/app/apptest":                     {"tonghop/sync/app", "tonghop/sync/notify"},
	"tonghop/sync/app/backups":                     {"tonghop/sync/app", "tonghop/sync/ledger", "tonghop/sync/schedule"},
	"tonghop/sync/app/reminders":                   {"tonghop/model", "tonghop/sync/app", "tonghop/sync/config", "tonghop/sync/gsheets", "tonghop/sync/notify", "tonghop/sync/round", "tonghop/sync/schedule"},
	"tonghop/sync/app/reports":                     {"tonghop/model", "tonghop/sync/app", "tonghop/sync/config", "tonghop/sync/gsheets", "tonghop/sync/official", "tonghop/sync/registry", "tonghop/sync/round", "tonghop/sync/schedule", "tonghop/sync/workbook"},
	"tonghop/sync/app/pages":                       {"tonghop/model", "tonghop/sync/app", "tonghop/sync/app/reports", "tonghop/sync/config", "tonghop/sync/gsheets", "tonghop/sync/notify", "tonghop/sync/official", "tonghop/sync/registry", "tonghop/sync/round", "tonghop/sync/web"},
	"tonghop/sync/app/watch":                       {"tonghop/model", "tonghop/sync/app", "tonghop/sync/round", "tonghop/sync/schedule"},
	"tonghop/sync/app/daemon":                      {"tonghop/model", "tonghop/sync/app", "tonghop/sync/app/backups", "tonghop/sync/app/pages", "tonghop/sync/app/reminders", "tonghop/sync/app/watch", "tonghop/sync/round", "tonghop/sync/schedule"},
	"tonghop/sync/app/setup":                       {"tonghop/model", "tonghop/sync/app", "tonghop/sync/config", "tonghop/sync/schedule", "tonghop/sync/workbook"},
	"tonghop/sync/app/demo":                        {"tonghop/sync/app", "tonghop/sync/app/daemon", "tonghop/sync/gsheets/sheetsim", "tonghop/sync/schedule", "tonghop/sync/workbook", "tonghop/templates"},
	"tonghop/templates":                            {},
	"tonghop/cmd/tonghop":                          {"tonghop"},
}

// below lists rooms of model, which import one another in one direction only.
func below(rooms ...string) (prefixes []string) {
	for _, r := range rooms {
		prefixes = append(prefixes, "tonghop/model/"+r)
	}
	return prefixes
}

// owners says which rooms may import a library that only they should know.
var owners = map[string][]string{
	"github.com/xuri/excelize":       {"tonghop/sync/workbook", "tonghop/sync/official"},
	"github.com/beevik/etree":        {"tonghop/sync/official"},
	"modernc.org/sqlite":             {"tonghop/sync/ledger", "tonghop/sync/readings"},
	"github.com/pressly/goose":       {"tonghop/sync/ledger"},
	"google.golang.org/api":          {"tonghop/sync/gsheets"},
	"github.com/robfig/cron":         {"tonghop/sync/schedule"},
	"go.yaml.in/yaml":                {"tonghop/sync/config"},
	"github.com/expr-lang/expr":      {"tonghop/sync/config"},
	"github.com/spf13/cobra":         {"tonghop/cmd/tonghop"},
	"github.com/kardianos/service":   {"tonghop/cmd/tonghop"},
	"github.com/coreos/go-oidc":      {"tonghop/sync/web"},
	"github.com/prometheus":          {"tonghop/sync/web"},
	"golang.org/x/oauth2":            {"tonghop/sync/web", "tonghop/sync/gsheets"},
	"github.com/schollz/progressbar": {"tonghop/cmd/tonghop"},
	"github.com/wneessen/go-mail":    {"tonghop/sync/notify"},
	"github.com/nicholas-fedor":      {"tonghop/sync/notify"},
}

// noWorld is what the model never imports: it reads nothing and asks nobody. That
// record.View names what a store gives, whose calls may be cut short, asks nobody
// either.
var noWorld = []string{"os", "io", "io/fs", "net", "net/http", "database/sql", "log", "log/slog", "context"}

func within(pkg string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return pkg == p || strings.HasPrefix(pkg, p+"/") })
}

func TestImportsPointOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "tonghop/...").Output()
	if err != nil {
		t.Fatalf("listing the project's packages: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		room := fields[0]
		allowed, known := roads[room]
		if !known {
			t.Errorf("%s is a new room: say in roads what it may import", room)
			continue
		}
		for _, imp := range fields[1:] {
			if strings.HasPrefix(imp, "tonghop/") && !within(imp, allowed) {
				t.Errorf("%s imports %s", room, imp)
			}
			if within(room, []string{"tonghop/model"}) && slices.Contains(noWorld, imp) && !(room == "tonghop/model/record" && imp == "context") {
				t.Errorf("%s imports %s: the model is pure", room, imp)
			}
			for lib, rooms := range owners {
				if strings.HasPrefix(imp, lib) && !within(room, rooms) {
					t.Errorf("%s imports %s, which belongs to %s", room, imp, strings.Join(rooms, ", "))
				}
			}
		}
	}
}
