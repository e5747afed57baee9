package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// Each volunteer may keep a tab of their own, of one form: what the unit did on a
// day is the sum of those who wrote of it. Nothing says that the tabs are all, nor
// that they count no resident twice, so the office is asked, once for all of them.

// personTitle is a tab called after a person: one to five words with capitals and no
// number.
var personTitle = regexp.MustCompile(`^(?:(?:anh|chị|bạn|em|đ/c|đc) )?\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){0,4}$`)

// ofPerson reports whether a tab is called after a person and after nothing else that
// is known.
func (r *reader) ofPerson(title string) bool {
	w := r.mindWord(title)
	if !personTitle.MatchString(w.clean) || monthInTabTitle(w.fold).month != 0 || dayInTabTitle(w) != nil || otherTitles[w.fold] {
		return false
	}
	if m := r.roster.find(w); m.unit != nil || m.many || m.named {
		return false
	}
	ro := r.mind.roles(w.clean, meaning.InTabTitle, isASCII(w.lower))
	return ro.Plain() && ro.Part.Kind == meaning.PartUnsaid && !ro.Draft && r.mind.kind(w.clean).Kind == meaning.KindNone && !r.names(w.clean, false) && !r.mind.elsewhere(w)
}

// otherTitles are what tabs are called that are of nobody, folded.
var otherTitles = set("sheet|data|trang tinh|trang|bang|tong hop|du lieu|so lieu|nhat ky|bao cao|bc|theo doi|thang|ngay|tuan|hoat dong|ket qua|danh sach|ds|khac|mau|bieu|phu luc")

// members withholds the tabs of volunteers that have days in common, or takes them
// as parts of the unit's day where the office said so.
func (r *reader) members() {
	var group []*table
	var titles []string
	form := ""
	for _, t := range r.tables {
		if t.held != "" || t.unit == nil || t.place.kind != meaning.PartUnsaid || !r.ofPerson(t.sh.tab.Title) {
			continue
		}
		if form == "" {
			form = t.form()
		}
		if f := t.form(); f == "" || f != form {
			return
		}
		group = append(group, t)
		if !slices.Contains(titles, t.sh.tab.Title) {
			titles = append(titles, t.sh.tab.Title)
		}
	}
	if len(titles) < 2 || !r.shareDays(group) {
		return
	}
	says := strings.Join(titles, " + ")
	for _, t := range group {
		t.group, t.held = says, office.WhyLayout
		switch r.answeredWhole(t, says) {
		case wholeTaken:
			name := r.mindWord(t.sh.tab.Title)
			t.held, t.place = "", part{meaning.ByTeam, name.fold, name.clean}
		case wholeDeclined:
			t.held = heldDeclined
		}
	}
}

// form is what a table counts.
func (t *table) form() string {
	var ids []string
	for i := range t.fields[:t.read] {
		if f := &t.fields[i]; f.role == roleIndicator {
			ids = append(ids, strconv.Itoa(f.indicator))
		}
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}

// shareDays reports whether two tabs of a group say something of one day.
func (r *reader) shareDays(group []*table) bool {
	seen := map[unitDay]*sheet{}
	for _, e := range r.entries {
		if !slices.Contains(group, e.t) {
			continue
		}
		d := unitDay{e.unit, e.day}
		if other := seen[d]; other != nil && other != e.t.sh {
			return true
		}
		seen[d] = e.t.sh
	}
	return false
}
