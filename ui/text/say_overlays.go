package text

// sayOverlays holds what is said by what is laid over the screen.
func sayOverlays() map[ID]phrase {
	return map[ID]phrase{
		"overlay.links": both("Links of this article", "Liens de cet article"),
		"overlay.yes":   both("Yes", "Oui"),
		"overlay.no":    both("No", "Non"),

		"overlay.yes.key": both("y", "o"),
		"overlay.no.key":  both("n", "n"),

		"overlay.sort":               both("Sort by", "Trier par"),
		"overlay.sort.date":          both("Date", "Date"),
		"overlay.sort.date.note":     both("newest first", "les plus récents d’abord"),
		"overlay.sort.views":         both("Views", "Vues"),
		"overlay.sort.views.note":    both("most viewed first, unknown last", "les plus vus d’abord, inconnus à la fin"),
		"overlay.sort.comments":      both("Comments", "Commentaires"),
		"overlay.sort.comments.note": both("most commented first, unknown last", "les plus commentés d’abord, inconnus à la fin"),
		"overlay.sort.opens":         both("Opens", "Lectures"),
		"overlay.sort.opens.note":    both("what you opened most often first", "ce que vous avez le plus ouvert d’abord"),
		"overlay.sort.source":        both("Source", "Source"),
		"overlay.sort.source.note":   both("by name, each by date", "par nom, chacune par date"),
		"overlay.sort.turn":          both("the present order; again turns it round", "l’ordre actuel\u202f; encore une fois l’inverse"),

		"overlay.add":            both("Add a source", "Ajouter une source"),
		"overlay.add.hint":       both("The address of a site or a feed, a file or a folder; paste works too.", "L’adresse d’un site ou d’un flux, un fichier ou un dossier\u202f; coller marche aussi."),
		"overlay.add.looking":    both("Looking at %s", "Lecture de %s"),
		"overlay.add.following":  both("Following %s", "Abonnement à %s"),
		"overlay.add.articles":   counted("%d article", "%d articles", "%d article", "%d articles"),
		"overlay.add.candidates": both("This page offers %d feeds · ↓ ↑ choose", "Cette page propose %d flux · ↓ ↑ choisir"),
		"overlay.add.enter":      both("%s follows it", "%s pour la suivre"),
		"overlay.add.followed":   both("You follow it already · %s shows its articles", "Vous la suivez déjà · %s affiche ses articles"),
		"overlay.add.force":      both("%s again follows it all the same, for when it can be read", "%s encore une fois la suit quand même, pour quand elle sera lisible"),
		"overlay.add.done":       counted("You follow %[2]s now · 1 article", "You follow %[2]s now · %[1]d articles", "Vous suivez maintenant %[2]s · %[1]d article", "Vous suivez maintenant %[2]s · %[1]d articles"),

		"overlay.kind.feed":    both("feed", "flux"),
		"overlay.kind.page":    both("page", "page"),
		"overlay.kind.file":    both("file", "fichier"),
		"overlay.kind.folder":  both("folder", "dossier"),
		"overlay.kind.input":   both("standard input", "entrée standard"),
		"overlay.kind.sample":  both("sample", "échantillon"),
		"overlay.kind.unknown": both("not read yet", "pas encore lu"),

		"overlay.help":            both("Keys", "Touches"),
		"overlay.help.filter":     both("type to filter · %s closes", "tapez pour filtrer · %s ferme"),
		"overlay.help.none":       both("No key does that.", "Aucune touche ne fait cela."),
		"overlay.help.everywhere": both("Everywhere", "Partout"),
		"overlay.help.headlines":  both("Headlines", "Titres"),
		"overlay.help.reader":     both("Article", "Article"),
		"overlay.help.comments":   both("Comments", "Commentaires"),
		"overlay.help.sources":    both("Sources", "Sources"),
		"overlay.help.compose":    both("Writing", "Écriture"),
		"overlay.help.menu":       both("Menus", "Menus"),
		"overlay.help.prompt":     both("Lines to type into", "Lignes de saisie"),
	}
}
