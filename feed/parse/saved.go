package parse

import (
	"strings"
)

// savedPage tells in where a page was that lies in a file now: browsers write it
// into a comment at the beginning ("saved from url=(0023)https://example.org/x",
// or "url: https://example.org/x" by SingleFile).
func savedPage(in Input, body []byte) Input {
	if webAddress(in.URL) != "" {
		return in
	}
	head := string(body[:min(len(body), 4096)])
	for head != "" {
		_, rest, ok := strings.Cut(head, "<!--")
		if !ok {
			break
		}
		comment, after, _ := strings.Cut(rest, "-->")
		head = after
		if at := savedFrom(comment); at != "" {
			in.URL = at
			break
		}
	}
	return in
}

func savedFrom(comment string) string {
	if _, at, ok := strings.Cut(comment, "saved from url=("); ok {
		_, at, _ = strings.Cut(at, ")")
		return webAddress(strings.TrimSpace(at))
	}
	if !strings.Contains(comment, "saved with") {
		return ""
	}
	for line := range strings.Lines(comment) {
		if at, ok := strings.CutPrefix(strings.TrimSpace(line), "url:"); ok {
			return webAddress(strings.TrimSpace(at))
		}
	}
	return ""
}
