package notify

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Letter is a notice in words.
type Letter struct {
	*Notice
	Subject, Text string
}

// A Parcel is what goes as one message: a letter, or the letters of one kind to
// several units that are reached by one address. A group of a messaging service
// that all communes read gets one message and not two hundred. To a webhook each
// goes by itself: what listens there passes it on to its unit.
type Parcel []Letter

// Bounds of a message of several letters, in letters of the alphabet; maxChat is
// what Telegram takes in one message (4096), with room to spare.
const (
	maxChat = 4000
	rule    = "\n\n———\n\n"
)

// Pack puts notices into words and together, in the order in which they are
// due. A text that cannot be written is told in the error and leaves the others
// as they are.
func (w *Words) Pack(due []Notice) (parcels []Parcel, err error) {
	var unwritten []error
	open := map[string]int{} // where the last parcel of a kind to a recipient is
	for i := range due {
		n := &due[i]
		subject, text, err := w.Write(n)
		if err != nil {
			unwritten = append(unwritten, fmt.Errorf("%s: %w", n.Key, err))
			continue
		}
		l := Letter{n, subject, text}
		to := strings.Join([]string{string(n.Kind), n.Channel.Name(), n.Channel.Recipient}, "\x1f")
		if at, ok := open[to]; ok && n.Channel.Way != ByWebhook && parcels[at].takes(l) {
			parcels[at] = append(parcels[at], l)
			continue
		}
		open[to] = len(parcels)
		parcels = append(parcels, Parcel{l})
	}
	return parcels, errors.Join(unwritten...)
}

// takes reports whether a letter still fits.
func (p Parcel) takes(l Letter) bool {
	length := utf8.RuneCountInString(l.Text)
	for i := range p {
		length += utf8.RuneCountInString(p[i].Text) + utf8.RuneCountInString(rule)
	}
	return length <= maxChat
}

// Compose gives a parcel's subject and text.
func (w *Words) Compose(p Parcel) (subject, text string) {
	subject = p[0].Subject
	texts := make([]string, len(p))
	for i := range p {
		texts[i] = p[i].Text
	}
	if len(p) > 1 {
		subject = w.Messages.Text("notify.joined", "kind", w.Messages.Text("notify.kind."+string(p[0].Kind)), "n", strconv.Itoa(len(p)))
	}
	text = strings.Join(texts, rule)
	if p[0].Channel.Way == ByService {
		text = cut(text, maxChat) // a longer one is refused, and never sent again
	}
	return subject, text
}
