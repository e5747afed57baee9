package web

import (
	"cmp"
	"context"
	"net/http"
	"sync"
	"time"

	"tonghop/model/office"
)

// Rounds tell of the round that goes on and of those that ended last.
type Rounds struct {
	Running bool
	// By is who asked for the running one; "" for the schedule.
	By          string
	Started     time.Time
	Done, Total int
	// Ended counts those that ended since the program started, Failed those of
	// them that failed.
	Ended, Failed int
	// Last are the latest that ended, the last first.
	Last []Round
	// Next are the daemon's jobs with the instant of each, the next first.
	Next []Next
}

// A Next is when one of the daemon's jobs runs.
type Next struct {
	At  time.Time
	Job string // as in the catalogue, under "job."
}

// A Round is one that ended.
type Round struct {
	By             string // who asked for it; "" for the schedule
	Started, Ended time.Time
	// Read, Unchanged, Skipped and Faulty count sources.
	Read, Unchanged, Skipped, Faulty int
	Failed                           bool // the machinery failed; the log says how
	// Fault is why the consolidated book of a failed round was not written, where
	// it is known. Withheld tells that its tab Bổ sung could not be read back.
	Fault    office.FaultCode
	Withheld bool
}

// work is a round that somebody asked for on the page. There is one at a time,
// and it ends with the server.
type work struct {
	mu      sync.Mutex
	running bool
	by      string
	life    context.Context // that of Serve; nil before
	wait    sync.WaitGroup
}

// begin runs do on the side, unless something runs already.
func (k *work) begin(by string, do func(context.Context)) (begun bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.running {
		return false
	}
	life := k.life
	if life == nil {
		life = context.Background()
	}
	k.running, k.by = true, by
	k.wait.Go(func() {
		defer func() {
			k.mu.Lock()
			k.running = false
			k.mu.Unlock()
		}()
		do(life)
	})
	return true
}

// now tells whether somebody's round goes on, and whose.
func (k *work) now() (running bool, by string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.running, k.by
}

// live binds what is begun to a context, until done.
func (k *work) live(ctx context.Context) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.life = ctx
}

// startSync begins a round in the visitor's name, or joins the one that goes
// on, and leads to the page that shows it.
func (s *Server) startSync(w http.ResponseWriter, r *http.Request) {
	if s.Sync == nil {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	if !s.parseForm(w, r) {
		return
	}
	v := visitorOf(r)
	by := cmp.Or(v.person, v.messages.Text("web.round.page"))
	if s.work.begin(by, func(ctx context.Context) {
		if err := s.Sync(ctx, by); err != nil && ctx.Err() == nil {
			s.Log.Error("a round that was asked for on the page failed", "by", by, "error", err)
		}
	}) {
		s.Log.Info("a round was asked for on the page", "by", by)
	}
	http.Redirect(w, r, "/rounds", http.StatusSeeOther)
}

// A roundNow shows the round that goes on, or lets one begin.
type roundNow struct {
	May         bool // begin one
	Running     bool
	Text        string
	Done, Total int
}

// refreshAfter is how often a page asks for the progress of a round, in
// seconds.
const refreshAfter = 3

func (n roundNow) refresh() int {
	if n.Running {
		return refreshAfter
	}
	return 0
}

func (s *Server) roundNow(v *view) roundNow {
	all := s.Rounds()
	asked, by := s.work.now()
	n := roundNow{May: s.Sync != nil && v.visitor.role >= Office, Running: all.Running || asked, Done: all.Done, Total: all.Total}
	if n.Running {
		n.Text = v.roundText(all, by)
	}
	return n
}
