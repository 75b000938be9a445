package text

// sayFailures holds what went wrong and what to do next, one sentence each.
func sayFailures() map[ID]phrase {
	return map[ID]phrase{
		"quote": both("“%s”", "«\u00a0%s\u00a0»"),

		"failure.offline":   both("There is no network to reach %s; what is stored stays readable, try again when you are connected.", "Pas de réseau pour joindre %s\u202f; ce qui est enregistré reste lisible, réessayez une fois connecté."),
		"failure.host":      both("The host of %s is not found; check the address, or your connection.", "Le serveur de %s est introuvable\u202f; vérifiez l’adresse, ou votre connexion."),
		"failure.refused":   both("%s refuses the connection or broke it off; try again later.", "%s refuse la connexion ou l’a coupée\u202f; réessayez plus tard."),
		"failure.timeout":   both("%s did not answer in time; try again later.", "%s n’a pas répondu à temps\u202f; réessayez plus tard."),
		"failure.stalled":   both("%s began to answer and stopped; try again later.", "%s a commencé à répondre puis s’est arrêté\u202f; réessayez plus tard."),
		"failure.tls":       both("%s has no certificate that can be trusted; check the address and this computer’s clock.", "%s n’a pas de certificat digne de confiance\u202f; vérifiez l’adresse et l’horloge de cet ordinateur."),
		"failure.busy":      both("%s asks to come back later; griot waits before it asks again.", "%s demande de revenir plus tard\u202f; griot attend avant de redemander."),
		"failure.gone":      both("%s is gone for good, says its publisher; remove it, or look for its new address.", "%s a disparu pour de bon, dit son éditeur\u202f; retirez-la, ou cherchez sa nouvelle adresse."),
		"failure.large":     both("%s is larger than the 20 MiB that griot reads; look for a shorter feed of it.", "%s dépasse les 20 Mio que griot lit\u202f; cherchez-en un flux plus court."),
		"failure.redirects": both("%s leads from one address to the next without end, or to one that must not be asked; check the address.", "%s renvoie sans fin d’une adresse à l’autre, ou vers une adresse interdite\u202f; vérifiez l’adresse."),
		"failure.not.feed":  both("%s is nothing that griot reads; give the address of a feed, of a page, or of a text.", "%s n’est rien que griot sache lire\u202f; donnez l’adresse d’un flux, d’une page ou d’un texte."),
		"failure.damaged":   both("%s begins like a feed and can’t be read; tell its publisher, or try again later.", "%s commence comme un flux mais est illisible\u202f; prévenez son éditeur, ou réessayez plus tard."),
		"failure.empty":     both("There is nothing in %s; check the address, or try again later.", "Il n’y a rien dans %s\u202f; vérifiez l’adresse, ou réessayez plus tard."),
		"failure.address":   both("%s is not an address that griot can ask; give an http or https address, or a path.", "%s n’est pas une adresse que griot puisse lire\u202f; donnez une adresse http ou https, ou un chemin."),
		"failure.missing":   both("There is no file or folder %s; check the path.", "Il n’y a ni fichier ni dossier %s\u202f; vérifiez le chemin."),

		"failure.permission": both("You may not read %s; change its permissions, or choose another file.", "Vous n’avez pas le droit de lire %s\u202f; changez ses permissions, ou choisissez un autre fichier."),
		"failure.internal":   both("griot failed on %s through a fault of its own; the log says more (griot config names it).", "griot a échoué sur %s par sa propre faute\u202f; le journal en dit plus (griot config dit où il est)."),
		"failure.unknown":    both("%s can’t be read (%s); try again later.", "%s est illisible (%s)\u202f; réessayez plus tard."),

		"failure.status":         both("%s answered with status %s; check the address.", "%s a répondu par le statut %s\u202f; vérifiez l’adresse."),
		"failure.status.refuses": both("%s lets nobody in without signing in (status %s); griot reads public addresses only.", "%s n’ouvre qu’aux personnes identifiées (statut %s)\u202f; griot ne lit que les adresses publiques."),
		"failure.status.missing": both("There is nothing at the address of %s (status 404); check the address.", "Il n’y a rien à l’adresse de %s (statut 404)\u202f; vérifiez l’adresse."),
		"failure.status.server":  both("%s has a fault of its own (status %s); try again later.", "%s est en panne (statut %s)\u202f; réessayez plus tard."),

		"error.that.source":     both("that source", "cette source"),
		"error.article":         both("There is no such article; griot list shows the articles with their ids.", "Cet article n’existe pas\u202f; griot list montre les articles avec leur numéro."),
		"error.source":          both("There is no such source; griot sources shows those that you follow.", "Cette source n’existe pas\u202f; griot sources montre celles que vous suivez."),
		"error.comment":         both("There is no such comment; griot comments shows them with their ids.", "Ce commentaire n’existe pas\u202f; griot comments les montre avec leur numéro."),
		"error.comment.not.own": both("Only your own comments can be changed; reply to this one instead.", "Vous ne pouvez modifier que vos propres commentaires\u202f; répondez plutôt à celui-ci."),
		"error.comment.empty":   both("There is nothing in the comment; write a word or two.", "Le commentaire est vide\u202f; écrivez-y un mot ou deux."),
		"error.long":            both("The text is too long for griot; make it shorter.", "Le texte est trop long pour griot\u202f; raccourcissez-le."),
		"error.followed":        both("You follow it already.", "Vous la suivez déjà."),
		"error.not.followed":    both("You don’t follow it; griot sources shows what you follow.", "Vous ne la suivez pas\u202f; griot sources montre ce que vous suivez."),
		"error.store.read.only": both("The store can only be read; check the permissions of its file (griot config names it).", "Le fichier des articles est en lecture seule\u202f; vérifiez ses permissions (griot config dit où il est)."),
		"error.store.damaged":   both("The store is damaged; run griot doctor, and keep a copy of its file.", "Le fichier des articles est abîmé\u202f; lancez griot doctor, et gardez une copie du fichier."),
		"error.store.busy":      both("Another griot is writing; try again in a moment.", "Un autre griot est en train d’écrire\u202f; réessayez dans un instant."),
		"error.store.newer":     both("A newer griot made the store (version %s, this one knows %s); update griot.", "Un griot plus récent a créé le fichier des articles (version %s, celui-ci connaît la %s)\u202f; mettez griot à jour."),
		"error.disk.full":       both("There is no room left on the disk; free some and try again.", "Il n’y a plus de place sur le disque\u202f; libérez-en et réessayez."),
		"error.undo":            both("This can no longer be undone.", "Il n’est plus possible d’annuler cela."),
		"error.nothing":         both("There is nothing to read there; give an address, a file or a folder.", "Il n’y a rien à lire là\u202f; donnez une adresse, un fichier ou un dossier."),
		"error.ambiguous":       both("%s is the start of several headlines; give the id of one: %s.", "%s est le début de plusieurs titres\u202f; donnez le numéro de l’un d’eux\u00a0: %s."),
		"error.stopped":         both("Stopped before the end; what had come is kept.", "Arrêté avant la fin\u202f; ce qui était arrivé est gardé."),
		"error.late":            both("That took too long; try again later.", "Cela a pris trop de temps\u202f; réessayez plus tard."),
		"error.path":            both("%s can’t be used (%s); check the path.", "%s est inutilisable (%s)\u202f; vérifiez le chemin."),
		"error.path.missing":    both("%s does not exist; check the path.", "%s n’existe pas\u202f; vérifiez le chemin."),
		"error.path.permission": both("You may not use %s; change its permissions, or choose another place.", "Vous n’avez pas accès à %s\u202f; changez ses permissions, ou choisissez un autre endroit."),
		"error.unknown":         both("Something went wrong (%s); the log says more (griot config names it).", "Quelque chose a échoué (%s)\u202f; le journal en dit plus (griot config dit où il est)."),
	}
}
