package office

// An Alarm is something about the program itself that whoever relies on it has
// to know: a clock that is wrong, looks that were not made. It is never about a
// unit. Its sentence stands in the message catalogue under "alarm." + Key.
type Alarm struct {
	Key  string
	Args []string // pairs of a blank's name and what fills it
}

// Alarm puts an alarm into words.
func (m Messages) Alarm(a Alarm) string { return m.Text("alarm."+a.Key, a.Args...) }
