package sheetsim

// A localeInfo is what a spreadsheet's locale changes. The rows for vi_VN
// follow CLDR: no recording of a Vietnamese spreadsheet was found.
type localeInfo struct {
	decimal, group string
	datePattern    string // what DATE without a pattern shows
	timePattern    string
	dayFirst       bool // 1/2 is the first of February
	currency       string
	sheetTitle     string // title of a new spreadsheet's sheet
	months, days   []string
}

var locales = map[string]localeInfo{
	"en_US": {
		decimal: ".", group: ",", datePattern: "m/d/yyyy", timePattern: "h:mm:ss am/pm", currency: "$", sheetTitle: "Sheet1",
		months: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
			"October", "November", "December"},
		days: []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	},
	"vi_VN": {
		decimal: ",", group: ".", datePattern: "dd/mm/yyyy", timePattern: "hh:mm:ss", dayFirst: true, currency: "₫",
		sheetTitle: "Trang tính1",
	},
}

// localeOf gives a locale's rules; one that is not known is not simulated.
func localeOf(name string) (localeInfo, *apiError) {
	l, ok := locales[name]
	if !ok {
		return localeInfo{}, notSimulated("the locale %q", name)
	}
	return l, nil
}

// KnowsLocale reports whether spreadsheets of a locale are simulated.
func KnowsLocale(name string) bool {
	_, ok := locales[name]
	return ok
}
