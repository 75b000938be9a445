package text

// saySources holds what the list of sources says.
func saySources() map[ID]phrase {
	return map[ID]phrase{
		"sources.column.unread": both("Unread", "Non lus"),
		"sources.column.total":  both("All", "Tous"),
		"sources.column.read":   both("Last read", "Dernière lecture"),
		"sources.untagged":      both("Without a tag", "Sans étiquette"),
		"sources.never":         both("never", "jamais"),

		"sources.cut":        both("It has more articles than griot keeps of one source; the first 20,000 are here.", "Elle a plus d’articles que griot n’en garde d’une source\u202f; les 20\u00a0000 premiers sont là."),
		"sources.read.never": both("It could not be read yet.", "Elle n’a encore jamais pu être lue."),
		"sources.read.last":  both("Last read: %s.", "Dernière lecture\u00a0: %s."),

		"sources.edit.name":    both("A name of your own for %s; empty for the publisher’s", "Votre nom pour %s\u202f; vide pour celui de l’éditeur"),
		"sources.edit.tags":    both("Tags of %s, divided by commas", "Étiquettes de %s, séparées par des virgules"),
		"sources.renamed":      both("Now called %s", "S’appelle maintenant %s"),
		"sources.tagged":       both("%s: %s", "%s\u00a0: %s"),
		"sources.tags.none":    both("%s has no tag any more.", "%s n’a plus d’étiquette."),
		"sources.removed":      both("%s is no longer followed", "%s n’est plus suivie"),
		"sources.removed.kept": both("%s. Articles and comments are kept; %s undoes", "%s. Articles et commentaires sont gardés\u202f; %s annule"),
		"sources.site.none":    both("%s names no site of its own.", "%s n’indique pas de site."),
		"sources.sample":       both("The sample leaves the list by itself when you add a source.", "L’échantillon quitte la liste de lui-même quand vous ajoutez une source."),
		"sources.empty":        both("You follow nothing yet.", "Vous ne suivez encore rien."),
		"sources.empty.next":   both("%s adds a source: the address of a site or a feed, a file or a folder", "%s ajoute une source\u00a0: l’adresse d’un site ou d’un flux, un fichier ou un dossier"),
	}
}
