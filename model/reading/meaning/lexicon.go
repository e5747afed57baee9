package meaning

// A Lexicon is the general vocabulary of headings, as templates/lexicon.yaml
// gives it: facts of the language of administration, the same for every
// catalogue. Wordings are written with their marks.
type Lexicon struct {
	// Plain words tell nothing; Number announce a number, Total the whole of it.
	Plain, Number, Total []string
	Passive, Negation    []string
	Counts               []Entry
	LooseCounts          []string
	People, Acts, Things []Concept
	Context              []Entry
	InPerson             []string
	// Complements are IDs of what may follow an act that serves.
	Complements []string
	Levels      Levels
	Senses      []Sense
	// Together are lists of IDs whose abbreviations settle one another where
	// they stand beside each other.
	Together                      [][]string
	Programmes, Quantities, Texts []string
	// Roles, Spans, Parts, Scales and Columns have the IDs of RoleIDs and its
	// like.
	Roles, Spans, Parts, Scales []Entry
	TimesOfDay, Sexes           []Entry
	Drafts                      []string
	// Achieved are the words of a share that are the result beside a plan alone.
	Achieved []string
	// NoRole are wordings in which a role word says nothing; the others are role
	// words that say nothing above other headings, in a title, or in a note.
	NoRole, NoRoleAbove, NoRoleTitle, NoRoleNote []string
	Columns                                      []Entry
	Neutral                                      []string
	Doubts                                       []string
}

// An Entry is a thing of the lexicon with its wordings.
type Entry struct {
	ID  string
	Say []string
}

// A Concept is a kind of people, an act or a thing that is counted.
type Concept struct {
	Entry
	// With are IDs of what may stand beside it without changing what is
	// counted; Online of what may only where "trực tuyến" or a level does too.
	With, Online []string
	// Apart are IDs of context that is not idle beside it, unless "trực tuyến", a
	// level or the programme stands there too: dossiers "at the one-stop office"
	// are those on paper as well.
	Apart []string
	// Vague are IDs of context beside which, without a count, it is only proposed:
	// "Hỗ trợ dịch vụ công" is what the programme is called.
	Vague []string
	// Units are its units of measure, which name nothing alone.
	Units []string
	// Same is the ID of the concept that this one is counted as.
	Same string
	// Kind: one kind of people, a part where people at large are counted.
	Kind bool
	// Crowd: the wordings count a population unless an act stands with them.
	Crowd bool
	// Does: these people do the programme's work.
	Does bool
	// Serves: an act that is done for people.
	Serves bool
}

// Levels are the words of "mức độ 3" and their like.
type Levels struct {
	Words             []string // before the figure
	Three, Four, Both []string
	Of                string // ID of the thing that a level alone is one of
	Idle              []string
}

// A Sense is one meaning of an abbreviation that has several.
type Sense struct {
	Short  string
	Means  string   // a wording of the lexicon
	Beside []string // wordings beside which it has this meaning
}

// The IDs that the tables of the lexicon may have.
var (
	RoleIDs   = []string{"actual", "plan", "earlier", "share", "not_done", "sample", "cancelled"}
	SpanIDs   = []string{"day", "running", "running_month", "period", "this"}
	PartIDs   = []string{"whole", "of_which", "place", "team", "ordinal", "category"}
	ScaleIDs  = []string{"percent", "thousands"}
	ColumnIDs = []string{"serial", "day", "report_day", "entry_day", "weekday", "month", "unit", "place", "team", "shift", "content", "quantity", "measure", "sex", "person", "personal", "text"}
)

// A Fault is a wording or an ID of the lexicon that cannot stand as it is.
type Fault struct {
	Wording string
	Why     string
}
