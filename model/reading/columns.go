package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A meaning is an indicator or a text field, by its place in the context.
type sense struct {
	text bool // a text field, not an indicator
	at   int
}

// matches are the meanings that fit a heading at the first level at which any
// does: none is unknown, two are ambiguous.
type matches struct {
	all []sense
	how string
	// running: the heading says that it holds running totals; monthly: that
	// they start anew each month; daily: that it holds the day's own figures.
	running, monthly, daily bool
}

func (m *matches) one() bool { return len(m.all) == 1 }

// A dictionary knows every name of every indicator and text field, at each
// level of forgetting.
type dictionary struct {
	ctx    *Context
	levels [5]map[string][]sense
	units  map[string]bool // words that may stand in a heading's brackets
	seen   map[string]*matches
}

var levelNames = [5]string{"exact", "tone", "folded", "particle", "particle"}

func newDictionary(ctx *Context) *dictionary {
	d := &dictionary{ctx: ctx, units: map[string]bool{}, seen: map[string]*matches{}}
	for i := range d.levels {
		d.levels[i] = map[string][]sense{}
	}
	for i := range ctx.Indicators {
		d.units[foldText(strings.ToLower(ctx.Indicators[i].Unit))] = true
	}
	for i := range ctx.Indicators {
		x := &ctx.Indicators[i]
		d.add(sense{at: i}, append([]string{x.Label, x.Short}, x.Aliases...))
	}
	for i, f := range ctx.TextFields {
		d.add(sense{text: true, at: i}, append([]string{f.Label}, f.Aliases...))
	}
	return d
}

func (d *dictionary) add(m sense, names []string) {
	for _, name := range names {
		clean := cleanText(name)
		if clean == "" {
			continue
		}
		for level, key := range d.keys(strings.ToLower(clean)) {
			if key != "" && !slices.Contains(d.levels[level][key], m) {
				d.levels[level][key] = append(d.levels[level][key], m)
			}
		}
	}
}

// keys are a name's forms at each level.
func (d *dictionary) keys(lower string) [5]string {
	bare := d.dropUnits(lower)
	folded := foldText(bare)
	return [5]string{lower, toneKey(lower), folded, toneKey(dropParticles(strings.TrimSpace(bare))), dropParticles(folded)}
}

// dropUnits removes brackets that only name a unit of measure.
func (d *dictionary) dropUnits(lower string) string {
	if !strings.ContainsAny(lower, "([") {
		return lower
	}
	return brackets.ReplaceAllStringFunc(lower, func(b string) string {
		in := strings.TrimPrefix(strings.TrimPrefix(foldText(b), "don vi tinh "), "dvt ")
		if in == "" || d.units[in] || countingWords[in] {
			return " "
		}
		return b
	})
}

var markedParticles = []string{"tổng số lượng ", "số lượng ", "tổng số ", "số ", "sl ", "ts "}

func dropParticles(s string) string {
	for again := true; again; {
		again = false
		for _, list := range [2][]string{particles, markedParticles} {
			for _, p := range list {
				if rest, ok := strings.CutPrefix(s, p); ok && rest != "" {
					s, again = rest, true
				}
			}
		}
	}
	return s
}

// The phrases that say what span a column covers. The first that fits counts.
var (
	runningPhrase = regexp.MustCompile(`\b(?:luy ke|cong don)\b(?: (?:tu dau|trong|den|tinh den|ca) .*$| thang\b| nam\b| den nay\b)?|\btinh den\b.*$|\btu dau (?:nam|thang|dot|chuong trinh|chien dich)(?: den nay)?\b`)
	saysRunning   = regexp.MustCompile(`\b(?:luy ke|cong don|tinh den)\b`)
	monthlyPhrase = regexp.MustCompile(`\b(?:tu dau thang|luy ke (?:trong )?thang|cong don (?:trong )?thang)\b`)
	dailyPhrase   = regexp.MustCompile(`\b(?:phat sinh trong ngay|phat sinh|trong ngay|hom nay)\b`)
	enumerator    = regexp.MustCompile(`^\s*(?:[-+*•–]+|\(?\d{1,2}[.)]|\(?[a-zđ][.)]|[ivx]{1,4}[.)])\s*`)
)

// match gives what a heading means. It is remembered: a book repeats its
// headings in every tab.
func (d *dictionary) match(clean string) *matches {
	if got, ok := d.seen[clean]; ok {
		return got
	}
	got := d.find(strings.ToLower(clean))
	d.seen[clean] = got
	return got
}

func (d *dictionary) find(lower string) *matches {
	m := &matches{}
	if lower == "" {
		return m
	}
	fold := foldText(lower)
	m.running = saysRunning.MatchString(fold)
	m.monthly = monthlyPhrase.MatchString(fold)
	m.daily = dailyPhrase.MatchString(fold) && !m.running
	if d.lookUp(m, lower) {
		return m
	}
	if bare := enumerator.ReplaceAllString(lower, ""); bare != lower && bare != "" && d.lookUp(m, bare) {
		return m
	}
	if phrase := spanPhrase(m); phrase != nil {
		bare := strings.Join(strings.Fields(phrase.ReplaceAllString(foldText(d.dropUnits(lower)), " ")), " ")
		// "số lũy kế" leaves its "số" behind, which looks like the end of "hồ sơ".
		if !d.lookUp(m, bare) {
			d.lookUp(m, strings.TrimSuffix(bare, " so"))
		}
	}
	return m
}

func spanPhrase(m *matches) *regexp.Regexp {
	switch {
	case m.running:
		return runningPhrase
	case m.daily:
		return dailyPhrase
	}
	return nil
}

func (d *dictionary) lookUp(m *matches, lower string) bool {
	for level, key := range d.keys(lower) {
		if found := d.levels[level][key]; len(found) > 0 {
			m.all, m.how = found, levelNames[level]
			return true
		}
	}
	return false
}

// near names the indicator whose name is closest to a heading that matched
// none: a suggestion for the finding and never a reading.
func (d *dictionary) near(clean string) string {
	fold := dropParticles(foldText(strings.ToLower(clean)))
	if len(fold) < 4 || len(fold) > 120 {
		return ""
	}
	best, name := len(fold)/4+2, ""
	for i := range d.ctx.Indicators {
		x := &d.ctx.Indicators[i]
		for _, n := range append([]string{x.Label, x.Short}, x.Aliases...) {
			if dist := distance(fold, dropParticles(foldText(strings.ToLower(cleanText(n)))), best); dist < best {
				best, name = dist, x.Label
			}
		}
	}
	return name
}

// distance is the number of letters to insert, drop or change, or limit where
// it is not below it.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return min(row[len(b)], limit)
}

// isFlow reports whether an indicator adds up over days.
func isFlow(i *office.Indicator) bool { return i.Aggregate != office.AggregateLatest }

// --- until the room of meaning has its bodies ---

var fbPart = map[string]meaning.Part{
	"sang": {Kind: meaning.ByTimeOfDay, Name: "sáng"}, "chieu": {Kind: meaning.ByTimeOfDay, Name: "chiều"}, "s": {Kind: meaning.ByTimeOfDay, Name: "sáng"}, "c": {Kind: meaning.ByTimeOfDay, Name: "chiều"},
	"nam": {Kind: meaning.BySex, Name: "nam"}, "nu": {Kind: meaning.BySex, Name: "nữ"}, "trong do nu": {Kind: meaning.BySex, Name: "nữ", OfWhich: true},
	"tong": {Kind: meaning.Whole}, "cong": {Kind: meaning.Whole}, "tong so": {Kind: meaning.Whole}, "tong cong": {Kind: meaning.Whole}, "ca ngay": {Kind: meaning.Whole}, "ca xa": {Kind: meaning.Whole}, "tong xa": {Kind: meaning.Whole},
}
var fbPlace = regexp.MustCompile(`^(ap|thon|khu pho|kp|buon|ban)( .*)$`)
var fbResult = []struct {
	re *regexp.Regexp
	r  meaning.Result
}{
	{regexp.MustCompile(`^(?:kh|ke hoach.*|chi tieu.*|dang ky|du kien)$|\b(?:ke hoach|kh)$|^kh\b`), meaning.Plan},
	{regexp.MustCompile(`cung ky|nam truoc|thang truoc|ky truoc|hom qua|so cu`), meaning.Earlier},
	{regexp.MustCompile(`^(?:ty le|ti le).*|^dat$`), meaning.Share},
	{regexp.MustCompile(`tra lai|bi tra|ton\b|chua xu ly`), meaning.NotDone},
	{regexp.MustCompile(`^vi du|^mau\b`), meaning.Sample},
	{regexp.MustCompile(`^(?:th|thuc hien|hoan thanh|ket qua|dat duoc)$`), meaning.Actual},
	{regexp.MustCompile(`\bhuy\b|nhap nham`), meaning.Cancelled},
}

func fallbackRoles(text string) (ro meaning.Roles) {
	lower := lowerClean(text)
	fold := foldText(lower)
	if p, ok := fbPart[fold]; ok {
		ro.Part = p
	} else if fbPlace.MatchString(fold) {
		ro.Part = meaning.Part{Kind: meaning.ByPlace, Name: lower}
	}
	for _, x := range fbResult {
		if x.re.MatchString(fold) {
			ro.Result = x.r
			break
		}
	}
	if strings.Contains(lower, "%") {
		ro.Result = meaning.Share
	}
	if saysRunning.MatchString(fold) || strings.Contains(fold, "den nay") {
		ro.Span, ro.Monthly = meaning.Running, monthlyPhrase.MatchString(fold)
	} else if dailyPhrase.MatchString(fold) {
		ro.Span = meaning.Daily
	} else if regexp.MustCompile(`tuan nay|thang nay|ca tuan|ca thang`).MatchString(fold) {
		ro.Span = meaning.PeriodTotal
	}
	return ro
}

func (d *dictionary) fallback(h meaning.Heading) meaning.Meaning {
	m := meaning.Meaning{Indicator: -1, Nearest: -1}
	for _, p := range slices.Backward(h.Path) {
		m.Roles = m.Roles.Over(fallbackRoles(p))
	}
	for i := range h.Path {
		for j := len(h.Path); j > i; j-- {
			got := d.match(strings.Join(h.Path[i:j], " "))
			if got.one() && !got.all[0].text {
				m.Indicator, m.Certainty, m.How = got.all[0].at, meaning.Certain, meaning.How(got.how)
				return m
			}
			if len(got.all) > 1 {
				m.Why = meaning.Ambiguous
			}
		}
	}
	return m
}
