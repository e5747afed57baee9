package config

import (
	"strconv"
	"strings"
)

// Default looks: at noon for the first slips, and late in the evening for what
// came after the deadline. The looks round each daily deadline go without
// saying: the daemon makes them because they prove who was in time.
var (
	defaultLooks   = []string{"0 12 * * *"}
	defaultNightly = []string{"30 22 * * *"}
)

// A Schedule says when the daemon goes on its rounds, in cron lines of five
// fields (minute, hour, day, month, weekday) in the programme's time zone.
type Schedule struct {
	// Looks are the ordinary rounds of the day.
	Looks []string
	// Nightly are the rounds that look at everything once more.
	Nightly []string
}

func readSchedule(f field, check func(string) error) Schedule {
	s := f.section(`schedule: {looks: ["0 8 * * *", "0 12 * * *"], nightly: "30 22 * * *"}`)
	sched := Schedule{
		Looks:   readCron(s.at("looks"), defaultLooks, `looks: ["0 8 * * *", "0 12 * * *"]`, check),
		Nightly: readCron(s.at("nightly"), defaultNightly, `nightly: "30 22 * * *"`, check),
	}
	s.done()
	return sched
}

func readCron(f field, other []string, example string, check func(string) error) []string {
	if !f.given() {
		return append([]string(nil), other...)
	}
	var lines []string
	for _, item := range f.oneOrMore(example) {
		line, ok := item.word(example)
		if !ok {
			continue
		}
		if why := cronFault(line, check); why != "" {
			item.fail(example, "%s", why)
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// cronFault says why a cron line cannot be used. What the cron library must
// never be given, because it would stop the program or mean something else
// after each start, is refused before it is asked.
func cronFault(line string, check func(string) error) string {
	fields := strings.Fields(line)
	switch {
	case strings.Contains(line, "TZ="):
		return "names a time zone: that is what timezone is for"
	case strings.HasPrefix(line, "@"):
		return "is not a cron line: write the five fields minute, hour, day, month, weekday"
	case len(fields) != 5:
		return "is not a cron line: it needs the five fields minute, hour, day, month, weekday"
	case check == nil:
		return ""
	}
	if err := check(line); err != nil {
		return "is not a cron line that can be kept: " + strings.TrimPrefix(err.Error(), strconv.Quote(line)+": ")
	}
	return ""
}
