package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// office is a notify section with one good address.
const workplace = "notify:\n  office: {webhook: https://example.vn/hook}\n"

var notifyFaults = []struct {
	name, yaml string
	want       []string
}{
	{"a list", with("notify: [a]"), []string{`1: notify: must be a table of keys, not a list`}},
	{"nobody", with("notify: {before: 30m}"), []string{`1: notify: names nobody`}},
	{"an unknown channel", with("notify: {office: {zalo: https://example.vn/hook}}"), []string{
		`1: notify: names nobody`, `1: notify.office.zalo: is not a known key`}},
	{"a contact without address", with("notify: {office: {}}"), []string{`1: notify: names nobody`, `1: notify.office: has no address; for example {email: thanh-an@example.vn}`}},
	{"e-mail addresses without a server", with("notify: {office: {email: a@example.vn}}"), []string{
		`1: notify.email: is missing, and there are e-mail addresses; for example email: {host: smtp.example.vn`}},
	{"what is no e-mail address", with(workplace + "  email: {host: smtp.example.vn, from: Huyện Đoàn, reply_to: \"a@b\\r\\nBcc: c@d\"}"), []string{
		`3: notify.email.from: "Huyện Đoàn": is not an e-mail address`, `3: notify.email.reply_to: "a@b\r\nBcc: c@d": is not an e-mail address`}},
	{"a server without name and sender", with(workplace + "  email: {port: 70000}"), []string{
		`3: notify.email.host: is missing`, `3: notify.email.from: is missing`, `3: notify.email.port: "70000": must lie between 1 and 65535`}},
	{"a server with its scheme", with(workplace + "  email: {host: \"smtp://example.vn/\", from: a@example.vn}"), []string{
		`3: notify.email.host: "smtp://example.vn/": is not the name of a server`}},
	{"a password in the open is not repeated", with(workplace + "  email: {host: smtp.example.vn, from: a@example.vn, user: a, password: hunter2}"), []string{
		`3: notify.email.password: may not stand here in the open: name a file or an environment variable; for example password: {file: smtp-password.txt}`}},
	{"a user without password", with(workplace + "  email: {host: smtp.example.vn, from: a@example.vn, user: a}"), []string{`3: notify.email.password: is missing`}},
	{"a password that crosses the network in the clear", with(workplace + "  email: {host: smtp.example.vn, from: a@example.vn, user: a, password: {env: PW}, security: none}"), []string{
		`3: notify.email.security: "none": would send the password to be read by anybody on the way`}},
	{"an unknown security", with(workplace + "  email: {host: smtp.example.vn, from: a@example.vn, security: ssl}"), []string{`3: notify.email.security: "ssl": must be one of starttls, tls, none`}},
	{"a secret from nowhere, from two places and from a file that is not there", with(workplace + "  units:\n    thanh-an: {service: {}, webhook: [{file: x.txt, env: Y}, {file: none.txt}]}"), []string{
		`4: notify.units.thanh-an.service: names neither a file nor an environment variable`,
		`4: notify.units.thanh-an.webhook[0].file: "x.txt": cannot be found`,
		`4: notify.units.thanh-an.webhook[0].env: "Y": stands beside file`,
		`4: notify.units.thanh-an.webhook[1].file: "none.txt": cannot be found`}},
	{"a webhook that is no web address, not repeated", with("notify: {office: {webhook: \"ftp://example.vn/geheim\"}}"), []string{
		`1: notify: names nobody`, `1: notify.office.webhook: is not a web address (https://…)`}},
	{"a service that cannot be used, not repeated", with("notify: {office: {service: \"bad://geheim\"}}"), []string{
		`1: notify: names nobody`, `1: notify.office.service: is of no known kind; for example service: {file: telegram.txt}`}},
	{"a contact of a unit that does not exist", with("notify: {units: {thanh-am: {webhook: https://example.vn/hook}}}"), []string{
		`1: notify.units.thanh-am: "thanh-am" is not the id of a unit; for example thanh-an`}},
	{"spans and numbers out of bounds", with(workplace + "  before: 13h\n  fresh: soon\n  limit: 0\n  month_days: 99\n  quiet: {from: \"25:00\"}"), []string{
		`3: notify.before: "13h": must lie between 0 and 12h0m0s`, `4: notify.fresh: "soon": is not a span of time`,
		`5: notify.limit: "0": must lie between 1 and 1000`, `6: notify.month_days: "99": must lie between 0 and 15`, `7: notify.quiet.from: "25:00": is not a time of day`}},
}

// checkService stands in for the room that knows the services.
func checkService(address string) error {
	if strings.HasPrefix(address, "bad:") {
		return errors.New("is of no known kind")
	}
	return nil
}

func TestFaultsOfTheRemindersAreToldWithoutSecrets(t *testing.T) {
	for _, tt := range notifyFaults {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse([]byte(tt.yaml), at(t), Options{CheckService: checkService})
			var errs Errors
			if !errors.As(err, &errs) || len(errs) != len(tt.want) {
				t.Fatalf("%d faults, want %d:\n%v", len(errs), len(tt.want), err)
			}
			for i, e := range errs {
				if _, line, _ := strings.Cut(e.Error(), "config.yaml:"); !strings.HasPrefix(line, tt.want[i]) {
					t.Errorf("fault %d\n got %s\nwant %s", i, line, tt.want[i])
				}
			}
			if text := err.Error(); strings.Contains(text, "hunter2") || strings.Contains(text, "geheim") {
				t.Errorf("a secret is repeated: %s", text)
			}
		})
	}
}

func TestTheRemindersOfAnOfficeAreReadWithTheirDefaults(t *testing.T) {
	if n := mustParse(t, least).Notify; n.On() {
		t.Errorf("without the section there are reminders: %+v", n)
	}
	path := at(t)
	for name, text := range map[string]string{"pw.txt": "\ufeff hunter2 \r\n", "tg.txt": "telegram://1:x@telegram?chats=-1\n"} {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Parse([]byte(with(`notify:
  before: 90m
  email: {host: smtp.example.vn, security: tls, user: u, password: {file: pw.txt}, from: "Huyện Đoàn <a@example.vn>"}
  office: {email: [a@example.vn, "Thường trực <b@example.vn>"], service: {file: tg.txt}}
  units: {thanh-an: {webhook: {env: TONGHOP_TEST_HOOK}}}`)), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := c.Notify
	if !n.On() || n.Before != 90*time.Minute || n.After != DefaultAfter || n.Fresh != DefaultFresh || n.MonthDays != DefaultMonthDays ||
		n.YearDays != DefaultYearDays || n.QuietFrom != DefaultQuietFrom || n.QuietTo != DefaultQuietTo || n.Limit != DefaultLimit {
		t.Errorf("got %+v", n)
	}
	if strings.Join(n.Office.Email, " ") != "a@example.vn b@example.vn" {
		t.Errorf("addresses %v", n.Office.Email)
	}
	if e := n.Email; e.ReplyTo != "" || e.Port != 465 || e.From != `=?utf-8?q?Huy=E1=BB=87n_=C4=90o=C3=A0n?= <a@example.vn>` {
		t.Errorf("got %+v", e)
	}
	t.Setenv("TONGHOP_TEST_HOOK", " https://example.vn/hook ")
	for want, secret := range map[string]Secret{"hunter2": n.Email.Password, "telegram://1:x@telegram?chats=-1": n.Office.Service[0], "https://example.vn/hook": n.Units["thanh-an"].Webhook[0]} {
		if got, err := secret.Reveal(); err != nil || got != want {
			t.Errorf("%v holds %q, %v", secret, got, err)
		}
		if printed := fmt.Sprintf("%v %+v %#v", secret, secret, secret); strings.Contains(printed, want) {
			t.Errorf("it prints its secret: %s", printed)
		}
	}
}

func TestASecretThatIsNotThereWhenItIsNeededSaysWhere(t *testing.T) {
	path := at(t)
	long := filepath.Join(filepath.Dir(path), "long.txt")
	if err := os.WriteFile(long, []byte("one\ntwo"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, secret := range map[string]Secret{
		"TONGHOP_NOT_SET is empty":          {env: "TONGHOP_NOT_SET", path: "notify.email.password"},
		"must hold one line":                {file: long, path: "notify.email.password"},
		"notify.email.password: open ":      {file: long + "x", path: "notify.email.password"},
		"notify.email.password: the enviro": {env: "TONGHOP_NOT_SET", path: "notify.email.password"},
	} {
		if got, err := secret.Reveal(); err == nil || !strings.Contains(err.Error(), name) || got != "" {
			t.Errorf("got %q, %v, want %q", got, err, name)
		}
	}
}

func TestASecretInTheOpenIsWarnedOfAndNotRepeated(t *testing.T) {
	c := mustParse(t, with("notify: {office: {service: \"telegram://geheim\"}}"))
	if len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], "config.yaml:1: notify.office.service: is a secret") || strings.Contains(c.Warnings[0], "geheim") {
		t.Errorf("got %q", c.Warnings)
	}
}

func TestTheRemindersOfTheSampleStandOnceTheyAreSwitchedOn(t *testing.T) {
	raw, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(raw), "\n# notify:\n")
	section, after, ended := strings.Cut(rest, "\n\n")
	if !found || !ended {
		t.Fatal("the sample has no section that is switched off")
	}
	path := at(t)
	for _, name := range []string{"smtp-password.txt", "telegram.txt"} {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	on := before + "\nnotify:\n" + strings.ReplaceAll("\n"+section, "\n# ", "\n") + "\n\n" + after
	c, err := Parse([]byte(on), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := c.Notify
	if len(n.Units) != 2 || n.Before != DefaultBefore || n.After != DefaultAfter || n.Fresh != DefaultFresh || n.MonthDays != DefaultMonthDays || n.YearDays != DefaultYearDays ||
		n.Limit != DefaultLimit || n.QuietFrom != DefaultQuietFrom || n.QuietTo != DefaultQuietTo || n.Email.Port != 587 {
		t.Errorf("the sample shows other values than the defaults: %+v", n)
	}
}
