package main

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tonghop/sync/app/apptest"
)

func TestAReportIsClosedAndIssuedOnThePage(t *testing.T) {
	configFile := apptest.Small(t)
	d := startDaemon(t, configFile)
	waitForTallies(t, configFile, "an,2020-06-22,people_informed,12,an.csv,an,B2")
	client := &http.Client{}
	status, said := visit(t, client, d.url+"close", url.Values{"period": {"day 2020-06-22"}, "by": {"Văn phòng"}})
	code := regexp.MustCompile(`\d{3}-\d{4}`).FindString(said)
	if status != http.StatusOK || !strings.Contains(said, "Closed the report on 22/6/2020: draft "+code) {
		t.Fatalf("closing gives %d: %s", status, said)
	}
	out := filepath.Join(filepath.Dir(configFile), "out")
	draft := mustRead(t, filepath.Join(out, "bao-cao-ngay-2020-06-22-nhap-"+code+".xlsx"))
	sent := url.Values{"draft": {code}, "number": {"7-BC"}, "date": {""}, "by": {"Lãnh đạo"}}
	if status, said = visit(t, client, d.url+"issue", sent); status != http.StatusOK || !strings.Contains(said, "Issued report 7-BC") || !strings.Contains(said, "(Lãnh đạo)") {
		t.Errorf("issuing gives %d: %s", status, said)
	}
	if issued, err := os.ReadFile(filepath.Join(out, "bao-cao-ngay-2020-06-22-so-7-BC.xlsx")); err != nil || string(issued) == string(draft) {
		t.Errorf("the issued file has no number and date of its own: %v", err)
	}
	sent.Set("draft", "000-0000")
	if status, said = visit(t, client, d.url+"issue", sent); status != http.StatusUnprocessableEntity || !strings.Contains(said, "There is no draft 000-0000") {
		t.Errorf("an unknown draft gives %d: %s", status, said)
	}
	resp, err := client.Get(d.url + "reports/" + code + "/issued")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK || !strings.Contains(resp.Header.Get("Content-Disposition"), "so-7-BC.xlsx") {
		t.Errorf("the issued file is sent as %d %s", resp.StatusCode, resp.Header.Get("Content-Disposition"))
	}
	if status, _ = visit(t, client, d.url+"reports/provisional/month/2020-06", nil); status != http.StatusOK {
		t.Errorf("the provisional report gives %d", status)
	}
	// The commands work beside the daemon, and the page shows what they did.
	var stdout, stderr bytes.Buffer
	line := []string{"close", "day", "2020-06-23", "--by", "Trực ban", "--config", configFile, "--lang", "en"}
	if ended := run(t.Context(), line, &stdout, &stderr); ended != 0 || !strings.Contains(stdout.String(), "1 of 1 sheets were read") {
		t.Errorf("closing beside the daemon ends with %d: %s%s", ended, stdout.String(), stderr.String())
	}
	if _, said := visit(t, client, d.url+"reports", nil); !strings.Contains(said, "(Trực ban)") || !strings.Contains(said, "7-BC of") {
		t.Errorf("the page says %s", said)
	}
	d.stop()
	<-d.done
}
