package date

import (
	"strings"
	"time"
)

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
	// Scandinavian
	"augusti": 8, "marts": 3,
	// Polish, Turkish
	"stycznia": 1, "lutego": 2, "marca": 3, "kwietnia": 4, "maja": 5, "czerwca": 6, "lipca": 7,
	"sierpnia": 8, "wrzesnia": 9, "pazdziernika": 10, "listopada": 11, "grudnia": 12,
	"oca": 1, "ocak": 1, "sub": 2, "subat": 2, "mart": 3, "nis": 4, "nisan": 4, "mayıs": 5, "haz": 6, "haziran": 6,
	"tem": 7, "temmuz": 7, "agu": 8, "agustos": 8, "eyl": 9, "eylul": 9, "eki": 10, "ekim": 10, "kas": 11, "kasım": 11,
	"ara": 12, "aralık": 12,
	// Russian
	"января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7,
	"августа": 8, "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
	"янв": 1, "фев": 2, "февр": 2, "мар": 3, "апр": 4, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "сент": 9,
	"окт": 10, "ноя": 11, "нояб": 11, "дек": 12,
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
	"mandag tirsdag onsdag torsdag fredag lørdag søndag tisdag lordag sondag",
	"poniedziałek wtorek sroda czwartek piatek sobota niedziela",
	"pazartesi salı carsamba persembe cuma cumartesi pazar pzt cmt cts",
	"понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
	"월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토 일",
	"月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日 星期一 星期二 星期三 星期四 星期五 星期六 星期日",
)

// fillers are the words that stand between the parts of a written-out date, and
// the days of the week whose two letters mean something else in other places.
var fillers = words(
	"at on the of le la a à du les el de del dia dias las los den der am um uhr il alle ore dell em as às das og op om o στις και gmt-time heures hours hrs г в",
	"ma wo vr za zo wt sr",
)

// halves are the words for the halves of the day.
var halves = map[string]half{
	"am": forenoon, "pm": afternoon, "오전": forenoon, "오후": afternoon,
	"πμ": forenoon, "μμ": afternoon, "上午": forenoon, "下午": afternoon, "午前": forenoon, "午後": afternoon,
	"de": noHalf, // Hungarian "de." is a filler of the Romance languages first
}

// monthBegun returns the month whose names alone begin with a word, for those who
// cut a name where no table expects it ("Janu").
func monthBegun(word string) int {
	if len(word) < 3 {
		return 0
	}
	found := time.Month(0)
	for name, m := range months {
		if strings.HasPrefix(name, word) {
			if found != 0 && found != m {
				return 0
			}
			found = m
		}
	}
	return int(found)
}

// weekdayBegun is monthBegun for the days, whichever it is.
func weekdayBegun(word string) bool {
	if len(word) < 3 {
		return false
	}
	for name := range weekdays {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}
