package feed

// Progress is told after each source of a refresh.
type Progress struct {
	Done, Total int
	Source      Source
	Outcome     Outcome
}

// Outcome is what asking one source brought.
type Outcome struct {
	New         int   // articles that were not in the store
	Changed     int   // articles whose text or counts changed
	Wire        int64 // bytes received, headers left out
	Requests    int
	NotModified bool
	Skipped     bool     // not due, and nobody insisted
	Failure     *Failure // nil when it worked
	Moved       string   // the address it moved to for good (HTTP 301, 308)
}

// Summary adds up a refresh.
type Summary struct {
	Sources     int // asked
	Skipped     int // not due
	New         int
	Changed     int
	Failed      int
	NotModified int
	Moved       int // to another address, for good
	Requests    int
	Wire        int64
}

// Add counts one source's outcome.
func (s *Summary) Add(o Outcome) {
	if o.Skipped {
		s.Skipped++
		return
	}
	s.Sources++
	s.New += o.New
	s.Changed += o.Changed
	s.Requests += o.Requests
	s.Wire += o.Wire
	if o.NotModified {
		s.NotModified++
	}
	if o.Moved != "" {
		s.Moved++
	}
	if o.Failure != nil {
		s.Failed++
	}
}
