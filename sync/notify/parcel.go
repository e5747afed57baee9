package notify

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
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

// rule stands between the letters of a parcel.
const rule = "\n\n———\n\n"

// Pack puts notices into words and together, in the order in which they are
// due. Each parcel, with the subject that it goes by, is within its channel's
// limit, and each letter whole in one parcel. A text that cannot be written is
// told in the error and leaves the others as they are.
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
		if at, ok := open[to]; ok && n.Channel.Way != ByWebhook {
			if more := append(slices.Clip(parcels[at]), l); n.Channel.limit().holds(whole(w.Compose(more))) {
				parcels[at] = more
				continue
			}
		}
		open[to] = len(parcels)
		parcels = append(parcels, Parcel{l})
	}
	return parcels, errors.Join(unwritten...)
}

// Compose gives a parcel's subject and text. Of a parcel from Pack, any letters
// are within the limit too: those that were told meanwhile may be left out.
func (w *Words) Compose(p Parcel) (subject, text string) {
	subject = p[0].Subject
	texts := make([]string, len(p))
	for i := range p {
		texts[i] = p[i].Text
	}
	if len(p) > 1 {
		subject = w.Messages.Text("notify.joined", "kind", w.Messages.Text("notify.kind."+string(p[0].Kind)), "n", strconv.Itoa(len(p)))
	}
	return subject, strings.Join(texts, rule)
}
