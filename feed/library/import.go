package library

import (
	"context"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"griot/feed"
)

// Wanted is a line of a list that sources are imported from.
type Wanted struct {
	Raw    string      // as it is written, to show
	Source feed.Source // Address, Name and Tags; no address when the line names none that may be followed
	User   *url.Userinfo
	Read   []string // guids and links of its articles that were read in another reader, the newest first
}

// Imported is what became of a list.
type Imported struct {
	Taken   []feed.Source // followed from now on
	Already []feed.Source // were followed before, and are as they were
	Refused []Refused
}

// Refused is a line that was not taken.
type Refused struct {
	Raw string
	Why Refusal
}

// Refusal is why a line was not taken.
type Refusal uint8

const (
	RefusedAddress Refusal = iota // no http(s) address
	RefusedCommand                // a command to run, as newsboat's exec: and filter:
	RefusedQuery                  // newsboat's query:, which is no source
	RefusedFile                   // a file of this computer, named by a list from outside
)

// refusal is why a line that names no source is not taken.
func refusal(raw string) Refusal {
	raw = strings.ToLower(strings.TrimLeft(raw, `" `))
	switch {
	case strings.HasPrefix(raw, "exec:"), strings.HasPrefix(raw, "filter:"), strings.HasPrefix(raw, "|"):
		return RefusedCommand
	case strings.HasPrefix(raw, "query:"):
		return RefusedQuery
	case strings.HasPrefix(raw, "file:"), filepath.IsAbs(raw), strings.HasPrefix(raw, "~/"):
		return RefusedFile
	default:
		return RefusedAddress
	}
}

// Import follows what a list names, and asks none of it: the next refresh does. What
// was followed once has its name and tags again unless the list gives others. What
// was read elsewhere of a new source comes in as read.
func (l *Library) Import(ctx context.Context, wanted []Wanted) (Imported, error) {
	ctx, end := l.begin(ctx)
	defer end()
	if _, err := l.sync(ctx); err != nil {
		return Imported{}, err
	}
	stored, err := l.store.Sources(ctx)
	if err != nil {
		return Imported{}, err
	}
	at := l.led(ctx, slices.DeleteFunc(slices.Clone(stored), func(s feed.Source) bool { return s.Standing != feed.Followed }))
	for _, s := range stored {
		at[s.Address] = s
	}
	done, users, read := sortOut(wanted, at)
	if len(done.Taken) == 0 {
		return done, nil
	}
	if err := l.urls.Add(done.Taken, users); err != nil {
		return Imported{}, err
	}
	if _, err := l.sync(ctx); err != nil {
		return done, err
	}
	return done, l.keepElsewhere(ctx, done.Taken, read)
}

// sortOut tells what of a list is new, what is followed already and what is no
// source. stored, users and what was read are by address.
func sortOut(wanted []Wanted, stored map[string]feed.Source) (done Imported, users map[string]*url.Userinfo, read map[string][]string) {
	users, read = map[string]*url.Userinfo{}, map[string][]string{}
	seen := map[string]bool{}
	for _, w := range wanted {
		s := w.Source
		old, known := stored[s.Address]
		switch {
		case s.Address == "":
			done.Refused = append(done.Refused, Refused{w.Raw, refusal(w.Raw)})
			continue
		case seen[s.Address]:
			continue
		}
		seen[s.Address] = true
		if known && old.Standing == feed.Followed {
			done.Already = append(done.Already, old)
			continue
		}
		if known && s.Name == "" {
			s.Name = old.Name
		}
		if known && len(s.Tags) == 0 {
			s.Tags = old.Tags
		}
		if w.User != nil {
			users[s.Address] = w.User
		}
		read[s.Address] = w.Read
		s.Title = old.Title
		done.Taken = append(done.Taken, s)
	}
	return done, users, read
}
