package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/office"
)

func TestALetterheadIsOverlaidByFormThenByRecipient(t *testing.T) {
	r := Report{Letterheads: map[string]office.Letterhead{
		"day":      {Subject: "Báo cáo nhanh", Addressee: []string{}},
		"huyen-uy": {Addressee: []string{"Ban Thường vụ Huyện ủy"}, Position: "BÍ THƯ"},
	}}
	base := office.Letterhead{Issuer: "BCH ĐOÀN", Subject: "Kết quả", Addressee: []string{"Tỉnh Đoàn"}, Copies: []string{"Lưu: VP"}, Timeliness: true}
	got := r.Letterhead(base, "day", "huyen-uy")
	want := office.Letterhead{Issuer: "BCH ĐOÀN", Subject: "Báo cáo nhanh", Addressee: []string{"Ban Thường vụ Huyện ủy"}, Copies: []string{"Lưu: VP"}, Position: "BÍ THƯ", Timeliness: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := r.Letterhead(base, "day", ""); len(got.Addressee) != 0 {
		t.Errorf("a quick report is addressed to %q", got.Addressee)
	}
	if diff := cmp.Diff(base, r.Letterhead(base, "month", "")); diff != "" {
		t.Errorf("a form of which nothing is said changes (-want +got):\n%s", diff)
	}
}

func TestTheSettingsOfReportsAreRead(t *testing.T) {
	c := mustParse(t, least+`report:
  profile: nd30
  estimate: true
  ranking: {on_time: 50, complete: 30, figures: {guided: 20}}
  letterheads: {day: {addressee: []}, huyen-uy: {position: "BÍ THƯ"}}
`)
	l := c.Programme.Letterhead
	if l.Profile != office.ProfileND30 || !l.Estimate || l.Timeliness {
		t.Errorf("the letterhead is %+v; timeliness is off unless it is asked for", l)
	}
	if want := (office.Scoring{OnTime: 50, Complete: 30, Figures: []office.Weight{{Indicator: "guided", Points: 20}}}); !cmp.Equal(want, c.Programme.Scoring) {
		t.Errorf("the ranking is %+v, want %+v", c.Programme.Scoring, want)
	}
	if day := c.Report.Letterheads["day"]; day.Addressee == nil || len(day.Addressee) != 0 {
		t.Errorf("the day's addressees are %#v, want none", day.Addressee)
	}
	if plain := mustParse(t, least).Programme; plain.Letterhead.Profile != office.ProfileDoan || !cmp.Equal(plain.Scoring, office.DefaultScoring()) {
		t.Errorf("without settings the profile is %q, the ranking %+v", plain.Letterhead.Profile, plain.Scoring)
	}
}
