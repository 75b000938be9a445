package text

// sayShare holds what sharing an article says.
func sayShare() map[ID]phrase {
	return map[ID]phrase{
		"share.title":            both("Share this article", "Partager cet article"),
		"share.address":          both("copy the address", "copier l’adresse"),
		"share.address.copied":   both("The address is copied.", "L’adresse est copiée."),
		"share.quotation":        both("copy a quotation with its source", "copier une citation avec sa source"),
		"share.quotation.copied": both("The quotation is copied.", "La citation est copiée."),
		"share.save":             both("save with the comments, as Markdown", "enregistrer avec les commentaires, en Markdown"),
		"share.saved":            both("Saved: %s", "Enregistré\u00a0: %s"),
		"share.save.failed":      both("Not saved. %s", "Non enregistré. %s"),
		"share.mail":             both("send by mail", "envoyer par courriel"),
		"share.comments":         both("Comments (%d)", "Commentaires (%d)"),
	}
}
