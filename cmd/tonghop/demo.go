package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"tonghop/model"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/gsheets/sheetsim/rehearse"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
	"tonghop/templates"
)

// The demo lives through this span, looking as the daemon looks.
const (
	demoFrom  = "2020-06-01T06:00:00+07:00"
	demoUntil = "2020-06-24T22:45:00+07:00"
	demoMonth = "2020-06"
	demoTable = "tong-hop" // ID of the consolidated spreadsheet
)

func newDemo(f *flags) *cobra.Command {
	var once bool
	var out, listen string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Live through a district's month in seconds, with no account",
		Long: `Loads a made-up district's messy sheets into a local Google, lives through
1 to 24 June 2020 under a fake clock while thirteen communes, a school and an
agency branch type into them, and looks at noon, around 17:00 and at 22:30 of
each working day. Then it writes the consolidated book and the official monthly
report, tells what it found, and serves the page until stopped.`,
		Example: "  tonghop demo\n  tonghop demo --once",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.now != "" {
				return usage(errors.New("demo: --now has no meaning here"), "the demo brings its own clock")
			}
			return runDemo(c.Context(), f, out, listen, once)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "end when the files are written instead of serving the page")
	c.Flags().StringVar(&out, "out", filepath.Join("out", "demo"), "the `FOLDER` for the demo's files")
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "the page's `ADDRESS`; another port is taken where it is in use")
	return c
}

func runDemo(ctx context.Context, f *flags, out, listen string, once bool) error {
	d, err := newDemoDistrict(ctx, f, out)
	if err != nil {
		return err
	}
	defer d.close()
	started := time.Now()
	looks, edits, err := d.live(ctx)
	if err != nil {
		return err
	}
	period, err := d.office.programme.Windows.ParseMonth(demoMonth)
	if err != nil {
		return err
	}
	official, err := d.office.writeMonth(ctx, period, d.clock.Now())
	if err != nil {
		return err
	}
	report, err := d.office.round.ReportOf(ctx, period, d.clock.Now())
	if err != nil {
		return err
	}
	table := filepath.Join(out, "tong-hop.xlsx")
	if _, err := d.office.fileTarget(table).Publish(ctx, d.office.lay(report)); err != nil {
		return fmt.Errorf("saving the consolidated book: %w", err)
	}
	s := summary{w: f.stdout, m: d.office.messages, r: report}
	s.line("cli.demo.lived", "looks", fmt.Sprint(looks), "edits", fmt.Sprint(edits), "sources", fmt.Sprint(len(report.Sources)),
		"seconds", fmt.Sprintf("%.1f", time.Since(started).Seconds()))
	s.matrix()
	s.today()
	s.toMend(8)
	s.targets()
	s.line("cli.demo.files")
	s.line("cli.demo.table", "file", relative(table))
	s.line("cli.demo.report", "file", relative(official))
	s.line("cli.demo.config", "file", relative(filepath.Join(out, "config.yaml")))
	if once {
		return nil
	}
	return d.servePage(ctx, f, listen)
}

// A demoDistrict is the made-up district on its own local Google.
type demoDistrict struct {
	clock  *demoClock
	stage  *rehearse.Stage
	server *http.Server
	office *office
}

// newDemoDistrict starts the local Google with the district's sheets and an
// office that reads them through the real client.
func newDemoDistrict(ctx context.Context, f *flags, out string) (*demoDistrict, error) {
	from, err := time.Parse(time.RFC3339, demoFrom)
	if err != nil {
		return nil, err
	}
	d := &demoDistrict{clock: &demoClock{now: from}}
	google := sheetsim.New(sheetsim.Options{Now: d.clock.Now, DecodeXLSX: workbook.Decode})
	scripts, err := rehearse.Load(templates.Builtin(), "demo", from.Location())
	if err != nil {
		return nil, fmt.Errorf("loading the demo's district: %w", err)
	}
	if d.stage, err = rehearse.NewStage(google, scripts); err != nil {
		return nil, err
	}
	if err := google.LoadSpreadsheet(demoTable, []byte(`{"spreadsheetId":"`+demoTable+`","properties":{"title":"Tổng hợp","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, failure(fmt.Errorf("starting the local Google: %w", err), "the demo needs a free port on 127.0.0.1")
	}
	d.server = &http.Server{Handler: google, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = d.server.Serve(listener) }() // ends with close
	if err := d.moveIn(ctx, f, out, "http://"+listener.Addr().String()+"/"); err != nil {
		return nil, errors.Join(err, d.server.Close())
	}
	return d, nil
}

// moveIn writes the demo's configuration into its folder, clears what an
// earlier demo left there, and opens the office.
func (d *demoDistrict) moveIn(ctx context.Context, f *flags, out, endpoint string) error {
	text, err := fs.ReadFile(templates.Builtin(), "demo/config.yaml")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return failure(fmt.Errorf("making the demo's folder: %w", err), "name another with --out")
	}
	for _, name := range []string{"demo.db", "demo.db-wal", "demo.db-shm"} {
		if err := os.Remove(filepath.Join(out, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failure(fmt.Errorf("clearing the last demo: %w", err), "another demo may still run; stop it, or name another folder with --out")
		}
	}
	path := filepath.Join(out, "config.yaml")
	if err := os.WriteFile(path, bytes.ReplaceAll(text, []byte("http://127.0.0.1:8000/"), []byte(endpoint)), 0o644); err != nil {
		return failure(fmt.Errorf("writing the demo's configuration: %w", err), "name another folder with --out")
	}
	mine := *f
	mine.config = path
	mine.clockOverride = d.clock.Now
	mine.sleepOverride = d.clock.Sleep
	if d.office, err = mine.open(ctx, toWrite); err != nil {
		return err
	}
	return nil
}

func (d *demoDistrict) close() {
	_ = d.office.Close()
	_ = d.server.Close()
}

// live walks through the month: before each of the daemon's jobs the people
// have typed what they type by then, and the clock stands at its instant.
func (d *demoDistrict) live(ctx context.Context) (looks, edits int, err error) {
	jobs, err := d.office.jobs()
	if err != nil {
		return 0, 0, err
	}
	until, err := time.Parse(time.RFC3339, demoUntil)
	if err != nil {
		return 0, 0, err
	}
	counted := d.office.round.Progress
	d.office.round.Progress = func(done, total int, source string) {
		looks++
		if counted != nil {
			counted(done, total, source)
		}
	}
	for at, job := range schedule.Walk(jobs, d.clock.Now(), until) {
		if err := ctx.Err(); err != nil {
			return looks, edits, err
		}
		n, err := d.stage.Until(at)
		if err != nil {
			return looks, edits, err
		}
		edits += n
		d.clock.Set(at)
		if err := job.Run(ctx, at); err != nil {
			return looks, edits, fmt.Errorf("%s at %s: %w", job.Name, at.Format("15:04 2/1/2006"), err)
		}
	}
	return looks, edits, nil
}

// servePage serves the page until the context ends.
func (d *demoDistrict) servePage(ctx context.Context, f *flags, listen string) error {
	page, listener, err := d.office.page(listen)
	if err != nil {
		if page, listener, err = d.office.page("127.0.0.1:0"); err != nil {
			return err
		}
	}
	fmt.Fprintln(f.stdout, d.office.messages.Text("cli.demo.page", "url", "http://"+listener.Addr().String()+"/"))
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return page.Serve(ctx, listener) })
	return g.Wait()
}

// A demoClock stands still but for a moment that each question takes, and
// moves on when somebody waits.
type demoClock struct {
	mu  sync.Mutex
	now time.Time
}

// Now gives the instant and lets a moment pass.
func (c *demoClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(5 * time.Millisecond)
	return c.now
}

// Set moves the clock to an instant; never back.
func (c *demoClock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.now) {
		c.now = t
	}
}

// Sleep lets time pass at once.
func (c *demoClock) Sleep(_ context.Context, d time.Duration) error {
	c.Set(c.now.Add(d))
	return nil
}

// relative shortens a path for the eye where that is possible.
func relative(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	if r, err := filepath.Rel(wd, path); err == nil && len(r) < len(path) {
		return r
	}
	return path
}

// matrix draws how every unit stood on every day of the month, a letter a day.
func (s *summary) matrix() {
	var days []model.Day
	seen := map[model.Day]bool{}
	for _, st := range s.r.Standings {
		if !seen[st.Period.First] {
			seen[st.Period.First] = true
			days = append(days, st.Period.First)
		}
	}
	at := map[string]map[model.Day]string{}
	for _, st := range s.r.Standings {
		if at[st.Unit] == nil {
			at[st.Unit] = map[model.Day]string{}
		}
		at[st.Unit][st.Period.First] = s.m.Text("status." + string(st.Status) + ".letter")
	}
	width := 0
	for i := range s.r.Programme.Units {
		width = max(width, len([]rune(s.r.Programme.Units[i].Name)))
	}
	s.drawMatrix(s.w, days, at, width)
}

func (s *summary) drawMatrix(w io.Writer, days []model.Day, at map[string]map[model.Day]string, width int) {
	fmt.Fprintf(w, "\n%-*s", width+2, "")
	for _, d := range days {
		_, _, dd := d.Date()
		fmt.Fprintf(w, "%3d", dd)
	}
	fmt.Fprintln(w)
	for i := range s.r.Programme.Units {
		u := &s.r.Programme.Units[i]
		fmt.Fprintf(w, "%-*s", width+2, u.Name)
		for _, d := range days {
			fmt.Fprintf(w, "%3s", at[u.ID][d])
		}
		rate := s.rate(u.ID)
		fmt.Fprintf(w, "   %d/%d\n", rate.Timely(), rate.Judged())
	}
	s.line("cli.demo.legend", s.letters()...)
}

// letters are the signs of the standings, as pairs for a message.
func (s *summary) letters() []string {
	var pairs []string
	for _, st := range []model.Status{model.OnTime, model.Unproven, model.Late, model.Missing, model.Invalid, model.Unreadable} {
		pairs = append(pairs, string(st), s.m.Text("status."+string(st)+".letter"))
	}
	return pairs
}

func (s *summary) rate(unit string) model.Rate {
	for _, l := range s.r.Month.Lines {
		if l.Unit.ID == unit {
			return l.Rate
		}
	}
	return model.Rate{}
}
