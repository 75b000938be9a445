package text

// sayReader holds what the article says.
func sayReader() map[ID]phrase {
	return map[ID]phrase{
		"reader.ordinal": both("%d of %d", "%d sur %d"),

		"reader.by":      both("By %s", "Par %s"),
		"reader.views":   counted("%d view", "%d views", "%d vue", "%d vues"),
		"reader.opens":   counted("opened once", "opened %d times", "ouvert %d fois", "ouvert %d fois"),
		"reader.minutes": both("%d min", "%d min"),
		"reader.hours":   both("%d h", "%d h"),
		"reader.starred": both("starred", "en favori"),
		"reader.empty":   both("No text came with this article.", "Cet article est venu sans texte."),

		"reader.next.none": both("Nothing unread further down.", "Plus rien de non lu en dessous."),

		"reader.comments":           both("Comments", "Commentaires"),
		"reader.comments.first":     both("Be the first to comment.", "Soyez le premier à commenter."),
		"reader.comments.write":     both("Write one.", "Écrivez-en un."),
		"reader.comments.kept":      both("kept on this computer, not sent to %s", "gardé sur cet ordinateur, non envoyé à %s"),
		"reader.comments.more":      both("%d more", "%d de plus"),
		"reader.comments.more.here": both("%d more, %d of them here", "%d de plus, dont %d ici"),
		"reader.comments.elsewhere": counted(
			"The publisher has %d; it is not here yet.", "The publisher has %d; none is here yet.",
			"L’éditeur en a %d\u202f; il n’est pas encore ici.", "L’éditeur en a %d\u202f; aucun n’est encore ici."),

		"reader.top":     both("Top", "Début"),
		"reader.end":     both("End", "Fin"),
		"reader.percent": both("%d%%", "%d\u202f%%"),

		"reader.links.none":  both("There is no link in this article.", "Il n’y a pas de lien dans cet article."),
		"reader.link.none":   both("There is no link %d here.", "Il n’y a pas de lien %d ici."),
		"reader.link.number": both("link %s", "lien %s"),
		"reader.copied":      both("Copied: %s", "Copié\u00a0: %s"),

		"reader.fulltext.asking": both("Fetching the page of this article…", "Chargement de la page de cet article…"),
		"reader.fulltext.page":   both("The text of the article’s page; x shows the feed’s.", "Le texte de la page de l’article\u202f; x montre celui du flux."),
		"reader.fulltext.feed":   both("The text of the feed; x shows the page’s.", "Le texte du flux\u202f; x montre celui de la page."),

		"reader.earlier.kept":    both("Changed by its publisher since you marked it · %s shows the text from before", "Modifié par l’éditeur depuis que vous l’avez marqué · %s montre le texte d’avant"),
		"reader.earlier.until":   both("Its text until %s · %s", "Son texte jusqu’au %s · %s"),
		"reader.earlier.older":   both("%s shows the one before", "%s montre le précédent"),
		"reader.earlier.present": both("%s shows the present one", "%s montre le texte actuel"),
		"reader.earlier.none":    both("No other text of this article is kept.", "Aucun autre texte de cet article n’est gardé."),

		"reader.find.count":   both("%d/%d", "%d/%d"),
		"reader.find.looking": both("looking…", "recherche…"),
		"reader.find.nothing": both("not found", "introuvable"),
		"reader.find.none":    both("“%s” is not in the text.", "«\u00a0%s\u00a0» n’est pas dans le texte."),
	}
}
