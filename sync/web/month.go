package web

import "net/http"

// A monthPage is a month by itself: its matrix and its totals. At 200 units the
// matrix is a page of its own, and it is the one to print.
type monthPage struct {
	AsOf     string
	Months   walk
	Rates    string
	Matrix   *matrix
	Totals   totals
	Compared []compared
}

func (s *Server) month(w http.ResponseWriter, r *http.Request) {
	v, _, err := s.timed(r)
	if err != nil {
		s.untimely(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "month.html", monthPage{
		AsOf:     v.instant(v.AsOf),
		Months:   v.monthWalk("/month"),
		Rates:    v.rates(v.Window.Total.Rate),
		Matrix:   v.matrix(),
		Totals:   v.totals(),
		Compared: v.compared(),
	})
}
