package office

// A Scoring tells how units are ranked for commendation: how many points full
// punctuality, full completeness and the best figure of an indicator bring.
// The points are the office's choice and add up to 100.
type Scoring struct {
	OnTime, Complete int64
	Figures          []Weight
}

// A Weight is an indicator's share of the points.
type Weight struct {
	Indicator string
	Points    int64
}

// DefaultScoring is that of an office that chose none.
func DefaultScoring() Scoring { return Scoring{OnTime: 60, Complete: 40} }
