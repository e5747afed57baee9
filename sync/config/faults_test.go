package config

import (
	"os"
	"strings"
	"testing"
)

// with puts lines in place of the least configuration's section that begins
// with the same key, or after it.
func with(lines string) string {
	key, _, _ := strings.Cut(lines, ":")
	var kept []string
	skip := false
	for _, line := range strings.Split(strings.TrimSuffix(least, "\n"), "\n") {
		if !strings.HasPrefix(line, " ") {
			skip = strings.HasPrefix(line, key+":")
		}
		if !skip {
			kept = append(kept, line)
		}
	}
	return lines + "\n" + strings.Join(kept, "\n") + "\n"
}

// Each case names what is wrong in a file and every fault that has to be told,
// without its example.
var faultCases = []struct {
	name string
	yaml string
	want []string
}{
	{"an unknown key suggests the nearest", with("timezoen: UTC"), []string{`1: timezoen: is not a known key; for example timezone:`}},
	{"an abbreviated key suggests the whole", with(`indicators:
  - {id: a, label: A, agg: sum}`), []string{`2: indicators[0].agg: is not a known key; for example aggregate:`}},
	{"a key far from all others suggests nothing", with("xyzzy: 1"), []string{`1: xyzzy: is not a known key`}},
	{"a key given twice", with("language: vi\nlanguage: en"), []string{`2: language: is given twice, first on line 1`}},
	{"a list where a table belongs", with("web: [a]"), []string{`1: web: must be a table of keys, not a list`}},
	{"a text where a list belongs", with("units: thanh-an.xlsx"), []string{`1: units: "thanh-an.xlsx": must be a list, not a text`}},
	{"a text where a table belongs", with("units: [thanh-an]"), []string{`1: units[0]: "thanh-an": must be a table of keys, not a text`}},
	{"a list where a text belongs", with(`units: [{id: a, name: [x], source: a.csv}]`), []string{`1: units[0].name: must be a text, not a list`}},
	{"true where a text belongs", with(`units: [{id: a, name: true, source: a.csv}]`), []string{`1: units[0].name: "true": must be a text, not true or false`}},
	{"a text where true or false belongs", with(`indicators: [{id: a, label: A, required: "yes"}]`), []string{`1: indicators[0].required: "yes": must be true or false`}},
	{"an anchor's reference", with("web: {listen: &x \"127.0.0.1:1\"}\nledger: *x"), []string{`2: ledger: must be a text, not a reference (*x`}},

	{"a public address and nobody signs in", with("web: {public_url: \"https://tonghop.example.vn\"}"), []string{`1: web.public_url: "https://tonghop.example.vn": says that others reach the page`}},
	{"a proxy's password in the open", with("network: {proxy: \"http://an:mk@proxy:8080\"}"), []string{`1: network.proxy: may not hold a password`}},
	{"a proxy that is none", with("network: {proxy: proxy}"), []string{`1: network.proxy: "proxy": is not the address of a proxy`}},
	{"a login without a proxy", with("network: {proxy_login: {env: X}}"), []string{`1: network.proxy_login: needs the address of the proxy`}},
	{"a heartbeat that is no address", with("watch: {heartbeat: ping}"), []string{`1: watch.heartbeat: "ping": is not a web address`}},
	{"the link of a form", with("units: [{id: a, name: A, source: \"https://docs.google.com/forms/d/1AbC/edit\"}]"), []string{`1: units[0].source: "https://docs.google.com/forms/d/1AbC/edit": is the link of a form`}},
	{"no programme, units or indicators", "language: vi\n", []string{`1: programme: is missing`, `1: indicators: is missing`, `1: units: is missing`}},
	{"no start", with("programme: {title: X}"), []string{`1: programme.starts: is missing`}},
	{"a key without a value counts as missing", with("programme:\n  starts:"), []string{`2: programme.starts: is missing`}},
	{"a day that does not exist", with("programme: {starts: 2020-02-30}"), []string{`1: programme.starts: "2020-02-30": is not a date`}},
	{"a day in the office's own form", with("programme: {starts: 29/5/2020}"), []string{`1: programme.starts: "29/5/2020": is not a date (year-month-day); for example starts: 2020-05-29`}},
	{"an impossible year", with("programme: {starts: 0202-05-29}"), []string{`1: programme.starts: "0202-05-29": is not a year from 1990 to 2199`}},
	{"an end before the start", with("programme:\n  starts: 2020-06-01\n  ends: 2020-05-31"), []string{`3: programme.ends: "2020-05-31": lies before 2020-06-01, where it begins (line 2)`}},
	{"an unknown zone", with("timezone: Asia/Saigonn"), []string{`1: timezone: "Asia/Saigonn": is not a time zone; for example timezone: Asia/Ho_Chi_Minh`}},
	{"the machine's own zone", with("timezone: Local"), []string{`1: timezone: "Local": is not a time zone`}},
	{"an unknown language", with("language: fr"), []string{`1: language: "fr": must be one of vi, en`}},

	{"two units of one id", with(`units:
  - {id: a, name: A, source: a.csv}
  - {id: a, name: B, source: b.csv}`), []string{`3: units[1].id: "a": is used twice, first on line 2`}},
	{"a unit called as all of them are", with(`units: [{id: All, name: A, source: a.csv}]`), []string{`1: units[0].id: "All": stands for all units in the commands, so no unit can have it; for example id: thanh-an`}},
	{"an id with a space", with(`units: [{id: thanh an, name: A, source: a.csv}]`), []string{`1: units[0].id: "thanh an": must consist of letters, digits, - and _`}},
	{"a unit with neither id nor name", with(`units: [{source: a.csv}]`), []string{`1: units[0].id: is missing`, `1: units[0].name: is missing`}},
	{"source beside sources", with(`units:
  - id: a
    name: A
    source: a.csv
    sources: [{ref: b.csv}]`), []string{`5: units[0].sources: stands beside source`}},
	{"a source listed twice in two spellings", with(`units:
  - id: a
    name: A
    sources:
      - {ref: "https://docs.google.com/spreadsheets/d/1A/edit#gid=1"}
      - {ref: "https://drive.google.com/open?id=1A"}`), []string{`6: units[0].sources[1]: is listed twice`}},
	{"a source without ref", with(`units: [{id: a, name: A, sources: [{from: 2021-01-01}]}]`), []string{`1: units[0].sources[0].ref: is missing`}},
	{"a foreign link", with(`units: [{id: a, name: A, source: "https://example.vn/a.xlsx"}]`), []string{`1: units[0].source: "https://example.vn/a.xlsx": is not a link to Google Sheets or Drive`}},
	{"a published page", with(`units: [{id: a, name: A, source: "https://docs.google.com/spreadsheets/d/e/2PACX/pubhtml"}]`), []string{`1: units[0].source: "https://docs.google.com/spreadsheets/d/e/2PACX/pubhtml": is the link of a page published on the web`}},
	{"a folder's link", with(`units: [{id: a, name: A, source: "https://drive.google.com/drive/folders/1A"}]`), []string{`1: units[0].source: "https://drive.google.com/drive/folders/1A": is the link of a folder`}},
	{"an unknown parent", with(`units:
  - {id: cum-1, name: C, source: c.csv}
  - {id: a, name: A, source: a.csv, parent: cum1}`), []string{`3: units[1].parent: "cum1": "cum1" is not the id of a unit; for example cum-1`}},
	{"a ring of parents", with(`units:
  - {id: a, name: A, source: a.csv, parent: b}
  - {id: b, name: B, source: b.csv, parent: a}`), []string{`2: units[0].parent: "b": goes round in a circle`, `3: units[1].parent: "a": goes round in a circle`}},
	{"an unknown successor", with(`units: [{id: a, name: A, source: a.csv, succeeded_by: b}]`), []string{`1: units[0].succeeded_by: "b": "b" is not the id of a unit`}},
	{"two names that fold to the same", with(`units:
  - {id: a, name: "Xã Thanh Hòa", source: a.csv}
  - {id: b, name: "xã Thanh  Hoà", source: b.csv}`), []string{`3: units[1]: the name "xã Thanh  Hoà" cannot be told from "Xã Thanh Hòa" of unit a (line 2)`}},
	{"a name with and without its type", with(`units:
  - {id: a, name: "Xã Tân Lợi", source: a.csv}
  - {id: b, name: "Xã Tân Lập", aliases: ["tân lợi"], source: b.csv}`), []string{`3: units[1]: the name "tân lợi" cannot be told from "Xã Tân Lợi" of unit a (line 2)`}},
	{"an alias that is another unit's name", with(`units:
  - {id: a, name: "Tân Lợi", source: a.csv}
  - {id: b, name: "Xã Tân Lập", aliases: ["tân lợi"], source: b.csv}`), []string{`3: units[1]: the name "tân lợi" cannot be told from "Tân Lợi" of unit a (line 2)`}},
	{"an unknown indicator in columns and values", with(`units:
  - id: a
    name: A
    source: a.csv
    columns: {guidedd: C}
    values: {leaflets: daily}`), []string{`5: units[0].columns.guidedd: "C": "guidedd" is not the id of an indicator; for example guided`, `6: units[0].values.leaflets: "daily": "leaflets" is not the id of an indicator; for example guided`}},
	{"one column for two indicators", with(`units: [{id: a, name: A, source: a.csv, columns: {guided: C, note: c}}]
text_fields: [{id: note, label: Ghi chú}]`), []string{`1: units[0].columns.note: "c": is the column of guided already`}},
	{"no units and no indicators in their lists", "programme: {starts: 2020-06-01}\nunits: []\nindicators: []\n", []string{`2: units: is empty: nobody would report`, `3: indicators: is empty: nothing would be counted`}},
	{"an empty item", with("units:\n  -"), []string{`2: units[0]: is empty`}},
	{"an unknown word for values", with(`units: [{id: a, name: A, source: a.csv, values: luỹ kế}]`), []string{`1: units[0].values: "luỹ kế": must be one of daily, cumulative`}},
	{"a broken pattern for tabs", with(`units: [{id: a, name: A, source: a.csv, tabs: ["/T[/", "id:x"]}]`), []string{`1: units[0].tabs: "/T[/" is not a pattern`, `1: units[0].tabs: "id:x" is not the id of a Google tab`}},

	{"two indicators of one id", with("indicators:\n  - {id: a, label: A}\n  - {id: a, label: B}"), []string{`3: indicators[1].id: "a": is used twice, first on line 2`}},
	{"a text field with an indicator's id", with("text_fields: [{id: guided, label: X}]"), []string{`1: text_fields[0].id: "guided": is the id of an indicator (line 6)`}},
	{"an unknown aggregate", with("indicators: [{id: a, label: A, aggregate: avg}]"), []string{`1: indicators[0].aggregate: "avg": must be one of sum, latest`}},
	{"an unknown indicator in a formula", with(`indicators: [{id: aa, label: A}, {id: b, label: B, formula: "aa + ab"}]`), []string{`1: indicators[1].formula: "aa + ab": "ab" is not the id of an indicator; for example aa`}},
	{"a formula that multiplies", with(`indicators: [{id: a, label: A}, {id: b, label: B, formula: "a * 2"}]`), []string{`1: indicators[1].formula: "a * 2": must be ids joined by + and -, not *`}},
	{"a formula that ends too early", with(`indicators: [{id: a, label: A}, {id: b, label: B, formula: "a +"}]`), []string{`1: indicators[1].formula: "a +": must be ids joined by + and -, and ends too early`}},
	{"a formula of itself", with(`indicators: [{id: a, label: A, formula: a}]`), []string{`1: indicators[0].formula: "a": goes round in a circle: a → a`}},
	{"a ring of formulas is told once", with("indicators:\n  - {id: a, label: A, formula: b}\n  - {id: b, label: B, formula: c}\n  - {id: c, label: C, formula: a}"), []string{`2: indicators[0].formula: "b": goes round in a circle: a → b → c → a`}},
	{"a formula over what is switched off", with("indicators:\n  - {id: a, label: A, enabled: false}\n  - {id: b, label: B, formula: a}"), []string{`3: indicators[1].formula: "a": "a" is switched off (enabled: false, line 2)`}},
	{"all indicators switched off", with("indicators: [{id: a, label: A, enabled: false}]"), []string{`1: indicators: are all switched off`}},
	{"target beside targets", with(`indicators: [{id: a, label: A, target: {value: 1}, targets: [{value: 1}]}]`), []string{`1: indicators[0].targets: stands beside target`}},
	{"a target without value", with(`indicators: [{id: a, label: A, target: {op: ">"}}]`), []string{`1: indicators[0].target.value: is missing`}},
	{"a grouped number", with(`indicators: [{id: a, label: A, target: {value: 3.000}}]`), []string{`1: indicators[0].target.value: "3.000": must be a whole number, without quotes, dots or leading zeros; for example value: 3000`}},
	{"an octal number", with(`indicators: [{id: a, label: A, target: {value: 0200}}]`), []string{`1: indicators[0].target.value: "0200": must be a whole number`}},
	{"a negative target", with(`indicators: [{id: a, label: A, target: {value: -1}}]`), []string{`1: indicators[0].target.value: "-1": must lie between 0 and 1000000000`}},
	{"a ratio without its whole", with(`indicators: [{id: a, label: A, target: {op: ratio, value: 1}}]`), []string{`1: indicators[0].target.of: is missing`, `1: indicators[0].target.value: "1": does not belong to a ratio`}},
	{"a ratio to an unknown indicator", with(`indicators: [{id: a, label: A, target: {op: ratio, of: x, percent: 100}}]`), []string{`1: indicators[0].target.of: "x": "x" is not the id of an indicator`}},
	{"percent in a plain target", with(`indicators: [{id: a, label: A, target: {value: 3, percent: 5}}]`), []string{`1: indicators[0].target.percent: "5": belongs only to a target with op: ratio`}},
	{"a target of an unknown unit", with(`indicators: [{id: a, label: A, target: {value: 3, scope: unit, unit: thanh-ann}}]`), []string{`1: indicators[0].target.unit: "thanh-ann": "thanh-ann" is not the id of a unit; for example thanh-an`}},
	{"a target of one unit with the district's scope", with(`indicators: [{id: a, label: A, target: {value: 3, unit: thanh-an}}]`), []string{`1: indicators[0].target.unit: "thanh-an": binds one unit, so the scope must be unit`}},
	{"an unknown indicator in the report", with("report: {indicators: [guided, leaflets]}"), []string{`1: report.indicators: "leaflets" is not the id of an indicator`}},

	{"an hour that does not exist", with("deadlines: {day: \"25:00\"}"), []string{`1: deadlines.day: "25:00": is not a time of day from 00:00 to 23:59`}},
	{"an hour in words", with("deadlines: {day: 5pm}"), []string{`1: deadlines.day: "5pm": is not a time of day (hours:minutes); for example day: "17:00"`}},
	{"a day that not every month has", with("deadlines: {month: 30}"), []string{`1: deadlines.month: "30": must lie between 1 and 28`}},
	{"a day and month turned round", with("deadlines: {year: 11/30}"), []string{`1: deadlines.year: "11/30": is not a day of every year (day/month)`}},
	{"29 February", with("periods: {year: {starts: 29/2}}"), []string{`1: periods.year.starts: "29/2": is not a day of every year`}},
	{"a grace in words", with("deadlines: {grace: fifteen minutes}"), []string{`1: deadlines.grace: "fifteen minutes": is not a span of time in h, m and s; for example grace: 15m`}},
	{"a grace of weeks", with("deadlines: {grace: 200h}"), []string{`1: deadlines.grace: "200h": must lie between 0 and 72h0m0s`}},
	{"an unknown roll", with("deadlines: {roll: forward}"), []string{`1: deadlines.roll: "forward": must be one of none, next, previous`}},
	{"a gap between months", with("periods: {month: {starts: 25, ends: 20}}"), []string{`1: periods.month.ends: "20": leaves the days 21 to 24 in no month: with starts: 25 it must be 24`}},
	{"months that overlap", with("periods: {month: {starts: 15, ends: 20}}"), []string{`1: periods.month.ends: "20": counts the days 15 to 20 in two months: with starts: 15 it must be 14`}},
	{"years with a gap", with("periods: {year: {starts: 30/11, ends: 1/11}}"), []string{`1: periods.year.ends: "1/11": leaves a gap or an overlap: with starts: 30/11 it must be 29/11`}},
	{"a quarter's day that not every month has", with("deadlines: {quarter: 31, half: 0}"), []string{`1: deadlines.quarter: "31": must lie between 1 and 28`, `1: deadlines.half: "0": must lie between 1 and 28`}},
	{"a named period without a name or an end", with("periods: {named: [{first: 2020-06-01}]}"), []string{
		`1: periods.named[0].id: is missing; for example id: thang-thanh-nien-2021`, `1: periods.named[0].label: is missing`, `1: periods.named[0].last: is missing; for example last: 2021-03-31`}},
	{"named periods that would be taken for others", with(`periods:
  named:
    - {id: quarter, label: A, first: 2020-06-01, last: 2020-06-02}
    - {id: 2020-2, label: B, first: 2020-06-01, last: 2020-06-02}
    - {id: 2020-06, label: C, first: 2020-06-01, last: 2020-06-02}
    - {id: he, label: D, first: 2020-06-01, last: 2020-06-02}
    - {id: he, label: E, first: 2020-06-01, last: 2020-06-02}`), []string{
		`3: periods.named[0].id: "quarter": is a word or a name of a quarter`, `4: periods.named[1].id: "2020-2": is a word or a name of a quarter`,
		`5: periods.named[2].id: "2020-06": is a word or a name of a month`, `7: periods.named[4].id: "he": is used twice, first on line 6`}},
	{"a named period that ends before it begins, and is due before it ends", with("periods:\n  named:\n    - {id: a, label: A, first: 2020-06-02, last: 2020-06-01}\n    - {id: b, label: B, first: 2020-06-02, last: 2020-06-09, due: 2020-06-08}"), []string{
		`3: periods.named[0].last: "2020-06-01": lies before 2020-06-02`, `4: periods.named[1].due: "2020-06-08": lies before 2020-06-09, the period's last day (line 4)`}},
	{"dues that say too little or too much", with(`dues:
  - {every: month}
  - {name: A, every: week, before: 3}
  - {name: B, every: year, before: 5, of: next_month}
  - {name: C, every: named, before: 27}
  - {name: D, every: month, before: 31, of: next}`), []string{
		`2: dues[0].name: is missing`, `2: dues[0].before: is missing; for example before: 27`, `3: dues[1].every: "week": must be one of month, quarter, half, year, named`,
		`4: dues[2].before: "5": is not a day and month (day/month); for example before: "05/12"`, `4: dues[2].of: "next_month": has a place only in what is due every month`,
		`5: dues[3].every: "named": is of no use: no period is named under periods.named`, `5: dues[3].before: "27": has no place here`,
		`6: dues[4].before: "31": must lie between 1 and 28`, `6: dues[4].of: "next": must be one of last_month, next_month`}},
	{"an unknown basis", with("deadlines: {judge: {month: sheet, year: mail, day: days}}"), []string{`1: deadlines.judge.month: "sheet": must be one of days, own, received`, `1: deadlines.judge.year: "mail": must be one of days, own, received`, `1: deadlines.judge.day: is not a known key`}},
	{"an unknown word for a period", with("periods: {month: lịch}"), []string{`1: periods.month: "lịch": must be a table of keys, not a text`}},

	{"a day off that is no date", with("calendar:\n  days_off:\n    - {date: Tết}\n    - {reason: X}"), []string{`3: calendar.days_off[0].date: "Tết": is not a date`, `4: calendar.days_off[1].date: is missing`}},
	{"days off with half a range", with("calendar: {days_off: [{from: 2020-01-23}]}"), []string{`1: calendar.days_off[0].to: is missing`}},
	{"days off turned round", with("calendar: {days_off: [{from: 2020-01-29, to: 2020-01-23}]}"), []string{`1: calendar.days_off[0].to: "2020-01-23": lies before 2020-01-29`}},
	{"an endless holiday", with("calendar: {days_off: [{from: 2000-01-01, to: 2199-01-23}]}"), []string{`1: calendar.days_off[0].to: "2199-01-23": makes a holiday of`}},
	{"a day off twice", with("calendar:\n  days_off:\n    - {date: 2020-01-24}\n    - {from: 2020-01-23, to: 2020-01-25}"), []string{`4: calendar.days_off[1]: 2020-01-24 is listed twice`}},
	{"a day off that is made up", with("calendar:\n  days_off: [{date: 2020-09-05}]\n  make_up: [{date: 2020-09-05}]"), []string{`3: calendar.make_up[0].date: "2020-09-05": is under days_off as well`}},
	{"an unknown weekday", with("calendar: {weekdays: [T2, T8], days_off: [{date: 2020-09-02}]}"), []string{`1: calendar.weekdays[1]: "T8": is not a weekday`}},
	{"no weekday", with("calendar: {weekdays: [], days_off: [{date: 2020-09-02}]}"), []string{`1: calendar.weekdays: names no working day`}},

	{"@every", with(`schedule: {nightly: "@every 1h"}`), []string{`1: schedule.nightly: "@every 1h": is not a cron line: write the five fields`}},
	{"a zone inside a cron line", with(`schedule: {looks: ["CRON_TZ=Asia/Ho_Chi_Minh"]}`), []string{`1: schedule.looks[0]: "CRON_TZ=Asia/Ho_Chi_Minh": names a time zone`}},
	{"six fields", with(`schedule: {looks: "0 0 12 * * *"}`), []string{`1: schedule.looks: "0 0 12 * * *": is not a cron line: it needs the five fields`}},

	{"templates that are not there", with("report: {templates: none}"), []string{`1: report.templates: "none": cannot be found`}},
	{"templates that are a file", with("report: {templates: config.yaml}"), []string{`1: report.templates: "config.yaml": is a file, and must be a folder`}},
	{"a form that is not there", with("report: {forms: {month: none.xlsx, week: x}}"), []string{`1: report.forms.month: "none.xlsx": cannot be found`, `1: report.forms.week: is not a known key`}},
	{"a profile nobody knows", with("report: {profile: nd31}"), []string{`1: report.profile: "nd31": must be one of doan, nd30`}},
	{"points that are not a hundred", with("report: {ranking: {on_time: 60, complete: 30}}"), []string{`1: report.ranking: the points add up to 90, and must to 100`}},
	{"points for an unknown indicator", with("report: {ranking: {on_time: 60, complete: 20, figures: {leaflets: 20}}}"), []string{`1: report.ranking.figures.leaflets: "20": "leaflets" is not the id of an indicator`}},
	{"a recipient that cannot be in a file's name", with(`report: {letterheads: {"Huyện ủy": {position: x}}}`), []string{`1: report.letterheads.Huyện ủy: the name must be of small letters, digits and hyphens`}},
	{"credentials that are not there", with("google: {credentials: [none.json]}"), []string{`1: google.credentials[0]: "none.json": cannot be found`}},
	{"credentials that are a folder", with("google: {credentials: .}"), []string{`1: google.credentials: ".": is a folder, and must be a file`}},
	{"the computer's own account twice", with("google: {credentials: [default, default]}"), []string{`1: google.credentials[1]: "default": is listed twice`}},
	{"a client that is not there", with("google: {oauth_client: none.json}"), []string{`1: google.oauth_client: "none.json": cannot be found`}},
	{"a person beside an account", with("google: {credentials: default, oauth_client: config.yaml}"), []string{`1: google.oauth_client: "config.yaml": stands beside credentials`}},
	{"a token without its client", with("google: {token: t.json}"), []string{`1: google.token: "t.json": needs oauth_client`}},
	{"an endpoint without scheme", with("google: {endpoint: \"localhost:9090\"}"), []string{`1: google.endpoint: "localhost:9090": is not the address of a local Google`}},
	{"a pace of nothing", with("google: {reads_per_minute: 0}"), []string{`1: google.reads_per_minute: "0": must lie between 1 and 6000`}},
	{"a target that is a source", with("consolidated: {target: data/../data/thanh-an.xlsx}"), []string{`1: consolidated.target: "data/../data/thanh-an.xlsx": is the source of unit thanh-an`}},
	{"a communes' book that is the office's", with("consolidated: {target: out/a.xlsx, communes: out/../out/a.xlsx}"), []string{`1: consolidated.communes: "out/../out/a.xlsx": is the consolidated book itself, which tells every unit's standing`}},
	{"a target of another kind", with("consolidated: {target: out/a.docx}"), []string{`1: consolidated.target: "out/a.docx": must be a Google link or a file that ends in .xlsx`}},
	{"an address without port", with("web: {listen: localhost}"), []string{`1: web.listen: "localhost": is not an address with a port`}},
	{"a page for all to see, without sign-in", with(`web: {listen: "0.0.0.0:8080"}`), []string{`1: web.listen: "0.0.0.0:8080": can be reached from other computers, and nobody would have to sign in`}},
	{"every interface, without sign-in", with(`web: {listen: ":8080"}`), []string{`1: web.listen: ":8080": can be reached from other computers`}},
	{"a name that may point anywhere, without sign-in", with(`web: {listen: "may-chu:8080"}`), []string{`1: web.listen: "may-chu:8080": can be reached from other computers`}},
	{"a certificate without its key", with(`web: {tls: {cert: nowhere.pem}}`), []string{`1: web.tls.key: is missing`}},
	{"a sign-in that names nobody", with(`web: {sign_in: {client_id: x}}`), []string{`1: web.public_url: is missing`, `1: web.sign_in.client_secret_file: is missing`, `1: web.sign_in: names nobody who may sign in`}},
	{"a public address in the clear", with(`web: {public_url: "http://tonghop.example.vn"}`), []string{`1: web.public_url: "http://tonghop.example.vn": must begin with https://`}},
	{"a public address with a path", with(`web: {public_url: "https://example.vn/tonghop"}`), []string{`1: web.public_url: "https://example.vn/tonghop": is not the address of a page's root`}},
	{"one person in two roles", with(`web:
  public_url: https://a.vn
  sign_in:
    client_id: x
    client_secret_file: .
    office: [A@b.vn, not-an-address]
    approvers: a@B.vn`), []string{`5: web.sign_in.client_secret_file: ".": is a folder, and must be a file`, `6: web.sign_in.office[1]: "not-an-address": is not an e-mail address`, `7: web.sign_in.approvers: "a@B.vn": stands under web.sign_in.office too`}},
	{"an impossible port", with("web: {listen: \"127.0.0.1:99999\"}"), []string{`1: web.listen: "127.0.0.1:99999": needs a port from 0 to 65535`}},
	{"reminders by an unknown key, and to nobody", with("notify: {mail: x}"), []string{`1: notify: names nobody: give the office or a unit an address`, `1: notify.mail: is not a known key; for example email:`}},

	{"an empty file", "", []string{` the file is empty; for example programme: {starts: 2020-05-29}`}},
	{"a file of comments", "# nothing\n", []string{` the file is empty`}},
	{"a file far too large", "# " + strings.Repeat("x", maxBytes), []string{` the file is larger than 1 MB`}},
	{"a list", "- a\n", []string{`1: must be a table of keys, not a list`}},
	{"a second document", least + "---\nlanguage: en\n", []string{`7: a second YAML document begins here`}},
	{"not UTF-8", "language: vi\nledger: \xff\n", []string{` line 2 is not UTF-8 text; for example in Notepad: Save as, Encoding "UTF-8"`}},
	{"UTF-16", "\xff\xfel\x00", []string{` the file is saved as UTF-16`}},
	{"tabs for indentation", "web:\n\tlisten: x\n", []string{`2: is not YAML: found character that cannot start any token (while scanning for the next token that began on line 2); indent with spaces`}},
	{"a quote that does not end", "language: \"vi\nledger: x\n", []string{`3: is not YAML: found unexpected end of stream (while scanning a quoted scalar that began on line 1)`}},
	{"a control character", "language: \x00\n", []string{` is not YAML: control characters are not allowed`}},
}

func TestEveryFaultIsToldWithItsLineItsPathAndWhatWasFound(t *testing.T) {
	for _, tt := range faultCases {
		t.Run(tt.name, func(t *testing.T) {
			path := at(t)
			if err := os.WriteFile(path, []byte(tt.yaml), 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := Load(path, Options{})
			errs, ok := err.(Errors)
			if !ok || c != nil {
				t.Fatalf("got (%v, %v), want only faults", c, err)
			}
			if len(errs) != len(tt.want) {
				t.Errorf("%d faults, want %d:\n%v", len(errs), len(tt.want), errs)
			}
			for i, e := range errs {
				_, line, _ := strings.Cut(e.Error(), "config.yaml:")
				if i < len(tt.want) && !strings.HasPrefix(line, tt.want[i]) {
					t.Errorf("fault %d\n got %s\nwant %s", i, line, tt.want[i])
				}
			}
		})
	}
}

func TestAllFaultsAreToldAtOnceInTheOrderOfLines(t *testing.T) {
	const text = `timezone: Mars
programme: {starts: 2020-13-01}
units:
  - {id: a, name: A, source: a.csv, parent: z}
indicators:
  - {id: i, label: I, formula: j, colour: red}
deadlines: {day: 17}
`
	_, err := Parse([]byte(text), "config.yaml", Options{})
	const want = `config.yaml:1: timezone: "Mars": is not a time zone; for example timezone: Asia/Ho_Chi_Minh
config.yaml:2: programme.starts: "2020-13-01": is not a date (year-month-day); for example starts: 2020-05-29
config.yaml:4: units[0].parent: "z": "z" is not the id of a unit; for example a
config.yaml:6: indicators[0].formula: "j": "j" is not the id of an indicator; for example i
config.yaml:6: indicators[0].colour: is not a known key
config.yaml:7: deadlines.day: "17": is not a time of day (hours:minutes); for example day: "17:00"`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestWhatIsAllowedAndYetDoubtfulIsAWarning(t *testing.T) {
	for _, tt := range []struct{ name, yaml, want string }{
		{"a year without days off", with("calendar: {days_off: [{date: 2019-01-01}]}"), `calendar.days_off: has no day of 2020: every Monday to Friday is taken as a working day`},
		{"a unit without source", with("units: [{id: a, name: A}]"), `units[0]: has no source: only what the office enters`},
		{"an unusual type", with("units: [{id: a, name: A, type: làng, source: a.csv}]"), `units[0].type: "làng": is not one of the usual types`},
		{"a quarter due before it ends", with("deadlines: {quarter: 10}"), `deadlines.quarter: "10": a quarter's report is due at the end of the 9/6/2021, before its window ends (24/6/2021)`},
		{"a named period outside the programme", with("periods: {named: [{id: tet, label: Tết, first: 2020-01-01, last: 2020-02-01}]}"), `periods.named[0]: has days outside the programme (2020-06-01 to 2020-12-31)`},
		{"the office's own report due before the window ends", with("dues: [{name: A, every: month, before: 20}]"), `dues[0].before: "20": a month's report is due at the end of the 19/6/2021`},
		{"a month due before it ends", with("periods: {month: calendar}"), `deadlines.month: a month's report is due at the end of the 24/6/2021, before its window ends (30/6/2021)`},
		{"an ordinary day made up", with("calendar: {days_off: [{date: 2020-09-02}], make_up: [{date: 2020-09-03}]}"), `calendar.make_up[0].date: "2020-09-03": is an ordinary working day`},
		{"one heading for two indicators", with("indicators: [{id: a, label: Tờ rơi}, {id: b, label: Tờ gấp, aliases: [tờ rơi]}]"), `indicators: "tờ rơi" is a heading of both a and b`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := mustParse(t, tt.yaml)
			if len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], tt.want) {
				t.Errorf("warnings %q, want one with %q", c.Warnings, tt.want)
			}
		})
	}
}
