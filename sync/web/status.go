package web

import "tonghop/model/office"

// statuses in the order in which the officer wants to know: who has not
// reported comes first.
var statuses = []office.Status{
	office.Missing, office.Pending, office.Invalid, office.Unread, office.Unreadable,
	office.Late, office.Unproven, office.OnTime, office.Excused,
}

// classes name the standings in the style sheet. They are one letter since a
// month's matrix holds thousands; the commonest needs none.
var classes = map[office.Status]string{
	office.Missing: "c", office.Pending: "p", office.Invalid: "s", office.Unread: "x", office.Unreadable: "k",
	office.Late: "t", office.Unproven: "q", office.Excused: "m",
}

// A badge shows a standing by letter and colour.
type badge struct{ Class, Letter, Label, Meaning string }

func (v *view) badge(s office.Status) badge {
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
func (v *view) evidence(st *office.Standing) string {
	day := st.Period.First
	seen, notSeen := v.moment(st.SeenAt, day), v.moment(st.NotSeenAt, day)
	switch {
	case st.Status == office.Late && notSeen != "":
		return v.text("web.evidence.late", "from", notSeen, "to", seen)
	case st.Status == office.Missing && notSeen != "":
		return v.text("web.evidence.missing", "at", notSeen)
	case st.Status == office.Unreadable && st.Fault != "":
		return v.text("fault." + string(st.Fault) + ".message")
	case st.Status == office.Excused, st.Status == office.OnTime && st.Reason != "":
		return st.Reason
	case seen != "":
		return v.text("web.evidence.seen", "at", seen)
	default:
		return ""
	}
}
