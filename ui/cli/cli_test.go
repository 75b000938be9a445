package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"griot/feed"
	"griot/ui/text"
)

func testProgram(language text.Language) (*program, *strings.Builder) {
	var said strings.Builder
	return &program{
		words: text.New(language, time.UTC), out: bufio.NewWriter(&said), log: slog.New(slog.DiscardHandler),
		system: System{Now: func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }},
	}, &said
}

func TestSourceWithMoreThanIsKept(t *testing.T) {
	p, said := testProgram(text.English)
	s := feed.Source{Title: "Archive", Address: "https://river.example/all", Kind: feed.KindFeed, Total: 20_000, Health: feed.Health{Cut: true}}
	if err := errors.Join(p.sourceLines([]feed.Source{s}), p.out.Flush()); err != nil || !strings.HasSuffix(said.String(), "\n  It has more articles than griot keeps of one source; the first 20,000 are here.\n") {
		t.Errorf("%q, %v", said, err)
	}
}

func TestExplain(t *testing.T) {
	english, _ := testProgram(text.English)
	french, _ := testProgram(text.French)
	timeout := feed.Fail(feed.FailedTimeout, errors.New("net/http: timeout awaiting response headers"))
	for _, c := range []struct {
		err             error
		english, french string
	}{
		{
			about{"https://river.example/feed", fmt.Errorf("follow: %w", timeout)},
			"https://river.example/feed did not answer in time; try again later.",
			"https://river.example/feed n’a pas répondu à temps\u202f; réessayez plus tard.",
		},
		{
			about{"news.xml", feed.Fail(feed.FailedNoHost, nil)},
			"There is no file “news.xml”, and no host of that name; check the spelling.",
			"Il n’y a ni fichier «\u00a0news.xml\u00a0», ni serveur de ce nom\u202f; vérifiez l’orthographe.",
		},
		{
			forcible{about{"x", timeout}},
			"x did not answer in time; try again later. Or follow it all the same with --force.",
			"x n’a pas répondu à temps\u202f; réessayez plus tard. Ou suivez-la tout de même avec --force.",
		},
		{
			fmt.Errorf("article 12: %w", feed.ErrNoArticle),
			"There is no such article; griot list shows the articles with their ids.",
			"Cet article n’existe pas\u202f; griot list montre les articles avec leur numéro.",
		},
		{
			usageError{sentence{"cli.usage.flag", []any{"--x"}}, "griot list"},
			"There is no flag --x. griot list -h shows how it is used.",
			"L’option --x n’existe pas. griot list -h montre comment s’en servir.",
		},
	} {
		if got := english.explain(c.err); got != c.english {
			t.Errorf("got  %s\nwant %s", got, c.english)
		}
		if got := french.explain(c.err); got != c.french {
			t.Errorf("got  %s\nwant %s", got, c.french)
		}
	}
}

func TestArrayJSON(t *testing.T) {
	var b strings.Builder
	empty := arrayJSON{out: &b}
	if err := empty.end(); err != nil || b.String() != "[]\n" {
		t.Errorf("empty: %q, %v", b.String(), err)
	}
	b.Reset()
	two := arrayJSON{out: &b}
	for _, s := range []string{"<a> & b", "c"} {
		if err := two.add(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := two.end(); err != nil || b.String() != "[\n\"<a> & b\",\n\"c\"\n]\n" {
		t.Errorf("two: %q, %v", b.String(), err)
	}
}

func TestDatesForPrograms(t *testing.T) {
	moment := feed.At(time.Date(2026, 3, 2, 8, 30, 0, 0, time.FixedZone("", 3600)))
	for want, got := range map[string]*string{
		"2026-03-02T07:30:00Z": dateOf(moment),
		"2026-02-21T00:00:00Z": dateOf(feed.Day(2026, 2, 21)),
	} {
		if got == nil || *got != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}
	if got := dateOf(feed.Date{}); got != nil {
		t.Errorf("an unknown date is %q", *got)
	}
}

func TestIsHost(t *testing.T) {
	for ref, want := range map[string]bool{
		"example.org": true, "example.org/news?x=1": true, "localhost:8080": true, "127.0.0.1": true, "[::1]:80/feed": true,
		"A headline": false, "Mr. Smith goes": false, "headline": false, "12": false, "": false, "a.": false, ".b": false,
	} {
		if got := isHost(ref); got != want {
			t.Errorf("isHost(%q) = %v", ref, got)
		}
	}
}

func TestEveryCommandHasItsHelp(t *testing.T) {
	for _, language := range text.Languages() {
		p := newProgram(nil, System{Getenv: func(name string) string {
			return map[string]string{"LANG": language.Code()}[name]
		}, Now: time.Now}, bufio.NewWriter(io.Discard))
		root := p.root()
		if p.words.Language() != language {
			t.Fatalf("speaks %v, want %v", p.words.Language(), language)
		}
		for _, cmd := range root.Commands() {
			if !cmd.Hidden && (cmd.Short == "" || strings.HasPrefix(cmd.Short, "cli.")) {
				t.Errorf("%s: %q", cmd.Name(), cmd.Short)
			}
		}
	}
}

func TestExitStatuses(t *testing.T) {
	p, _ := testProgram(text.English)
	if status := p.conclude(context.Background(), silent(exitUsage)); status != exitUsage {
		t.Errorf("status %d", status)
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if status := p.conclude(stopped, context.Canceled); status != exitStopped {
		t.Errorf("status %d", status)
	}
}
