package app

import (
	"context"
	"strconv"
	"time"

	"tonghop/model/office"
	"tonghop/sync/gsheets"
)

// Alarms are what has to be told of the program itself.
func (o *Office) Alarms(ctx context.Context) []office.Alarm {
	all := o.clockAlarm()
	if o.Readings != nil && o.Readings.Rereading() {
		all = append(all, office.Alarm{Key: "rereading"})
	}
	if o.Watch != nil {
		all = append(all, o.Watch.Alarms(ctx)...)
	}
	return all
}

// Ready tells why the office cannot do its work, or nil.
func (o *Office) Ready(ctx context.Context) error {
	if _, err := o.Ledger.Last(ctx); err != nil {
		return err
	}
	if o.Watch == nil {
		return nil
	}
	return o.Watch.Ready(ctx)
}

// clockAlarm tells of a clock that is off by more than looks may bear.
func (o *Office) clockAlarm() []office.Alarm {
	if o.Sources.Google == nil {
		return nil
	}
	ahead, known := o.Sources.Google.Clock()
	if !known || ahead.Abs() <= gsheets.ClockTolerance {
		return nil
	}
	key := "clock-ahead"
	if ahead < 0 {
		key = "clock-behind"
	}
	return []office.Alarm{{Key: key, Args: []string{"n", strconv.Itoa(int((ahead.Abs() + 30*time.Second) / time.Minute))}}}
}
