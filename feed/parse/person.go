package parse

import (
	"strings"

	"griot/render/plain"
)

// person reads "Ada (ada@example.org)", "ada@example.org (Ada)",
// "Ada <ada@example.org>", a name alone or an address alone.
func person(s string) (name, email string) {
	s = plain.Line(s)
	if s == "" {
		return "", ""
	}
	for _, pair := range []string{"()", "<>"} {
		before, rest, ok := strings.Cut(s, pair[:1])
		inside, after, closed := strings.Cut(rest, pair[1:])
		if !ok || !closed || strings.TrimSpace(after) != "" {
			continue
		}
		before, inside = strings.TrimSpace(before), strings.TrimSpace(inside)
		switch {
		case mailbox(before) != "":
			return inside, mailbox(before)
		case mailbox(inside) != "":
			return strings.Trim(before, `"`), mailbox(inside)
		}
	}
	if m := mailbox(s); m != "" {
		return "", m
	}
	return s, ""
}

// mailbox returns an e-mail address without "mailto:", or nothing.
func mailbox(s string) string {
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || len(s) > 254 || !strings.Contains(domain, ".") && domain != "localhost" ||
		strings.ContainsAny(s, " <>()\",;:") || strings.Contains(domain, "@") {
		return ""
	}
	link, ok := plain.Link("mailto:" + s)
	if !ok {
		return ""
	}
	return strings.TrimPrefix(link, "mailto:")
}

// nameOf returns a person's name, else the address.
func nameOf(s string) string {
	name, email := person(s)
	if name == "" {
		return email
	}
	return name
}

// joinNames lists several authors as one byline, each once.
func joinNames(names []string) string {
	return strings.Join(unique(names), ", ")
}

// maxNames is how many authors or categories of one article are looked at.
const maxNames = 100

// unique returns the strings that are not empty, each once, in order.
func unique(list []string) []string {
	out := list[:0]
	for _, s := range list[:min(len(list), maxNames)] {
		if s == "" || contains(out, s) {
			continue
		}
		out = append(out, s)
	}
	return out
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return true
		}
	}
	return false
}
