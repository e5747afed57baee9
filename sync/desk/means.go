package desk

import (
	"cmp"
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// means understands what an officer says that a heading is: an indicator by its id
// or a name, a role, or a part. A part is of the indicator that was proposed.
func (k *Desk) means(text string, p *office.Question) (m office.Meaning, err error) {
	text = strings.TrimSpace(text)
	if x := k.indicatorWritten(text); x != nil {
		return office.Meaning{Indicator: x.ID}, nil
	}
	if slices.Contains(office.Roles, text) {
		return office.Meaning{Role: text}, nil
	}
	words := k.words()
	roles := words.Roles(text, meaning.InHeading, false)
	if role := roleOf(&roles); role != "" {
		return office.Meaning{Role: role}, nil
	}
	if roles.Part.Name != "" {
		if p.Meaning.Indicator == "" {
			return m, refuse(TeachPart, "part", text, "says", p.Says)
		}
		return office.Meaning{Indicator: p.Meaning.Indicator, Part: roles.Part.Name}, nil
	}
	if x := k.indicatorMeant(words, text); x != nil {
		return office.Meaning{Indicator: x.ID}, nil
	}
	if near := k.indicatorNear(text); near != nil {
		return m, refuse(TeachNear, "as", text, "near", near.ID)
	}
	return m, refuse(TeachAs, "as", text, "indicators", k.indicatorIDs(), "roles", strings.Join(office.Roles, ", "))
}

// partOf understands of which indicator a heading is a part, and of which part of
// the day or the unit it is: as the officer says, else as the heading does.
func (k *Desk) partOf(l office.Lesson, p *office.Question) (m office.Meaning, err error) {
	x, err := k.Indicator(l.PartOf)
	if err != nil {
		return m, err
	}
	m.Indicator = x.ID
	path := strings.Split(p.Says, "›")
	m.Part = strings.ToLower(strings.Join(strings.Fields(cmp.Or(strings.TrimSpace(l.As), path[len(path)-1])), " "))
	return m, nil
}

// roleOf gives the role that a text says; "" where it says none, or only that the
// figures are the day's own.
func roleOf(r *meaning.Roles) string {
	switch r.Result {
	case meaning.Plan:
		return office.RolePlan
	case meaning.Earlier:
		return office.RoleEarlier
	case meaning.Share:
		return office.RoleShare
	case meaning.NotDone:
		return office.RoleNotDone
	case meaning.Sample:
		return office.RoleSample
	case meaning.Cancelled:
		return office.RoleCancelled
	}
	switch r.Span {
	case meaning.Running:
		return office.RoleRunning
	case meaning.PeriodTotal:
		return office.RolePeriodTotal
	}
	return ""
}
