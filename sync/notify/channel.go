package notify

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
)

// Way is how a message goes.
type Way string

const (
	ByEmail   Way = "email"
	ByWebhook Way = "webhook"
	ByService Way = "service" // a messaging service, by its shoutrrr URL
)

// A Channel is one way to one recipient.
type Channel struct {
	Way Way
	// Recipient names who is reached, and tells no secret: an e-mail address, or
	// a host with a short name of the address.
	Recipient string
	address   string
	service   string // the service's name: "telegram"
}

// Name is the channel as it is recorded: email, webhook, telegram, ntfy, …
func (c Channel) Name() string {
	if c.service != "" {
		return c.service
	}
	return string(c.Way)
}

// server names who takes the message on the way: one that is down is down for
// all who are reached through it. It may hold a secret.
func (c Channel) server() string {
	if u, err := url.Parse(c.address); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host
	}
	return string(c.Way)
}

// NewEmail reaches an e-mail address.
func NewEmail(address string) Channel {
	return Channel{Way: ByEmail, Recipient: address, address: address}
}

// NewWebhook reaches whatever listens at a web address. The address may be as
// good as a password, so Recipient has its host and a short name only.
func NewWebhook(address string) (Channel, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return Channel{}, errNoWebAddress
	}
	return Channel{Way: ByWebhook, Recipient: u.Host + " (" + short(address) + ")", address: address}, nil
}

// NewService reaches whom a messaging service's address names.
func NewService(address string) (Channel, error) {
	if err := CheckService(address); err != nil {
		return Channel{}, err
	}
	u, err := url.Parse(address)
	if err != nil {
		return Channel{}, errNoService
	}
	return Channel{Way: ByService, Recipient: short(address), address: address, service: u.Scheme}, nil
}

// short names an address without telling it.
func short(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:4])
}
