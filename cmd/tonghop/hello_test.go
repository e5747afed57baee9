package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestADoubleClickSaysWhatToDoAndWaitsForEnter(t *testing.T) {
	for lang, want := range map[string][]string{
		"":   {`.\tonghop demo`, `.\tonghop init`, `.\tonghop serve`, "Bấm Enter để đóng cửa sổ này"},
		"en": {`.\tonghop demo`, "Press Enter to close this window"},
	} {
		var out bytes.Buffer
		f := &flags{lang: lang, stdout: &out, stderr: io.Discard}
		keyboard, press := io.Pipe()
		done := make(chan error)
		go func() { done <- f.hello(t.Context(), keyboard, true) }()
		if _, err := io.WriteString(press, "\n"); err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		press.Close()
		for _, text := range want {
			if !strings.Contains(out.String(), text) {
				t.Errorf("%q does not stand in\n%s", text, out.String())
			}
		}
	}
}

func TestTheWindowStaysUntilEnterOrAStop(t *testing.T) {
	keyboard, press := io.Pipe()
	defer press.Close()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- (&flags{stdout: io.Discard}).hello(ctx, keyboard, true) }()
	select {
	case err := <-done:
		t.Fatalf("it closed before Enter: %v", err)
	default:
	}
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, it ends with %v", err)
	}
}
