package pages

import (
	"context"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/workbench"
	"tonghop/sync/app"
)

// A bench is what the page's workbench asks of an office, as of what the page
// shows.
type bench struct {
	office *app.Office
	latest *latestReport
}

func (b bench) Questions(ctx context.Context) ([]office.Question, error) {
	return b.office.Desk(b.latest.standing).Questions(ctx)
}

func (b bench) Evidence(ctx context.Context) (map[string]workbench.Evidence, error) {
	s, err := b.latest.state(ctx)
	if err != nil {
		return nil, err
	}
	return b.office.Readings.Evidence(ctx, s.Revision)
}

func (b bench) Workbook(ctx context.Context, source string) (*grid.Book, *office.Reading, error) {
	s, err := b.latest.state(ctx)
	if err != nil {
		return nil, nil, err
	}
	return b.office.Readings.Workbook(ctx, s.Revision, source)
}
