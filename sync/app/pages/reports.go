package pages

import (
	"context"
	"fmt"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/official"
	"tonghop/sync/registry"
	"tonghop/sync/web"
)

// A pageRegister is the register as the page uses it.
type pageRegister struct {
	reports.Writer
	*registry.Registry
}

func newPageRegister(o *app.Office) *pageRegister {
	w := reports.Of(o)
	return &pageRegister{w, w.Register()}
}

var _ web.Register = (*pageRegister)(nil)

func (p *pageRegister) Close(ctx context.Context, kind calendar.PeriodKind, name, through, by string) (string, error) {
	done, err := p.Registry.Close(ctx, registry.Closing{Kind: kind, Name: name, Through: through, By: by})
	if err != nil {
		return "", err
	}
	_, err = p.Put(done.File)
	return done.Draft.Draft, err
}

// issuing is what the page's form says, in the register's own words.
func issuing(x *web.Issuing) registry.Issuing {
	to := registry.Issuing{Draft: x.Draft, Number: x.Number, Dated: x.Dated, Replaces: x.Replaces, Reason: x.Reason, AsClosed: x.AsClosed, By: x.By}
	if x.Signed != nil {
		to.Signed = &registry.Print{Name: x.Signed.Name, Bytes: x.Signed.Bytes}
	}
	return to
}

func (p *pageRegister) Compare(ctx context.Context, x web.Issuing) (web.Comparison, error) {
	n, err := p.Preview(ctx, issuing(&x))
	if err != nil {
		return web.Comparison{}, err
	}
	same := !n.Report.Edited // the very draft was sent
	return web.Comparison{Differences: n.Report.Differences, Compared: same || n.Report.Compared, Lacks: n.Lacks}, nil
}

func (p *pageRegister) Issue(ctx context.Context, x web.Issuing) error {
	n, err := p.Registry.Issue(ctx, issuing(&x))
	if err == nil {
		_, err = p.Put(n.File)
	}
	return err
}

func (p *pageRegister) Document(ctx context.Context, d record.Document) ([]byte, error) {
	file, err := p.File(ctx, d)
	return file.Bytes, err
}

func (p *pageRegister) Provisional(ctx context.Context, x web.Wanted) (string, []byte, error) {
	asked := reports.Request{Period: reports.Named{Kind: x.Kind, Name: x.Name}}
	r, err := p.Round.ReportOf(ctx, p.Now(), asked.Period.Pick)
	if err != nil {
		return "", nil, err
	}
	print := p.Writer.Print
	if x.Word {
		print = p.Writer.PrintWord
	}
	data, file, err := print(r, asked, official.Variant{Provisional: true})
	if err != nil {
		return "", nil, fmt.Errorf("making the provisional report: %w", err)
	}
	return file, data, nil
}
