package office

// A Turn is whose move it is.
type Turn string

const (
	TurnNobody  Turn = ""        // it is told for the record
	TurnOffice  Turn = "office"  // we or the office have to understand it
	TurnCommune Turn = "commune" // only the commune can mend it
)
