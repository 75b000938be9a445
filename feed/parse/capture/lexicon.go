package capture

import (
	"regexp"
	"strings"
)

// phrases is a set of folded phrases.
type phrases map[string]bool

func setOf(lists ...string) phrases {
	set := phrases{}
	for _, list := range lists {
		for p := range strings.SplitSeq(list, ",") {
			if p = strings.Join(strings.Fields(p), " "); p != "" {
				set[p] = true
			}
		}
	}
	return set
}

// navigation holds the words of menus: sections of newspapers, languages,
// accounts, and what stands around a page's content.
var navigation = setOf(`
	accueil, page d accueil, contact, contacts, contactez nous, nous contacter, a propos, a propos de nous, qui sommes nous,
	sport, sports, football, politique, economie, societe, culture, cultures, international, internationale, afrique, monde, mali,
	actualite, actualites, actu, actus, info, infos, news, nouvelles, video, videos, photo, photos, galerie, audio, radio,
	tv, television, direct, en direct, opinion, opinions, tribune, tribunes, editorial, editos, edito, interview, interviews,
	entretien, entretiens, faits divers, sante, education, justice, securite, diplomatie, environnement, climat, technologie,
	technologies, tech, numerique, science, sciences, people, musique, cinema, livres, mode, annonces, petites annonces, emploi,
	emplois, offres d emploi, necrologie, avis, forum, forums, blog, blogs, archives, recherche, rechercher, connexion,
	se connecter, deconnexion, s inscrire, inscription, s identifier, s abonner, abonnez vous, abonnement, abonnements, je m abonne,
	newsletter, newsletters, lettre d information, mon compte, plus, menu, meteo, annuaire, agenda, dossier, dossiers, region,
	regions, communiques, communique, revue de presse, presse, publicite, plan du site, boutique, jeux, aide, dernieres nouvelles,
	derniere minute, a la une, la une, une, les plus lus, a ne pas manquer, en continu, le direct, fil info, fil d actualite,
	diaspora, religion, histoire, enquete, enquetes, analyse, analyses, reportage, reportages, agriculture, transport, transports,
	tourisme, gastronomie, cuisine, patrimoine, ville, villes, femmes, jeunesse, media, medias, services, kiosque, humour,
	aller au contenu, aller au contenu principal, passer au contenu, retour a l accueil, fermer, ouvrir, ouvrir le menu, langue, francais,
	home, homepage, home page, world, politics, business, markets, money, economy, society, arts, life, lifestyle, living, travel,
	weather, science and environment, health, food, style, magazine, podcast, podcasts, more, local, national, africa, europe, americas,
	asia, middle east, uk, us, usa, entertainment, features, feature, letters, crossword, crosswords, games, puzzles, horoscope, shop,
	about, about us, contact us, help, advertise, advertise with us, advertising, faq, sitemap, subscribe, subscriptions,
	sign in, sign up, log in, login, logout, log out, register, my account, account, my profile, search, live, watch, listen,
	top stories, latest, latest news, trending, most read, most popular, breaking, breaking news, headlines, investigations,
	comment, comments, community, communities, events, jobs, classifieds, obituaries, property, real estate, motors, cars,
	environment, climate, law, crime, courts, technology, books, film, films, music, theatre, tv and radio, football, cricket,
	rugby, tennis, shipping, columnists, columns, analysis, explainers, newsletter signup, donate, support us, faire un don,
	soutenez nous, skip to content, skip to main content, toggle navigation, close, open menu, english, fr, en, ar, es, rss, flux rss,
	e paper, epaper, edition, editions, notre equipe, la redaction, redaction, equipe, mentions legales, cgu, privacy, privacy policy,
	terms, terms of use, terms of service, cookies, cookie policy, politique de confidentialite, next, previous, suivant, precedent`)

// papers are words of which the names of newspapers are made.
var papers = setOf(`journal, courrier, echo, echos, matin, soir, matinal, quotidien, hebdo, presse, gazette, tribune, independant, nouvelles, nouvelle, info,
	infos, actu, actus, express, voix, observateur, messager, depeche, republicain, monde, temps, jour, jours, tele, radio, news, times, post, herald, chronicle,
	courier, observer, guardian, telegraph, mail, daily, weekly, morning, evening, star, sun, standard, ledger, sentinel, dispatch, gazette, press, journal,
	record, register, bulletin, monitor, examiner, voice, today, advertiser, argus, echo, mirror, report, reporter, review, online, mag, magazine, web, net, bugle, tribune, wire, packet`)

// networks are where a page is shared to.
var networks = setOf(`facebook, twitter, x, whatsapp, telegram, linkedin, pinterest, email, e mail, mail, courriel, imprimer, print,
	copier le lien, copier, copy link, copy, copy url, messenger, reddit, tumblr, viber, threads, bluesky, mastodon, sms, instagram, youtube,
	tiktok, signal, skype, line, vk, flipboard, pocket, share on facebook, share on twitter, share on x, share on whatsapp,
	partager sur facebook, partager sur twitter, partager sur x, partager sur whatsapp, partager sur linkedin, tweet, tweeter, plus d options,
	envoyer par mail, envoyer par email, envoyer, snapchat, wechat, google, lien, link, gmail, more options, autres`)

// tools stand beside a headline and are no text.
var tools = setOf(`imprimer, print, ecouter, listen, ecouter l article, listen to this article, save, sauvegarder, enregistrer, a a,
	taille du texte, text size, font size, bookmark, ajouter aux favoris, favoris, lire plus tard, read later, suivre, follow, publicite, advertisement,
	advertising, annonce, sponsored, sponsorise, la suite apres la publicite, article continues below, article continues below advertisement,
	story continues below advertisement, advertisement scroll to continue, continue reading the main story, gift article, offrir l article,
	reserve aux abonnes, article reserve aux abonnes, partager, share, partagez, share this, partager l article, partager cet article,
	share this article, share this story, lire la suite, read more, afficher plus, voir plus, show more, partages, shares, retour, back,
	traduire, translate, lecture, commenter, reagir, pdf, version imprimable, printable version, toggle, play, pause`)

// labels are those of a form.
var labels = setOf(`nom, votre nom, nom complet, prenom, pseudo, pseudonyme, email, e mail, votre email, votre e mail, adresse email, adresse e mail,
	adresse de messagerie, courriel, site web, site, site internet, url, message, votre message, commentaire, votre commentaire, texte, sujet, objet,
	envoyer, publier, poster, poster le commentaire, publier le commentaire, laisser ce champ vide, valider, soumettre, annuler, captcha,
	previsualiser, telephone, enregistrer, name, your name, full name, your email, email address, your email address, e mail address, website, web site,
	comment, your comment, your message, subject, submit, send, post, post comment, submit comment, publish, cancel, cancel reply,
	annuler la reponse, reset, effacer, preview, phone, save, required, obligatoire, champs obligatoires, required fields, i m not a robot,
	je ne suis pas un robot, code de securite, security code, nom requis, email requis, name required, email required, mail, se connecter, connexion,
	log in, login, sign in`)

// controls stand under a comment.
var controls = setOf(`repondre, reply, signaler, report, j aime, like, je n aime pas, dislike, aimer, partager, share, citer, quote,
	permalien, permalink, lien, link, flag, voter, vote, upvote, downvote, modifier, edit, supprimer, delete, moderer, signaler un abus, report abuse,
	recommander, recommend, abonne, abonnee, subscriber, auteur, author, verified, moderateur, moderator, staff, plus, more, voir plus, show more,
	d accord, pas d accord, agree, disagree, masquer, hide, fermer, close, repondre a ce commentaire, reply to this comment, traduire, translate,
	charger plus de commentaires, load more comments, voir plus de commentaires, show more comments, afficher plus de commentaires, les plus recents,
	les plus anciens, newest, oldest, newest first, oldest first, plus recents, plus anciens, trier par, sort by, best, meilleurs, top,
	0, guest, invite, anonyme invite, s abonner, subscribe, membre, member`)

// buttons are the words of which the other controls are made.
var buttons = setOf(`repondre, reply, replies, reponse, reponses, signaler, report, j, aime, like, likes, dislike, dislikes, partager, share, vote, votes, upvote, upvotes,
	citer, quote, voir, afficher, charger, masquer, les, la, autres, plus, de, tous, commentaires, commentaire, view, load, show, hide, see, more, other, all, comments, comment,
	this, to, link, flag, edit, permalink`)

var (
	shareLine = regexp.MustCompile(`^(?:partage[rz]?|partagez le|share|spread the word|faites tourner|diffuser|compartir)(?: (?:ceci|cela|this|it|l article|cet article|cette page|this article|this story|this page|this post|article|story|on|sur|via|with friends|avec vos amis|avec|sur les reseaux sociaux|on social media|les reseaux sociaux|now|maintenant|the story|la page|l info))*$`)
	// A number of comments heads them; alone the word may be a heading of the text.
	countedComments = regexp.MustCompile(`^(?:(?:commentaires?|comments?|reactions?|vos reactions|vos commentaires|les commentaires|reader comments|responses|reponses|comentarios|kommentare|discussion|thread) (\d[\d ]*)|(\d[\d ]*) (?:commentaires?|comments?|reactions?|responses?|reponses?|replies|thoughts?|comentarios|kommentare)(?: so far)?(?: (?:on|sur|to|a|pour) ?(.*))?)$`)
	bareComments    = setOf(`commentaires, comments, vos commentaires, les commentaires, reactions, vos reactions, reader comments, discussion,
		commentaire, comment, derniers commentaires, latest comments, commentaires des lecteurs, readers comments, comments section, espace commentaires`)
	leaveComment = regexp.MustCompile(`^(?:laisse[rz]?|ecrire|ecrivez|ajoute[rz]?|poste[rz]?|publie[rz]?|depose[rz]?|leave|write|add|post|submit|make|have) (?:un |une |votre |a |an |your )?(?:nouveau |new )?(?:commentaire|reponse|avis|comment|reply|response)s?(?: here| ici| below| ci dessous)?(?: annuler la reponse| cancel reply| annuler| cancel)?$|^(?:votre commentaire|your comment|donnez votre avis|reagir|reagissez|reagir a cet article|commenter|commenter cet article|join the (?:conversation|discussion)|what do you think|qu en pensez vous|votre reaction|have your say|comment on this (?:article|story)|laissez nous un commentaire|participez a la discussion|participez au debat)$`)
	invitation   = regexp.MustCompile(`^(?:(?:soyez|sois) (?:le premier|la premiere|le premier ou la premiere|le premier a)|be the first|aucun commentaire|aucune reaction|pas (?:encore )?de commentaires?|il n y a (?:pas|aucun|pas encore)(?: de)? commentaires?|no comments|no one has commented|nobody has commented|there are no comments|pas encore de reactions?|no replies yet|no responses|start the (?:conversation|discussion))(?: .*)?$`)
	formNote     = regexp.MustCompile(`^(?:votre adresse (?:e ?mail|de messagerie)|your e ?mail (?:address )?will|les champs|required fields|enregistrer mon nom|save my name|prevenez moi|avertissez moi|notify me|ce site utilise|this site uses|connectez vous pour|vous devez (?:etre|vous)|you must (?:be|log)|log ?in to|sign in to|please (?:log|sign|be)|veuillez|en postant|en publiant|by posting|comments are (?:moderated|closed)|les commentaires sont|all comments|caracteres restants|characters (?:left|remaining)|\d+ (?:caracteres|characters)|merci de rester|toutes les opinions|notre charte|charte de moderation|our comment policy|respectez|la moderation)(?: .*)?$`)
	related      = regexp.MustCompile(`^(?:(?:articles?|contenus?|sujets?) (?:similaires?|lies?|connexes?|associes?|recents?|populaires?|recommandes?|les plus lus)|(?:lire|voir|a lire|a voir|lisez)(?: aussi| egalement| ensuite)|sur le meme (?:sujet|theme)|dans la meme (?:rubrique|categorie)|du meme auteur|vous (?:aimerez|pourriez|aimeriez|allez) .*|a decouvrir(?: aussi)?|(?:les )?plus (?:lus|commentes|partages|populaires)|articles les plus lus|l essentiel|nos autres articles|autres articles|plus d articles|dernieres (?:actualites|nouvelles|infos|news)|derniers articles|article (?:precedent|suivant)|articles? dans la meme .*|ailleurs sur le web|a lire sur le meme sujet|related(?: (?:articles?|stories|posts|news|topics|content|coverage|links))?|you (?:may|might) (?:also )?(?:like|be interested in)(?: .*)?|more (?:from|on|stories|in|about|like this|news)(?: .*)?|(?:also |further )?read(?: next| also| on)|see also|most (?:read|popular|viewed|shared|commented)|recommended(?: .*)?|trending(?: now)?|up next|next (?:article|story|post)|previous (?:article|story|post)|latest (?:news|stories|articles|headlines)|recent (?:articles|posts|news|stories)|popular (?:posts|articles|stories)|from around the web|around the web|editors? picks?|what to read next|keep reading|don t miss|ne manquez pas|newsletter|inscrivez vous a (?:notre|la) newsletter|abonnez vous a notre .*|sign up (?:for|to) .*|suivez nous(?: .*)?|follow us(?: .*)?|rejoignez nous(?: .*)?)$`)
	inline       = regexp.MustCompile(`(?i)^(?:(?:[àa] )?(?:lire|voir|écouter|lisez|read|see|watch|listen)(?: aussi| [ée]galement| also| more| next)|related(?: (?:article|story|stories|articles))?|sur le m[êe]me sujet|pour aller plus loin|notre dossier|more on this|read more|see also|also read|[àa] lire|[àa] voir|article li[ée])[\s\x{00A0}\x{202F}]*[:|>→»-]`)
	legal        = regexp.MustCompile(`(?i)©|\(c\) ?\d{4}|copyright|tous droits r[ée]serv[ée]s|all rights reserved|toute reproduction|mentions l[ée]gales|politique de confidentialit|privacy policy|terms of (?:use|service)|conditions g[ée]n[ée]rales`)
	consent      = regexp.MustCompile(`(?i)\bcookies?\b|javascript|adblock|bloqueur de publicit`)
	topics       = regexp.MustCompile(`(?i)^(?:tags?|mots[- ]cl[ée]s|[ée]tiquettes|topics|keywords|th[èe]mes?|sujets|filed under|class[ée] sous|rubriques?|cat[ée]gories?|categories|category)[\s\x{00A0}\x{202F}]*:[\s\x{00A0}]*(.+)$`)
	ticker       = regexp.MustCompile(`(?i)^(?:flash(?: info)?|urgent|breaking(?: news)?|en continu|derni[èe]re minute|[àa] la une|alerte|live|direct|trending|just in)[\s\x{00A0}]*[:|>•-]`)
)

// isNetwork tells a network's name, or several in a line.
func isNetwork(l line) bool {
	if l.key == "" || l.words > 12 {
		return false
	}
	if networks[l.key] {
		return true
	}
	if l.words < 2 {
		return false
	}
	named := false
	for w := range strings.FieldsSeq(l.key) {
		switch {
		case networks[w]:
			named = true
		case !isNumber(w) && w != "plus" && w != "more":
			return false
		}
	}
	return named
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// isShare tells the line that heads the names of networks, with some of them
// behind it or none. Certain is one that says more than a single word.
func isShare(l line) (is, certain bool) {
	if l.words > 14 || l.ended() {
		return false, false
	}
	if _, mark := l.item(); mark != 0 {
		return false, false
	}
	colon := strings.HasSuffix(strings.TrimRight(l.text, " \u00a0\u202f"), ":")
	words := strings.Fields(l.key)
	n, named := len(words), 0
	for n > 0 && networks[words[n-1]] {
		n--
		named++
	}
	if !shareLine.MatchString(strings.Join(words[:n], " ")) {
		return false, false
	}
	return true, colon || named > 0 || n > 1 && n <= 4
}

// isNav tells a line of a menu: a word of one, or several divided by signs.
func isNav(l line) bool {
	if l.key == "" {
		return true
	}
	if navigation[l.key] {
		return true
	}
	if parts := navParts(l.text); len(parts) > 1 {
		known := 0
		for _, p := range parts {
			if navigation[fold(p)] {
				known++
			}
		}
		return known*2 >= len(parts)
	}
	if l.words < 3 || l.ended() {
		return false
	}
	known := 0
	words := strings.Fields(l.key)
	for _, w := range words {
		if navigation[w] {
			known++
		}
	}
	return known*10 >= len(words)*8
}

// isMenu tells a line that is made of a menu's words and of nothing else, whatever
// divides them: "À propos Société Contact".
func isMenu(l line) bool {
	words := strings.Fields(l.key)
	if len(words) < 2 {
		return false
	}
	const longest = 4 // words of one entry
	reached := make([]bool, len(words)+1)
	reached[0] = true
	for from := range words {
		for to := from + 1; reached[from] && to <= min(from+longest, len(words)); to++ {
			if entry := strings.Join(words[from:to], " "); navigation[entry] || tools[entry] {
				reached[to] = true
			}
		}
	}
	return reached[len(words)]
}

// isTrail tells a line that says where in a site its page is: "Accueil > Politique".
func isTrail(l line) bool {
	parts := navParts(l.text)
	return len(parts) > 1 && strings.ContainsAny(l.text, ">»›") && navigation[fold(parts[0])]
}

// navParts are the words of a menu that stands in one line.
func navParts(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune("|•›»>\t·", r)
	})
	var out []string
	for _, p := range parts {
		for q := range strings.SplitSeq(p, "   ") {
			if q = strings.TrimSpace(q); q != "" {
				out = append(out, q)
			}
		}
	}
	return out
}
