package keys

import "slices"

// defaults is the map that griot starts with: vim's habits and the arrow keys at
// once, nothing on a letter that destroys.
func defaults() []Binding {
	return slices.Concat(
		everywhere(), headlines(), reader(), comments(), sources(), compose(), menu(), prompt(),
	)
}

func everywhere() []Binding {
	return []Binding{
		{Everywhere, Help, []string{"?", "f1"}, "?", "key.help"},
		{Everywhere, ToggleOffline, []string{"!"}, "!", "key.offline"},
		{Everywhere, Undo, []string{"u"}, "u", "key.undo"},
		{Everywhere, Redo, []string{"ctrl+r"}, "ctrl+r", "key.redo"},
		{Everywhere, Redraw, []string{"ctrl+l"}, "ctrl+l", "key.redraw"},
		{Everywhere, Suspend, []string{"ctrl+z"}, "ctrl+z", "key.suspend"},
		{Everywhere, QuitNow, []string{"Q", "ctrl+c"}, "Q ctrl+c", "key.quit.now"},
	}
}

// moving are the keys that move through rows or lines in every pane.
func moving(place Place) []Binding {
	return []Binding{
		{place, Down, []string{"j", "down"}, "j ↓", "key.down"},
		{place, Up, []string{"k", "up"}, "k ↑", "key.up"},
		{place, Top, []string{"g", "home"}, "g", "key.top"},
		{place, Bottom, []string{"G", "end"}, "G", "key.bottom"},
		{place, PageDown, []string{"ctrl+f", "pgdown"}, "ctrl+f PgDn", "key.page.down"},
		{place, PageUp, []string{"b", "ctrl+b", "pgup"}, "b PgUp", "key.page.up"},
		{place, HalfDown, []string{"ctrl+d"}, "ctrl+d", "key.half.down"},
		{place, HalfUp, []string{"ctrl+u"}, "ctrl+u", "key.half.up"},
	}
}

// onArticle are the keys that act on the selected or shown article.
func onArticle(place Place) []Binding {
	return []Binding{
		{place, NextArticle, []string{"J", "ctrl+down", ">"}, "J", "key.next"},
		{place, PreviousArticle, []string{"K", "ctrl+up", "<"}, "K", "key.previous"},
		{place, ToggleRead, []string{"m"}, "m", "key.read"},
		{place, Star, []string{"s"}, "s", "key.star"},
		{place, ShowComments, []string{"c"}, "c", "key.comments"},
		{place, Write, []string{"C"}, "C", "key.write"},
		{place, Browser, []string{"o"}, "o", "key.browser"},
		{place, CopyAddress, []string{"y"}, "y", "key.copy"},
		{place, Share, []string{"S"}, "S", "key.share"},
		{place, Contact, []string{"@"}, "@", "key.contact"},
		{place, RefreshSource, []string{"r"}, "r", "key.refresh.source"},
		{place, RefreshAll, []string{"R", "f5"}, "R", "key.refresh"},
		{place, ShowArrived, []string{"."}, ".", "key.arrived"},
		{place, FullWidth, []string{"z"}, "z", "key.width"},
		{place, OtherPane, []string{"tab"}, "tab", "key.pane"},
		{place, ShowSources, []string{"f"}, "f", "key.sources"},
	}
}

func headlines() []Binding {
	return slices.Concat([]Binding{
		{Headlines, Open, []string{"enter", "l", "right"}, "enter", "key.open"},
		{Headlines, Back, []string{"h", "left", "esc", "backspace"}, "esc", "key.back"},
		{Headlines, Quit, []string{"q"}, "q", "key.quit"},
	}, moving(Headlines), []Binding{
		{Headlines, PageDown, []string{"space"}, "space", "key.page.down"},
		{Headlines, NextUnread, []string{"n"}, "n", "key.unread.next"},
		{Headlines, PreviousUnread, []string{"p"}, "p", "key.unread.previous"},
		{Headlines, Find, []string{"/"}, "/", "key.find.list"},
		{Headlines, Sort, []string{","}, ",", "key.sort"},
		{Headlines, ViewAll, []string{"1", "&"}, "1", "key.view.all"},
		{Headlines, ViewUnread, []string{"2", "é"}, "2", "key.view.unread"},
		{Headlines, ViewStarred, []string{"3", `"`}, "3", "key.view.starred"},
		{Headlines, ViewCommented, []string{"4", "'"}, "4", "key.view.commented"},
		{Headlines, MarkAllRead, []string{"A"}, "A", "key.read.all"},
		{Headlines, AddSource, []string{"a"}, "a", "key.add"},
	}, onArticle(Headlines))
}

func reader() []Binding {
	return slices.Concat([]Binding{
		{Reader, Back, []string{"h", "left", "esc", "backspace", "q"}, "h esc", "key.back"},
		{Reader, ReadOn, []string{"space"}, "space", "key.read.on"},
		{Reader, Open, []string{"enter"}, "enter", "key.link.open"},
	}, moving(Reader), []Binding{
		{Reader, NextUnread, []string{"n"}, "n", "key.unread.next"},
		{Reader, PreviousUnread, []string{"p"}, "p", "key.unread.previous"},
		{Reader, PreviousMatch, []string{"N"}, "N", "key.match.previous"},
		{Reader, Find, []string{"/"}, "/", "key.find.text"},
		{Reader, Links, []string{"#"}, "#", "key.links"},
		{Reader, FullText, []string{"x"}, "x", "key.fulltext"},
		{Reader, EarlierText, []string{"v"}, "v", "key.earlier"},
		{Reader, NextLink, []string{"tab"}, "tab", "key.link.next"},
		{Reader, PreviousLink, []string{"shift+tab"}, "shift+tab", "key.link.previous"},
	}, without(onArticle(Reader), OtherPane), []Binding{ // behind those that hold in the list too
		{Reader, ShowComments, []string{"right", "l"}, "→", "key.comments"},
		{Reader, Write, []string{"a"}, "a", "key.write"},
	})
}

func comments() []Binding {
	return slices.Concat([]Binding{
		{Comments, Fold, []string{"h", "left"}, "h ←", "key.fold"},
		{Comments, Unfold, []string{"l", "right"}, "l →", "key.unfold"},
		{Comments, ToggleFold, []string{"enter"}, "enter", "key.fold.toggle"},
		{Comments, Back, []string{"esc", "backspace", "q"}, "esc", "key.back"},
	}, moving(Comments), []Binding{
		{Comments, PageDown, []string{"space"}, "space", "key.page.down"},
		{Comments, NextThread, []string{"n"}, "n", "key.thread.next"},
		{Comments, PreviousThread, []string{"p"}, "p", "key.thread.previous"},
		{Comments, Write, []string{"C", "a"}, "C", "key.write"},
		{Comments, Reply, []string{"r"}, "r", "key.reply"},
		{Comments, Edit, []string{"e"}, "e", "key.edit"},
		{Comments, Delete, []string{"d"}, "d", "key.delete"},
		{Comments, RefreshAll, []string{"R", "f5"}, "R", "key.refresh.thread"},
		{Comments, Browser, []string{"o"}, "o", "key.browser"},
		{Comments, CopyAddress, []string{"y"}, "y", "key.copy"},
		{Comments, FullWidth, []string{"z"}, "z", "key.width"},
	})
}

func sources() []Binding {
	return slices.Concat([]Binding{
		{Sources, Open, []string{"enter", "l", "right"}, "enter", "key.source.open"},
		{Sources, Back, []string{"h", "left", "esc", "backspace", "q"}, "esc", "key.back"},
	}, moving(Sources), []Binding{
		{Sources, PageDown, []string{"space"}, "space", "key.page.down"},
		{Sources, AddSource, []string{"a"}, "a", "key.add"},
		{Sources, Rename, []string{"e"}, "e", "key.rename"},
		{Sources, Tags, []string{"t"}, "t", "key.tags"},
		{Sources, Remove, []string{"d"}, "d", "key.remove"},
		{Sources, RefreshSource, []string{"r"}, "r", "key.refresh.source"},
		{Sources, RefreshAll, []string{"R", "f5"}, "R", "key.refresh"},
		{Sources, Browser, []string{"o"}, "o", "key.site"},
		{Sources, Contact, []string{"@"}, "@", "key.contact"},
		{Sources, CopyAddress, []string{"y"}, "y", "key.copy"},
	})
}

func compose() []Binding {
	return []Binding{
		{Compose, Save, []string{"ctrl+s"}, "ctrl+s", "key.save"},
		{Compose, Preview, []string{"ctrl+p"}, "ctrl+p", "key.preview"},
		{Compose, Editor, []string{"ctrl+o"}, "ctrl+o", "key.editor"},
		{Compose, Cancel, []string{"esc"}, "esc", "key.draft.keep"},
		{Compose, Redraw, []string{"ctrl+l"}, "ctrl+l", "key.redraw"},
		{Compose, QuitNow, []string{"ctrl+c"}, "ctrl+c", "key.quit.now"},
	}
}

func menu() []Binding {
	return slices.Concat([]Binding{
		{Menu, Accept, []string{"enter", "l", "right"}, "enter", "key.choose"},
		{Menu, Cancel, []string{"esc", "q", "h", "left", "backspace"}, "esc", "key.close"},
		{Menu, CopyAddress, []string{"y"}, "y", "key.copy"},
		{Menu, Redraw, []string{"ctrl+l"}, "ctrl+l", "key.redraw"},
		{Menu, QuitNow, []string{"Q", "ctrl+c"}, "ctrl+c", "key.quit.now"},
	}, moving(Menu))
}

func prompt() []Binding {
	return []Binding{
		{Prompt, Accept, []string{"enter"}, "enter", "key.accept"},
		{Prompt, Cancel, []string{"esc"}, "esc", "key.close"},
		{Prompt, Down, []string{"down", "ctrl+n"}, "↓", "key.down"},
		{Prompt, Up, []string{"up", "ctrl+p"}, "↑", "key.up"},
		{Prompt, Redraw, []string{"ctrl+l"}, "ctrl+l", "key.redraw"},
		{Prompt, QuitNow, []string{"ctrl+c"}, "ctrl+c", "key.quit.now"},
	}
}

func without(bindings []Binding, actions ...Action) []Binding {
	return slices.DeleteFunc(bindings, func(b Binding) bool { return slices.Contains(actions, b.Action) })
}
