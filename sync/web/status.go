package web

import "tonghop/model"

// statuses in the order in which the officer wants to know: who has not
// reported comes first.
var statuses = []model.Status{
	model.Missing, model.Pending, model.Invalid, model.Unreadable,
	model.Late, model.Unproven, model.OnTime, model.Excused,
}

// classes name the standings in the style sheet. They are one letter since a
// month's matrix holds thousands; the commonest needs none.
var classes = map[model.Status]string{
	model.Missing: "c", model.Pending: "p", model.Invalid: "s", model.Unreadable: "k",
	model.Late: "t", model.Unproven: "q", model.Excused: "m",
}

// A badge shows a standing by letter and colour.
type badge struct{ Class, Letter, Label, Meaning string }

func (v *view) badge(s model.Status) badge {
	key := "status." + string(s)
	return badge{classes[s], v.text(key + ".letter"), v.text(key), v.text(key + ".meaning")}
}

func (v *view) legend() []badge {
	list := make([]badge, len(statuses))
	for i, s := range statuses {
		list[i] = v.badge(s)
	}
	return list
}

// evidence says how a standing is known: the looks, the fault, or the
// office's reason.
func (v *view) evidence(st *model.Standing) string {
	day := st.Period.First
	seen, notSeen := v.moment(st.SeenAt, day), v.moment(st.NotSeenAt, day)
	switch {
	case st.Status == model.Late && notSeen != "":
		return v.text("web.evidence.late", "from", notSeen, "to", seen)
	case st.Status == model.Missing && notSeen != "":
		return v.text("web.evidence.missing", "at", notSeen)
	case st.Status == model.Unreadable && st.Fault != "":
		return v.text("fault." + string(st.Fault) + ".message")
	case st.Status == model.Excused:
		return st.Reason
	case seen != "":
		return v.text("web.evidence.seen", "at", seen)
	default:
		return ""
	}
}
