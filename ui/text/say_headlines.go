package text

// sayHeadlines holds what the list of headlines says.
func sayHeadlines() map[ID]phrase {
	return map[ID]phrase{
		"headlines.column.source":   both("Source", "Source"),
		"headlines.column.views":    both("Views", "Vues"),
		"headlines.column.comments": both("Comm.", "Comm."),
		"headlines.column.opens":    both("Opens", "Lectures"),
		"headlines.column.date":     both("Date", "Date"),

		"headlines.position":       both("%d of %s", "%d sur %s"),
		"headlines.position.total": both("of %s", "sur %s"),
		"headlines.untitled":       both("(no headline)", "(sans titre)"),

		"headlines.marked.read":   counted("Marked read", "%d marked read", "Marqué comme lu", "%d marqués comme lus"),
		"headlines.marked.unread": counted("Marked unread", "%d marked unread", "Marqué comme non lu", "%d marqués comme non lus"),
		"headlines.starred":       both("Starred", "Ajouté aux favoris"),
		"headlines.unstarred":     both("Star taken away", "Retiré des favoris"),
		"headlines.marked.all":    counted("%d marked read · %s", "%d marked read · %s", "%d marqué comme lu · %s", "%d marqués comme lus · %s"),
		"headlines.marked.none":   both("All read already · %s", "Déjà tout lu · %s"),
		"headlines.undo":          both("%s · %s undoes", "%s · %s annule"),

		"headlines.where.all":       both("all articles", "tous les articles"),
		"headlines.where.unread":    both("unread articles", "articles non lus"),
		"headlines.where.starred":   both("starred articles", "articles favoris"),
		"headlines.where.commented": both("articles you commented on", "articles que vous avez commentés"),
		"headlines.where.words":     both("what matches “%s”", "ce qui correspond à «\u00a0%s\u00a0»"),

		"headlines.unread.none.below": both("Nothing unread further down.", "Plus rien de non lu en dessous."),
		"headlines.unread.none.above": both("Nothing unread further up.", "Plus rien de non lu au-dessus."),
		"headlines.first":             both("This is the first one.", "C’est le premier."),
		"headlines.last":              both("This is the last one.", "C’est le dernier."),
		"headlines.link.none":         both("This article has no address.", "Cet article n’a pas d’adresse."),
		"headlines.contact.none":      both("%s gives no contact and no site.", "%s ne donne ni contact ni site."),

		"headlines.find.matches": counted("%s match", "%s matches", "%s résultat", "%s résultats"),
		"headlines.find.clear":   both("%s clears", "%s efface"),

		"headlines.empty.words":          both("No headline, source or author matches %s.", "Aucun titre, aucune source, aucun auteur ne correspond à %s."),
		"headlines.empty.words.next":     both("%s shows everything again.", "%s affiche tout de nouveau."),
		"headlines.empty.unread":         both("Everything is read.", "Tout est lu."),
		"headlines.empty.unread.next":    both("%s all articles · %s refresh", "%s tous les articles · %s actualiser"),
		"headlines.empty.starred":        both("No star yet.", "Pas encore de favori."),
		"headlines.empty.starred.next":   both("%s on an article stars it · %s all articles", "%s sur un article le met en favori · %s tous les articles"),
		"headlines.empty.commented":      both("You have not commented on anything yet.", "Vous n’avez encore rien commenté."),
		"headlines.empty.commented.next": both("%s on an article writes a comment · %s all articles", "%s sur un article écrit un commentaire · %s tous les articles"),
		"headlines.empty.source":         both("Nothing from %s yet.", "Rien de %s pour l’instant."),
		"headlines.empty.source.next":    both("%s refresh · %s shows whether it can be read", "%s actualiser · %s dit si elle est lisible"),
		"headlines.empty.all":            both("No article yet.", "Aucun article pour l’instant."),
		"headlines.empty.all.next":       both("%s refresh · %s add a source · %s sources", "%s actualiser · %s ajouter une source · %s sources"),

		"headlines.sample":        both("A sample, to try things on", "Un échantillon, pour tout essayer"),
		"headlines.sample.add":    both("add a source", "ajouter une source"),
		"headlines.sample.import": both("import", "importer"),
		"headlines.sample.keys":   both("keys", "touches"),

		"headlines.paste.what": both("Paste an address to follow it, or a whole page’s text to read it.", "Collez une adresse pour la suivre, ou le texte entier d’une page pour la lire."),
		"headlines.paste.kept": both("The pasted text is an article now; a star or a comment keeps it.", "Le texte collé est devenu un article\u202f; une étoile ou un commentaire le conserve."),
	}
}
