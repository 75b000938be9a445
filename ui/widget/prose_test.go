package widget

import (
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"griot/feed"
	"griot/render"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, nil},
		{"one two three", 7, []string{"one two", "three"}},
		{"12\u202f407 vues\u202f!", 9, []string{"12\u202f407", "vues\u202f!"}},
		{"unbreakable", 4, []string{"unbr", "eaka", "ble"}},
		{"日本の新聞", 4, []string{"日本", "の新", "聞"}},
		{"x", 0, []string{"x"}},
	} {
		if got := Wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	plain, dim := lipgloss.NewStyle(), lipgloss.NewStyle().Faint(true)
	phrases := []Phrase{
		{Text: "By Odile", Style: plain, Glue: " · "},
		{Text: "", Style: plain, Glue: " · "},
		{Text: "12 views", Style: dim, Glue: " · "},
		{Text: "a phrase that is longer than a line", Style: dim, Glue: "  "},
		{Text: "end", Style: plain, Glue: " "},
	}
	for width, want := range map[int][]string{
		80: {"By Odile · 12 views  a phrase that is longer than a line end"},
		20: {"By Odile · 12 views", "a phrase that is", "longer than a line", "end"},
		10: {"By Odile", "12 views", "a phrase", "that is", "longer", "than a", "line end"},
	} {
		got := Phrases(phrases, width)
		for i, l := range got {
			got[i] = ansi.Strip(l)
		}
		if !slices.Equal(got, want) {
			t.Errorf("width %d: %q, want %q", width, got, want)
		}
	}
	if got := Phrases(nil, 10); got != nil {
		t.Errorf("nothing gives %q", got)
	}
}

func TestProse(t *testing.T) {
	look := render.Look{Width: 30}
	say := func(rows int, html string) string {
		var said []string
		for _, l := range Prose(html, look, rows) {
			said = append(said, ansi.Strip(l.Text))
		}
		return strings.Join(said, "|")
	}
	three := "<p>One.</p><p>Two.</p><p>Three.</p>"
	for rows, want := range map[int]string{
		9: "One.||Two.||Three.",
		5: "One.||Two.||Three.",
		4: "One.||Two.|…",
		1: "…",
	} {
		if got := say(rows, three); got != want {
			t.Errorf("%d rows: %q, want %q", rows, got, want)
		}
	}
	if got := say(50, strings.Repeat("<p>Again.</p>", 100_000)); !strings.HasSuffix(got, "…") || strings.Count(got, "|") != 49 {
		t.Errorf("a flood gives %d rows", strings.Count(got, "|")+1)
	}
	own := CommentProse(feed.Comment{Own: true, Body: "*so*"}, look, 9)
	others := CommentProse(feed.Comment{Body: "<em>so</em>"}, look, 9)
	if len(own) != 1 || len(others) != 1 || own[0].Text != others[0].Text {
		t.Errorf("own %v, others %v", own, others)
	}
}
