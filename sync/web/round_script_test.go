package web

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// roundPage stands in for a browser: it answers what the script asks for, one
// reply after the other, and prints what the script does.
const roundPage = `
const replies = [{ok: true, round: true}, {ok: false}, "away", {ok: true, round: true}, {ok: false}, {ok: true, round: false}];
const shown = {replaceChildren: () => console.log("shown")};
const later = [];
globalThis.document = {querySelector: () => shown, querySelectorAll: () => []};
globalThis.location = {href: "", reload: () => console.log("reloaded")};
globalThis.setTimeout = (f) => later.push(f);
globalThis.DOMParser = class { parseFromString(r) { return {querySelector: () => r.round ? {childNodes: []} : null}; } };
globalThis.fetch = async () => {
  const r = replies.shift();
  if (r === "away") throw new Error(r);
  return {ok: r.ok, statusText: "503", text: async () => r};
};
`

// roundTime lets the time pass for which the script waits.
const roundTime = `;(async () => { while (later.length) await later.shift()(); })();`

func TestARoundIsFollowedPastARefusedReply(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("CI runs the script with node, and it is not installed")
		}
		t.Skip("node is not installed: the page's script is not run here")
	}
	script, err := os.ReadFile("../../templates/pages/round.js")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), node, "-e", roundPage+string(script)+roundTime)
	out, err := c.CombinedOutput()
	if got := strings.Join(strings.Fields(string(out)), " "); err != nil || got != "shown shown reloaded" {
		t.Errorf("the script does %q, %v", got, err)
	}
}
