package date

import "time"

// months holds the names of the months and their abbreviations, folded: lower
// case, no accents, no dots. Where a language declines them, both cases stand here.
var months = map[string]time.Month{
	// English
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
	"oct": 10, "nov": 11, "dec": 12, "febr": 2,
	// French
	"janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7,
	"aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
	"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "juill": 7, "aou": 8,
	// Spanish
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7,
	"agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
	"ene": 1, "abr": 4, "ago": 8, "dic": 12,
	// German
	"januar": 1, "janner": 1, "februar": 2, "marz": 3, "maerz": 3, "juni": 6, "juli": 7,
	"oktober": 10, "dezember": 12, "mrz": 3, "okt": 10, "dez": 12,
	// Portuguese
	"janeiro": 1, "fevereiro": 2, "marco": 3, "maio": 5, "junho": 6, "julho": 7,
	"setembro": 9, "outubro": 10, "novembro": 11, "dezembro": 12, "set": 9, "out": 10,
	// Italian
	"gennaio": 1, "febbraio": 2, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7,
	"settembre": 9, "ottobre": 10, "dicembre": 12,
	"gen": 1, "genn": 1, "febbr": 2, "mag": 5, "magg": 5, "giu": 6, "lug": 7, "sett": 9, "ott": 10,
	// Greek
	"ιανουαριος": 1, "φεβρουαριος": 2, "μαρτιος": 3, "απριλιος": 4, "μαιος": 5, "ιουνιος": 6,
	"ιουλιος": 7, "αυγουστος": 8, "σεπτεμβριος": 9, "οκτωβριος": 10, "νοεμβριος": 11, "δεκεμβριος": 12,
	"ιανουαριου": 1, "φεβρουαριου": 2, "μαρτιου": 3, "απριλιου": 4, "μαιου": 5, "ιουνιου": 6,
	"ιουλιου": 7, "αυγουστου": 8, "σεπτεμβριου": 9, "οκτωβριου": 10, "νοεμβριου": 11, "δεκεμβριου": 12,
	"ιαν": 1, "φεβ": 2, "φεβρ": 2, "μαρ": 3, "μαρτ": 3, "απρ": 4, "μαι": 5, "ιουν": 6, "ιουλ": 7, "αυγ": 8,
	"σεπ": 9, "σεπτ": 9, "οκτ": 10, "νοε": 11, "νοεμ": 11, "δεκ": 12,
	// Hungarian
	"marcius": 3, "aprilis": 4, "majus": 5, "junius": 6, "julius": 7,
	"augusztus": 8, "szeptember": 9, "szept": 9, "szep": 9, "marc": 3, "maj": 5,
	// Dutch
	"januari": 1, "februari": 2, "maart": 3, "mei": 5, "augustus": 8, "mrt": 3,
	// Russian
	"января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7,
	"августа": 8, "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
}

// weekdays holds the names of the days, folded like months. They are read over:
// a wrong day name is commoner than a wrong date. A word that is in both tables
// ("mar") is a day where another word names the month.
var weekdays = words(
	"monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun",
	"lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim",
	"lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom",
	"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so mon die mit don fre son",
	"segunda terca quarta quinta sexta feira segunda-feira terca-feira quarta-feira quinta-feira sexta-feira seg ter qua qui sex",
	"lunedi martedi mercoledi giovedi venerdi sabato domenica gio",
	"κυριακη δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυρ δευ τρι τετ πεμ παρ σαβ δε τρ τε πε πα σα κυ",
	"hetfo kedd szerda csutortok pentek szombat vasarnap",
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
	"понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
	"월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토 일",
	"月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日 星期一 星期二 星期三 星期四 星期五 星期六 星期日",
)

// fillers are the words that stand between the parts of a written-out date.
var fillers = words(
	"at on the of le la a à du les el de del dia dias las los den der am um uhr il alle ore dell em as às das og op om o στις και gmt-time heures hours hrs г в",
)

// zones gives the offsets of zone names in seconds: RFC 822's, those that feeds
// really use, and none that would need the date to be told from summer time
// (ET is read as EST).
var zones = map[string]int{
	"ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "etc/gmt": 0, "etc/utc": 0, "zulu": 0, "uct": 0, "greenwich": 0,
	"est": hours(-5), "edt": hours(-4), "et": hours(-5),
	"cst": hours(-6), "cdt": hours(-5), "ct": hours(-6),
	"mst": hours(-7), "mdt": hours(-6), "mt": hours(-7),
	"pst": hours(-8), "pdt": hours(-7), "pt": hours(-8),
	"ast": hours(-4), "adt": hours(-3), "nst": hours(-3.5), "ndt": hours(-2.5),
	"akst": hours(-9), "akdt": hours(-8), "hst": hours(-10), "hast": hours(-10), "hadt": hours(-9),
	"brt": hours(-3), "brst": hours(-2), "art": hours(-3), "clt": hours(-4), "clst": hours(-3), "cot": hours(-5), "pet": hours(-5),
	"west": hours(1), "bst": hours(1), "cet": hours(1), "cest": hours(2), "met": hours(1), "mest": hours(2), "mewt": hours(1), "mesz": hours(2), "mez": hours(1),
	"wat": hours(1), "cat": hours(2), "sast": hours(2), "eat": hours(3),
	"eet": hours(2), "eest": hours(3), "msk": hours(3), "msd": hours(4), "trt": hours(3), "ist": hours(5.5), "pkt": hours(5), "npt": hours(5.75),
	"ict": hours(7), "wib": hours(7), "sgt": hours(8), "hkt": hours(8), "awst": hours(8), "jst": hours(9), "kst": hours(9),
	"acst": hours(9.5), "acdt": hours(10.5), "aest": hours(10), "aedt": hours(11), "aet": hours(10), "nzst": hours(12), "nzdt": hours(13),
	"idt": hours(3), "gst": hours(4), "irst": hours(3.5),
	// RFC 822's military letters, with the signs that RFC 1123 put right. J is
	// local time and no zone; T would be taken for ISO 8601's separator.
	"a": hours(1), "b": hours(2), "c": hours(3), "d": hours(4), "e": hours(5), "f": hours(6), "g": hours(7),
	"h": hours(8), "i": hours(9), "k": hours(10), "l": hours(11), "m": hours(12),
	"n": hours(-1), "o": hours(-2), "p": hours(-3), "q": hours(-4), "r": hours(-5), "s": hours(-6),
	"u": hours(-8), "v": hours(-9), "w": hours(-10), "x": hours(-11), "y": hours(-12),
}

// halves are the words for the halves of the day.
var halves = map[string]half{
	"am": forenoon, "pm": afternoon, "오전": forenoon, "오후": afternoon,
	"πμ": forenoon, "μμ": afternoon, "上午": forenoon, "下午": afternoon, "午前": forenoon, "午後": afternoon,
	"de": noHalf, // Hungarian "de." is a filler of the Romance languages first
}

func hours(h float64) int { return int(h * 3600) }
