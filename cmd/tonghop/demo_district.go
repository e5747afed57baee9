package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/app/daemon"
	"tonghop/sync/app/pages"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/gsheets/sheetsim/rehearse"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
	"tonghop/templates"

	"golang.org/x/sync/errgroup"
)

// A demoDistrict is the made-up district on its own local Google.
type demoDistrict struct {
	clock  *demoClock
	stage  *rehearse.Stage
	server *http.Server
	office *workplace
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
		return nil, app.Failure(fmt.Errorf("starting the local Google: %w", err), "the demo needs a free port on 127.0.0.1")
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
		return app.Failure(fmt.Errorf("making the demo's folder: %w", err), "name another with --out")
	}
	for _, name := range []string{"demo.db", "demo.db-wal", "demo.db-shm"} {
		if err := os.Remove(filepath.Join(out, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return app.Failure(fmt.Errorf("clearing the last demo: %w", err), "another demo may still run; stop it, or name another folder with --out")
		}
	}
	path := filepath.Join(out, "config.yaml")
	if err := os.WriteFile(path, bytes.ReplaceAll(text, []byte("http://127.0.0.1:8000/"), []byte(endpoint)), 0o644); err != nil {
		return app.Failure(fmt.Errorf("writing the demo's configuration: %w", err), "name another folder with --out")
	}
	mine := *f
	mine.config = path
	if mine.log == defaultLog {
		mine.log = "error" // the demo's faults are part of the play
	}
	mine.clockOverride = d.clock.Now
	mine.sleepOverride = d.clock.Sleep
	if d.office, err = mine.open(ctx, app.ToWrite); err != nil {
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
	jobs, err := daemon.Jobs(d.office.Office)
	if err != nil {
		return 0, 0, err
	}
	until, err := time.Parse(time.RFC3339, demoUntil)
	if err != nil {
		return 0, 0, err
	}
	counted := d.office.Round.Progress
	d.office.Round.Progress = func(done, total int, source string) {
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
	page, listener, err := pages.Open(d.office.Office, listen)
	if err != nil {
		if page, listener, err = pages.Open(d.office.Office, "127.0.0.1:0"); err != nil {
			return err
		}
	}
	fmt.Fprintln(f.stdout, d.office.Messages.Text("cli.demo.page", "url", "http://"+listener.Addr().String()+"/"))
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return page.Serve(ctx, listener) })
	return g.Wait()
}
