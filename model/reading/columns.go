package reading

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/office"
)

// How a heading came to its meaning, from the surest to the least.
const (
	howPinned   = "pinned"
	howExact    = "exact"
	howTone     = "tone"
	howFolded   = "folded"
	howParticle = "particle"
)

// A meaning is an indicator or a text field, by its place in the context.
type meaning struct {
	text bool // a text field, not an indicator
	at   int
}

// matches are the meanings that fit a heading at the first level at which any
// does: none is unknown, two are ambiguous.
type matches struct {
	all []meaning
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
	levels [5]map[string][]meaning
	units  map[string]bool // words that may stand in a heading's brackets
	seen   map[string]*matches
}

var levelNames = [5]string{howExact, howTone, howFolded, howParticle, howParticle}

func newDictionary(ctx *Context) *dictionary {
	d := &dictionary{ctx: ctx, units: map[string]bool{}, seen: map[string]*matches{}}
	for i := range d.levels {
		d.levels[i] = map[string][]meaning{}
	}
	for i := range ctx.Indicators {
		d.units[foldText(strings.ToLower(ctx.Indicators[i].Unit))] = true
	}
	for i := range ctx.Indicators {
		x := &ctx.Indicators[i]
		d.add(meaning{at: i}, append([]string{x.Label, x.Short}, x.Aliases...))
	}
	for i, f := range ctx.TextFields {
		d.add(meaning{text: true, at: i}, append([]string{f.Label}, f.Aliases...))
	}
	return d
}

func (d *dictionary) add(m meaning, names []string) {
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

var brackets = regexp.MustCompile(`[(\[][^()\[\]]*[)\]]`)

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
