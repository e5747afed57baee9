package numfmt

// A Locale is what a spreadsheet's locale changes. The rows for vi_VN
// follow CLDR: no recording of a Vietnamese spreadsheet was found.
type Locale struct {
	Decimal, Group string
	DatePattern    string // what DATE without a pattern shows
	TimePattern    string
	DayFirst       bool // 1/2 is the first of February
	Currency       string
	SheetTitle     string // title of a new spreadsheet's sheet
	months, days   []string
}

var locales = map[string]Locale{
	"en_US": {
		Decimal: ".", Group: ",", DatePattern: "m/d/yyyy", TimePattern: "h:mm:ss am/pm", Currency: "$", SheetTitle: "Sheet1",
		months: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
			"October", "November", "December"},
		days: []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	},
	"vi_VN": {
		Decimal: ",", Group: ".", DatePattern: "dd/mm/yyyy", TimePattern: "hh:mm:ss", DayFirst: true, Currency: "₫",
		SheetTitle: "Trang tính1",
	},
}

// LocaleOf gives a locale's rules by a name such as vi_VN; ok is false for one that
// is not known.
func LocaleOf(name string) (l Locale, ok bool) {
	l, ok = locales[name]
	return l, ok
}
