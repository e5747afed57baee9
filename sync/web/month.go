package web

import "net/http"

// A monthPage is the month's matrix by itself: at 200 units it is a page of
// its own, and it is the one to print.
type monthPage struct {
	AsOf   string
	Rates  string
	Matrix *matrix
}

func (s *Server) month(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "month.html", monthPage{
		AsOf:   v.instant(v.AsOf),
		Rates:  v.rates(v.Window.Total.Rate),
		Matrix: v.matrix(),
	})
}
