package text

// sayKeys holds what every key binding does: short, because the status line shows
// some of them, and plain enough for help.
func sayKeys() map[ID]phrase {
	return map[ID]phrase{
		"key.name.enter": both("enter", "entrée"),
		"key.name.space": both("space", "espace"),
		"key.name.esc":   both("esc", "échap"),
		"key.name.pgdn":  both("PgDn", "PgSuiv"),
		"key.name.pgup":  both("PgUp", "PgPréc"),
		"key.name.home":  both("Home", "Début"),
		"key.name.end":   both("End", "Fin"),

		"key.help":    both("keys", "touches"),
		"key.offline": both("offline, online", "hors ligne, en ligne"),
		"key.undo":    both("undo", "annuler"),
		"key.redo":    both("redo", "rétablir"),
		"key.redraw":  both("redraw the screen", "redessiner l’écran"),
		"key.suspend": both("suspend griot", "suspendre griot"),
		"key.quit":    both("quit", "quitter"),

		"key.quit.now": both("quit from anywhere", "quitter d’où que ce soit"),

		"key.down":      both("down", "descendre"),
		"key.up":        both("up", "monter"),
		"key.top":       both("top", "début"),
		"key.bottom":    both("end", "fin"),
		"key.page.down": both("page down", "page suivante"),
		"key.page.up":   both("page up", "page précédente"),
		"key.half.down": both("half a page down", "demi-page suivante"),
		"key.half.up":   both("half a page up", "demi-page précédente"),

		"key.open":            both("open", "ouvrir"),
		"key.back":            both("back", "retour"),
		"key.next":            both("next article", "article suivant"),
		"key.previous":        both("previous article", "article précédent"),
		"key.unread.next":     both("next unread", "non lu suivant"),
		"key.unread.previous": both("previous unread", "non lu précédent"),
		"key.read.on":         both("read on", "lire la suite"),

		"key.read":     both("read, unread", "lu, non lu"),
		"key.read.all": both("mark all shown read", "marquer lu tout ce qui est affiché"),
		"key.star":     both("star", "favori"),

		"key.view.all":       both("all", "tout"),
		"key.view.unread":    both("unread", "non lus"),
		"key.view.starred":   both("starred", "favoris"),
		"key.view.commented": both("commented", "commentés"),

		"key.refresh":        both("refresh all", "tout actualiser"),
		"key.refresh.source": both("refresh this source", "actualiser cette source"),
		"key.refresh.thread": both("refresh the comments", "actualiser les commentaires"),
		"key.arrived":        both("show what arrived", "afficher les nouveautés"),

		"key.add":         both("add a source", "ajouter une source"),
		"key.sources":     both("sources", "sources"),
		"key.source.open": both("its articles", "ses articles"),
		"key.rename":      both("rename", "renommer"),
		"key.tags":        both("tags", "étiquettes"),
		"key.remove":      both("stop following", "ne plus suivre"),
		"key.site":        both("open its site", "ouvrir son site"),

		"key.comments":        both("comments", "commentaires"),
		"key.write":           both("comment", "commenter"),
		"key.reply":           both("reply", "répondre"),
		"key.edit":            both("edit", "modifier"),
		"key.delete":          both("delete", "supprimer"),
		"key.thread.next":     both("next conversation", "conversation suivante"),
		"key.thread.previous": both("previous conversation", "conversation précédente"),
		"key.fold":            both("fold, then back", "replier, puis retour"),
		"key.unfold":          both("unfold", "déplier"),
		"key.fold.toggle":     both("fold, unfold", "replier, déplier"),

		"key.find.list":      both("find", "chercher"),
		"key.find.text":      both("find in the text", "chercher dans le texte"),
		"key.match.previous": both("previous match", "résultat précédent"),
		"key.sort":           both("sort", "trier"),

		"key.links":         both("links", "liens"),
		"key.link.open":     both("open the link", "ouvrir le lien"),
		"key.link.next":     both("next link", "lien suivant"),
		"key.link.previous": both("previous link", "lien précédent"),
		"key.browser":       both("open in the browser", "ouvrir dans le navigateur"),
		"key.copy":          both("copy the address", "copier l’adresse"),
		"key.fulltext":      both("full text, feed’s text", "texte intégral, texte du flux"),
		"key.earlier":       both("the text before it was changed", "le texte d’avant sa modification"),
		"key.share":         both("share or save", "partager ou enregistrer"),
		"key.contact":       both("write to the publisher", "écrire à l’éditeur"),
		"key.width":         both("full width", "pleine largeur"),
		"key.pane":          both("other pane", "autre volet"),

		"key.save":       both("save", "enregistrer"),
		"key.preview":    both("preview", "aperçu"),
		"key.editor":     both("go on in your editor", "continuer dans votre éditeur"),
		"key.draft.keep": both("keep the draft", "garder le brouillon"),

		"key.import": both("import a list of sources", "importer une liste de sources"),

		"key.choose": both("choose", "choisir"),
		"key.accept": both("accept", "valider"),
		"key.close":  both("close", "fermer"),
	}
}
