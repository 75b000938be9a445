// Package share hands an article on: as an address, a quotation, a file or a mail.
package share

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"griot/feed"
	"griot/render/plain"
	"griot/ui/pane"
)

// Library is where what is shared comes from.
type Library interface {
	Article(ctx context.Context, id feed.ArticleID) (feed.Article, error)
	Thread(ctx context.Context, article feed.ArticleID) (feed.Thread, error)
}

// Sharer makes the menu of ways to share an article, and carries out what was
// chosen.
type Sharer struct {
	env *pane.Env
	lib Library
}

// New returns a sharer.
func New(env *pane.Env, lib Library) *Sharer { return &Sharer{env: env, lib: lib} }

// Asked is a row of the menu that was chosen and needs work: Update carries it out.
type Asked struct {
	Way     Way
	Article feed.Headline
}

// Way is how an article is shared.
type Way uint8

const (
	Quoted Way = iota + 1 // a Markdown quotation into the clipboard
	Saved                 // a Markdown file with the comments
)

// Menu is the menu of ways to share an article, for the program to show.
func (s *Sharer) Menu(h feed.Headline) pane.ShowMenu {
	return pane.ShowMenu{Title: s.env.Words.Say("share.title"), Choices: s.Choices(h)}
}

// Choices are the ways in which an article can be shared. Those that need an
// address are left out where it has none.
func (s *Sharer) Choices(h feed.Headline) []pane.Choice {
	w := s.env.Words
	var choices []pane.Choice
	link, linked := plain.Link(h.Link)
	if linked {
		choices = append(choices, pane.Choice{
			Key: "y", Label: w.Say("share.address"), Note: link, Copy: link,
			Pick: pane.CopyText{Text: link, Said: w.Say("share.address.copied")},
		})
	}
	choices = append(choices,
		pane.Choice{Key: "m", Label: w.Say("share.quotation"), Pick: Asked{Way: Quoted, Article: h}},
		pane.Choice{Key: "s", Label: w.Say("share.save"), Note: s.env.Saves, Pick: Asked{Way: Saved, Article: h}},
	)
	if mail, ok := plain.Link(Mailto(h)); ok {
		choices = append(choices, pane.Choice{
			Key: "e", Label: w.Say("share.mail"), Pick: pane.OpenAddress{URL: mail},
		})
	}
	return choices
}

// Update carries out what was chosen in the menu. It returns nil for what was not.
func (s *Sharer) Update(msg tea.Msg) tea.Cmd {
	asked, ok := msg.(Asked)
	if !ok {
		return nil
	}
	switch asked.Way {
	case Quoted:
		return s.quote(asked.Article.ID)
	case Saved:
		return s.save(asked.Article.ID)
	default:
		return nil
	}
}

func (s *Sharer) quote(id feed.ArticleID) tea.Cmd {
	lib, ctx, w := s.lib, s.env.Ctx, s.env.Words
	return func() tea.Msg {
		a, err := lib.Article(ctx, id)
		if err != nil {
			return pane.Say{Text: w.Error(err), Error: true}
		}
		return pane.CopyText{Text: Quotation(a, w), Said: w.Say("share.quotation.copied")}
	}
}

func (s *Sharer) save(id feed.ArticleID) tea.Cmd {
	lib, w, dir := s.lib, s.env.Words, s.env.Saves
	ctx := context.WithoutCancel(s.env.Ctx) // begun, it is finished, also when griot is left
	return func() tea.Msg {
		path, err := saveArticle(ctx, lib, id, dir, func(a feed.Article, t feed.Thread) string {
			return Markdown(a, t, w)
		})
		if err != nil {
			return pane.Say{Text: w.Say("share.save.failed", w.Error(err)), Error: true}
		}
		return pane.Say{Text: w.Say("share.saved", plain.Line(path))}
	}
}

func saveArticle(ctx context.Context, lib Library, id feed.ArticleID, dir string, markdown func(feed.Article, feed.Thread) string) (path string, err error) {
	a, err := lib.Article(ctx, id)
	if err != nil {
		return "", err
	}
	t, err := lib.Thread(ctx, id)
	if err != nil {
		return "", err
	}
	if path, err = writeNew(dir, FileName(a.Title), markdown(a, t)); err != nil {
		return "", fmt.Errorf("save article %d: %w", id, err)
	}
	return path, nil
}
