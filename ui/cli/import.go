package cli

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"griot/feed"
	"griot/feed/fetch"
	"griot/feed/library"
	"griot/feed/opml"
	"griot/feed/urls"
	"griot/render/plain"
	"griot/ui/text"
)

func (p *program) importing() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: p.words.Say("cli.help.import"),
		Long:  p.words.Say("cli.help.import.long"),
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, ref := cmd.Context(), args[0]
			list, err := p.listAt(ctx, ref)
			if err != nil {
				return about{ref, err}
			}
			lib, err := p.library(ctx)
			if err != nil {
				return err
			}
			if isEdition(list) && ref != feed.InputAddress {
				return p.followEdition(ctx, lib, ref)
			}
			return p.follow(ctx, lib, ref, wantedFrom(ref, list), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.words.Say("cli.flag.json"))
	return cmd
}

// listAt reads a list: a file, standard input, or what is at an address that is
// written in full.
func (p *program) listAt(ctx context.Context, ref string) ([]byte, error) {
	var response *feed.Response
	var err error
	address, kind := library.Resolve(ref)
	switch {
	case kind == feed.KindInput:
		response, err = fetch.Input(p.system.In)
	case kind.Local():
		response, err = fetch.File(address)
	case address != "" && strings.Contains(ref, "://"):
		response, err = p.answer(ctx, ref, address)
	default:
		err = feed.Fail(feed.FailedMissing, nil)
	}
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

// wantedFrom reads a list from somewhere. What lies on the web names no files here.
func wantedFrom(ref string, list []byte) []library.Wanted {
	wanted := wantedIn(list)
	if _, kind := library.Resolve(ref); kind == feed.KindInput || kind.Local() {
		return wanted
	}
	for i, w := range wanted {
		if filepath.IsAbs(w.Source.Address) {
			wanted[i] = library.Wanted{Raw: w.Raw}
		}
	}
	return wanted
}

// followEdition follows an edition as what it is, a feed in a file or on the web.
func (p *program) followEdition(ctx context.Context, lib *library.Library, ref string) error {
	source, outcome, err := lib.Follow(ctx, ref, false)
	if err != nil && !errors.Is(err, feed.ErrFollowed) {
		return about{ref, err}
	}
	return p.print(p.followed(source, outcome, err == nil))
}

// listOf reads a file if it is OPML.
func listOf(ref string) (body []byte, ok bool) {
	address, kind := library.Resolve(ref)
	if kind != feed.KindFile {
		return nil, false
	}
	response, err := fetch.File(address)
	if err != nil || !opml.Is(response.Body) {
		return nil, false
	}
	return response.Body, true
}

// wantedIn reads a list: OPML, newsboat's urls, or addresses, one a line.
func wantedIn(body []byte) []library.Wanted {
	if items, err := opml.Read(body); err == nil {
		wanted := make([]library.Wanted, len(items))
		for i, item := range items {
			wanted[i] = library.Wanted{Raw: item.Raw, Source: item.Source, User: item.User}
		}
		return wanted
	}
	text := listText(body)
	start := strings.TrimLeft(text, "\uFEFF \t\r\n")
	if strings.HasPrefix(start, "<") || strings.HasPrefix(start, "{") || strings.IndexByte(text, 0) >= 0 {
		return nil // a document of another kind, and no line of it an address
	}
	sources, kept := urls.Parse(text)
	users := urls.Users(text)
	wanted := make([]library.Wanted, 0, len(sources)+len(kept))
	for _, s := range sources {
		wanted = append(wanted, library.Wanted{Raw: s.Address, Source: s, User: users[s.Address]})
	}
	for _, line := range kept {
		wanted = append(wanted, library.Wanted{Raw: line})
	}
	return wanted
}

// listText decodes a list of lines: UTF-16 as its mark says, what is no UTF-8 as the
// most usual of the old encodings.
func listText(body []byte) string {
	decoder := unicode.BOMOverride(unicode.UTF8.NewDecoder())
	if !utf8.Valid(body) {
		decoder = unicode.BOMOverride(charmap.Windows1252.NewDecoder())
	}
	text, _, err := transform.Bytes(decoder, body)
	if err != nil {
		return string(bytes.ToValidUTF8(body, []byte("\uFFFD")))
	}
	return string(text)
}

// follow follows what a list names, and reports what became of it.
func (p *program) follow(ctx context.Context, lib *library.Library, ref string, wanted []library.Wanted, asJSON bool) error {
	if path := p.readElsewhere(ctx, wanted); path != "" {
		p.complain(p.words.Say("cli.import.cache", plain.Line(path)))
	}
	done, err := lib.Import(ctx, wanted)
	if err != nil {
		return err
	}
	if asJSON {
		err = writeJSON(p.out, importOf(done))
	} else {
		err = p.imported(done)
		if known := knownOf(wanted, done.Taken); err == nil && known > 0 {
			err = p.print(p.words.Say("cli.import.read", known))
		}
	}
	if err == nil && len(done.Taken)+len(done.Already) == 0 {
		return failed("cli.import.none", p.words.Quote(library.Shown(ref)))
	}
	return err
}

// mostRefused is how many lines are shown that were not taken.
const mostRefused = 50

// imported says what became of a list.
func (p *program) imported(done library.Imported) error {
	var lines []string
	for _, s := range done.Taken {
		said := gap + plain.Line(s.Label())
		if s.Label() != s.Address {
			said += gap + plain.Line(s.Address)
		}
		for _, tag := range s.Tags {
			said += " #" + plain.Line(tag)
		}
		lines = append(lines, said)
	}
	if n := len(done.Taken); n > 0 {
		lines = append(lines, p.words.Say("cli.import.taken", n))
	}
	if n := len(done.Already); n > 0 {
		lines = append(lines, p.words.Say("cli.import.already", n))
	}
	if n := len(done.Refused); n > 0 {
		lines = append(lines, p.words.Say("cli.import.refused", n))
	}
	for i, r := range done.Refused {
		if i == mostRefused {
			lines = append(lines, gap+"…")
			break
		}
		lines = append(lines, gap+p.words.Say("cli.import.because", plain.Line(library.Shown(r.Raw)), p.words.Say(because(r.Why))))
	}
	for _, said := range lines {
		if err := p.print(said); err != nil {
			return err
		}
	}
	return nil
}

// because is why a line was not taken, for people.
func because(why library.Refusal) text.ID {
	switch why {
	case library.RefusedCommand:
		return "cli.import.command"
	case library.RefusedQuery:
		return "cli.import.query"
	case library.RefusedFile:
		return "cli.import.file"
	case library.RefusedAddress:
		return "cli.import.address"
	default:
		return "cli.import.address"
	}
}

// importJSON is what became of a list, for programs.
type importJSON struct {
	Taken   []listedJSON  `json:"taken"`
	Already []listedJSON  `json:"already"`
	Refused []refusedJSON `json:"refused"`
}

type listedJSON struct {
	Address string   `json:"address"`
	Name    *string  `json:"name"`
	Tags    []string `json:"tags"`
}

type refusedJSON struct {
	Line   string `json:"line"`
	Reason string `json:"reason"`
}

func importOf(done library.Imported) importJSON {
	shaped := importJSON{Taken: listedOf(done.Taken), Already: listedOf(done.Already), Refused: []refusedJSON{}}
	reasons := map[library.Refusal]string{
		library.RefusedAddress: "address", library.RefusedCommand: "command", library.RefusedQuery: "query", library.RefusedFile: "file",
	}
	for _, r := range done.Refused {
		shaped.Refused = append(shaped.Refused, refusedJSON{plain.Line(library.Shown(r.Raw)), reasons[r.Why]})
	}
	return shaped
}

func listedOf(sources []feed.Source) []listedJSON {
	listed := make([]listedJSON, 0, len(sources))
	for _, s := range sources {
		one := listedJSON{Address: plain.Line(s.Address), Name: line(s.Name), Tags: []string{}}
		for _, tag := range s.Tags {
			one.Tags = append(one.Tags, plain.Line(tag))
		}
		listed = append(listed, one)
	}
	return listed
}
