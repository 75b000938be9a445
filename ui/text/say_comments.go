package text

// sayComments holds what the thread says.
func sayComments() map[ID]phrase {
	return map[ID]phrase{
		"comments.trail":    both("comments", "commentaires"),
		"comments.position": both("%d of %d", "%d sur %d"),

		"comments.here.of": both("%d of %d here", "%d sur %d ici"),
		"comments.here":    both("%d here", "%d ici"),
		"comments.new":     counted("%d new", "%d new", "%d nouveau", "%d nouveaux"),
		"comments.yours":   both("%d yours", "%d de vous"),
		"comments.kept":    both("(kept on this computer, not sent)", "(sur cet ordinateur, non envoyé)"),

		"comments.nobody":   both("Anonymous", "Anonyme"),
		"comments.you":      both("you", "vous"),
		"comments.author":   both("author of the article", "auteur de l’article"),
		"comments.mark.new": both("new", "nouveau"),
		"comments.edited":   both("edited %s", "modifié %s"),
		"comments.orphan":   both("reply to a comment that is not here", "réponse à un commentaire qui n’est pas ici"),
		"comments.folded":   counted("%d reply folded", "%d replies folded", "%d réponse repliée", "%d réponses repliées"),

		"comments.first":      both("No comment yet. Be the first.", "Pas encore de commentaire. Soyez le premier."),
		"comments.first.here": both("None is here yet. Write one.", "Aucun n’est encore ici. Écrivez-en un."),
		"comments.kept.from":  both("kept on this computer, not sent to %s", "gardé sur cet ordinateur, non envoyé à %s"),
		"comments.elsewhere": counted(
			"One more stands on the publisher’s page.", "%d more stand on the publisher’s page.",
			"Un autre se trouve sur la page de l’éditeur.", "%d autres se trouvent sur la page de l’éditeur."),
		"comments.elsewhere.all": counted(
			"The publisher’s page has one.", "The publisher’s page has %d.",
			"La page de l’éditeur en a un.", "La page de l’éditeur en a %d."),

		"comments.edit.others":   both("Only your own comments can be edited.", "Seuls vos propres commentaires peuvent être modifiés."),
		"comments.delete.others": both("Only your own comments can be deleted.", "Seuls vos propres commentaires peuvent être supprimés."),
		"comments.deleted":       both("Comment deleted", "Commentaire supprimé"),
		"comments.copied":        both("The comment’s text is copied.", "Le texte du commentaire est copié."),
		"comments.page.none":     both("This discussion has no page to open.", "Cette discussion n’a pas de page à ouvrir."),

		"comments.asking":        both("Asking %s for comments…", "Demande des commentaires à %s…"),
		"comments.asked.nothing": both("No new comment.", "Pas de nouveau commentaire."),
		"comments.asked.new":     counted("%d new comment", "%d new comments", "%d nouveau commentaire", "%d nouveaux commentaires"),
		"comments.feed.none":     both("%s gives no comments that griot can fetch.", "%s ne donne pas de commentaires que griot puisse lire."),
	}
}
