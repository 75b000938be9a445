package parse

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// tongues are sentences to be recognised by their bytes.
var tongues = map[string]string{
	"fr":     "Le président a déclaré que la région du Sahel connaîtra une période de stabilité après l'été. Les élèves ont été reçus à l'école.",
	"fr2":    "Été à Bamako",
	"es":     "El niño comió una piña mañana en la montaña. ¿Dónde está la información?",
	"de":     "Die Größe der Häuser überraschte die Besucher, für die schöne Straße",
	"pt":     "A informação é útil e não há razões para preocupação. Coração",
	"sv":     "Regeringen godkände nästa års budget, sade ministern. Kärlek är ljus över ån",
	"da":     "Regeringen godkendte næste års budget, sagde ministeren på Færøerne. Blåbær og rødgrød",
	"cs":     "Příliš žluťoučký kůň úpěl ďábelské ódy. Vláda schválila návrh zákona o státním rozpočtu.",
	"pl":     "Zażółć gęślą jaźń. Rząd przyjął projekt ustawy budżetowej na przyszły rok, podała agencja.",
	"hu":     "Árvíztűrő tükörfúrógép. A kormány elfogadta a jövő évi költségvetést, közölte a miniszter.",
	"tr":     "Hükümet gelecek yılın bütçesini onayladı, dedi bakan. Işık ve gölge şehirde çocuk.",
	"lt":     "Vyriausybė patvirtino kitų metų biudžetą, sakė ministras. Žąsys skrenda į šiaurę",
	"ru":     "Правительство приняло проект бюджета на следующий год, сообщил министр финансов.",
	"ru2":    "Новости дня",
	"uk":     "Уряд ухвалив проєкт бюджету на наступний рік, повідомив міністр фінансів України.",
	"el":     "Η κυβέρνηση ενέκρινε τον προϋπολογισμό του επόμενου έτους, είπε ο υπουργός.",
	"he":     "הממשלה אישרה את תקציב השנה הבאה, אמר שר האוצר בישיבה",
	"ar":     "وافقت الحكومة على ميزانية العام المقبل، قال وزير المالية",
	"ja":     "政府は来年度の予算案を承認したと財務大臣が述べた。東京の天気は晴れです。カタカナ",
	"ja2":    "日本語のニュース",
	"zh":     "政府批准了明年的预算，财政部长说。北京天气晴朗。",
	"zh-TW":  "政府批准了明年的預算，財政部長說。台北天氣晴朗。",
	"ko":     "정부는 내년도 예산안을 승인했다고 재무장관이 말했다. 서울의 날씨는 맑음.",
	"th":     "รัฐบาลอนุมัติงบประมาณปีหน้า รัฐมนตรีคลังกล่าว",
	"ja3":    "今日の日本の天気",
	"zh-TW2": "台灣的港口新聞",
	"ko2":    "우리 바다",
	"el2":    "Τα νέα της ημέρας",
	"ru3":    "Мы и вы на море",
	"pl2":    "Zażółć gęślą",
	"quotes": "He said “no” – the café’s owner…",
}

func encoded(t *testing.T, label, s string) []byte {
	t.Helper()
	enc, _ := charset.Lookup(label)
	out, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return out
}

// feedOf puts a text into an RSS feed with a declaration.
func feedOf(declaration string, text []byte) []byte {
	return bytes.Join([][]byte{[]byte(declaration + `<rss version="2.0"><channel><title>Quay</title><item><title>`), text,
		[]byte(`</title><description>`), text, []byte(`</description></item></channel></rss>`)}, nil)
}

func TestUndeclaredCharsets(t *testing.T) {
	for _, c := range []struct{ tongue, labels string }{
		{"fr", "windows-1252 iso-8859-15 macintosh"}, {"fr2", "windows-1252"}, {"es", "windows-1252 macintosh"}, {"de", "windows-1252"},
		{"pt", "windows-1252"}, {"sv", "windows-1252"}, {"da", "windows-1252"}, {"quotes", "windows-1252"},
		{"cs", "windows-1250 iso-8859-2"}, {"pl", "windows-1250 iso-8859-2"}, {"hu", "windows-1250 iso-8859-2"},
		{"tr", "windows-1254"}, {"lt", "windows-1257"},
		{"ru", "windows-1251 koi8-r iso-8859-5 ibm866 x-mac-cyrillic"}, {"ru2", "windows-1251 koi8-r"}, {"uk", "windows-1251"},
		{"el", "windows-1253 iso-8859-7"}, {"he", "windows-1255"}, {"ar", "windows-1256 iso-8859-6"},
		{"ja", "shift_jis euc-jp iso-2022-jp"}, {"ja2", "shift_jis euc-jp iso-2022-jp"},
		{"ja3", "shift_jis euc-jp"}, {"zh-TW2", "big5"}, {"ko2", "euc-kr"}, {"el2", "windows-1253 iso-8859-7"}, {"ru3", "windows-1251 koi8-r"}, {"pl2", "windows-1250 iso-8859-2"},
		{"zh", "gbk gb18030"}, {"zh-TW", "big5"}, {"ko", "euc-kr"}, {"th", "windows-874"},
	} {
		for label := range strings.FieldsSeq(c.labels) {
			text := encoded(t, label, tongues[c.tongue])
			for _, declaration := range []string{"", `<?xml version="1.0"?>`, `<?xml version="1.0" encoding="utf-8"?>`, `<?xml version="1.0" encoding="nonesuch"?>`} {
				doc, err := Parse(Input{Body: feedOf(declaration, text)})
				if err != nil {
					t.Errorf("%s in %s: %v", c.tongue, label, err)
				} else if got := doc.Entries[0].Title; got != tongues[c.tongue] {
					t.Errorf("%s in %s with %q\n gives %q\ninstead of %q", c.tongue, label, declaration, got, tongues[c.tongue])
				}
			}
		}
	}
}

func TestDeclaredCharsets(t *testing.T) {
	const fr = "déjà vu à la fête"
	latin := encoded(t, "windows-1252", fr)
	for _, c := range []struct{ name, contentType, declaration, text, want string }{
		{"declaration", "", `<?xml version="1.0" encoding="iso-8859-1"?>`, string(latin), fr},
		{"single quotes", "", `<?xml version='1.0' encoding='ISO-8859-1'?>`, string(latin), fr},
		{"header", "application/xml; charset=iso-8859-1", "", string(latin), fr},
		{"header against declaration", "text/xml; charset=windows-1251", `<?xml version="1.0" encoding="iso-8859-1"?>`, string(encoded(t, "windows-1251", "да")), "да"},
		{"C1 bytes", "", `<?xml version="1.0" encoding="iso-8859-1"?>`, "\x93q\x94 \x85 \x80", "“q” … €"},
		{"C1 characters", "", `<?xml version="1.0" encoding="utf-8"?>`, "\u0093q\u0094 \u0097", "“q” —"},
		{"C1 references", "", `<?xml version="1.0"?>`, "&#147;q&#148;", "“q”"},
		{"UTF-8 declared as Latin-1", "", `<?xml version="1.0" encoding="iso-8859-1"?>`, fr, fr},
		{"UTF-8 declared as ASCII", "text/xml; charset=us-ascii", "", fr, fr},
		{"ASCII declared as UTF-16", "", `<?xml version="1.0" encoding="utf-16"?>`, "plain", "plain"},
		{"ASCII declared as nonsense", "text/xml; charset=nonsense", `<?xml version="1.0" encoding="nonsense"?>`, "plain", "plain"},
		{"Cyrillic declared as Latin-1", "", `<?xml version="1.0" encoding="iso-8859-1"?>`, string(encoded(t, "windows-1251", tongues["ru"])), tongues["ru"]},
		{"Chinese declared as UTF-8", "text/xml; charset=utf-8", "", string(encoded(t, "gbk", tongues["zh"])), tongues["zh"]},
		{"one stray byte", "", "", "déjà v\xe9 à", "déjà vé à"},
		{"BOM against header", "text/xml; charset=iso-8859-1", "\xef\xbb\xbf", fr, fr},
		{"Greek", "", `<?xml version="1.0" encoding="windows-1253"?>`, string(encoded(t, "windows-1253", "νέα")), "νέα"},
		{"cp437", "", `<?xml version="1.0" encoding="cp437"?>`, "caf\x82", "café"},
	} {
		doc, err := Parse(Input{Body: feedOf(c.declaration, []byte(c.text)), ContentType: c.contentType})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := doc.Entries[0].Title; got != c.want {
			t.Errorf("%s: title is %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWideCharsets(t *testing.T) {
	doc := feedOf(`<?xml version="1.0" encoding="utf-16"?>`, []byte("déjà 政府 🙂"))
	for name, enc := range map[string]encoding.Encoding{
		"UTF-16LE with a mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE with a mark": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE":             unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE":             unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-32LE with a mark": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM),
		"UTF-32BE with a mark": utf32.UTF32(utf32.BigEndian, utf32.UseBOM),
		"UTF-32LE":             utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM),
		"UTF-32BE":             utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
	} {
		body, err := enc.NewEncoder().Bytes(doc)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Parse(Input{Body: body, ContentType: "text/xml; charset=utf-8"})
		if err != nil || got.Entries[0].Title != "déjà 政府 🙂" {
			t.Errorf("%s: %+v, %v", name, got.Entries, err)
		}
	}
	body, err := charmap.CodePage037.NewEncoder().Bytes(feedOf(`<?xml version="1.0" encoding="cp037"?>`, []byte("plain")))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Parse(Input{Body: body}); err != nil || got.Entries[0].Title != "plain" {
		t.Errorf("EBCDIC: %v", err)
	}
	body, err = simplifiedchinese.HZGB2312.NewEncoder().Bytes(feedOf(`<?xml version="1.0" encoding="hz-gb-2312"?>`, []byte("政府")))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Parse(Input{Body: body}); err != nil || got.Entries[0].Title != "政府" {
		t.Errorf("HZ: %v", err)
	}
}

func FuzzToUTF8(f *testing.F) {
	for _, s := range tongues {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("\xff\xfe<\x00"), "text/xml; charset=utf-16")
	f.Add([]byte("caf\xe9 \x93q\x94"), "text/xml; charset=shift_jis")
	f.Add([]byte("\x1b$B!!\x1b(B ~{<:Ky2;~}"), "text/html; charset=hz")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		out := toUTF8(bytes.Clone(body), contentType)
		if !utf8.Valid(out) {
			t.Fatalf("%q is not UTF-8", out)
		}
		if len(out) > 8*len(body)+64 {
			t.Fatalf("%d bytes became %d", len(body), len(out))
		}
	})
}

// The first byte beyond ASCII tells the pages apart well enough. The comment has
// the sign that EBCDIC's pages disagree on.
func TestDeclaredCodePages(t *testing.T) {
	for labels, want := range map[string]string{
		"437 cp437 ibm437 csPC8CodePage437 850 ibm850 cspc850multilingual 852 csPCp852 857 cp857 csibm857 860 861 cp_is 863 csibm865": "Ç",
		"855 ibm855 csIBM855":                    "ђ",
		"856 cp862 cspc862latinhebrew":           "א",
		"737 ibm737":                             "Α",
		"775 csPC775Baltic":                      "Ć",
		"864 csibm864":                           "°",
		"866 cp1125 mac-cyrillic x-mac-cyrillic": "А",
		"koi8-t":                                 "қ",
		"koi8-r cskoi8r":                         "─",
		"macintosh mac-roman macgreek macturkish x-mac-ce":            "Ä",
		"cp874 windows-874 windows_1250 cp1252 windows_1257 nonesuch": "€",
		"windows_1251": "Ђ",
	} {
		for label := range strings.FieldsSeq(labels) {
			body := []byte(`<?xml version="1.0" encoding="` + label + "\"?>\n<!-- a page -->\n<rss><channel><title>\x80</title></channel></rss>")
			if doc, err := Parse(Input{Body: body}); err != nil || doc.Title != want {
				t.Errorf("%s: %q, %v", label, doc.Title, err)
			}
		}
	}
}

func TestShiftedKorean(t *testing.T) {
	text := []byte("\x0e")
	for _, c := range encoded(t, "euc-kr", "바다이야기") {
		text = append(text, c&0x7F)
	}
	body := bytes.Join([][]byte{[]byte("\x1b$)C"), feedOf(`<?xml version="1.0" encoding="iso-2022-kr"?>`, append(text, 0x0F))}, nil)
	if doc, err := Parse(Input{Body: body}); err != nil || doc.Entries[0].Title != "바다이야기" {
		t.Errorf("%+v, %v", doc, err)
	}
}

func TestEBCDIC(t *testing.T) {
	const text = `<?xml version="1.0" encoding="LABEL"?><!-- a page --><rss><channel><title>Ørsted [1]!</title></channel></rss>`
	for _, label := range []string{"ibm037", "ebcdic-cp-us", "cp1140", "cp500", "ebcdic_cp_be"} {
		s := strings.Replace(text, "LABEL", label, 1)
		// No encoder is needed where every byte can be tried.
		var body []byte
		enc := lookup(label)
		for _, r := range s {
			for b := range 256 {
				if out := decode(enc, []byte{byte(b)}); string(out) == string(r) {
					body = append(body, byte(b))
					break
				}
			}
		}
		if doc, err := Parse(Input{Body: body}); err != nil || doc.Title != "Ørsted [1]!" {
			t.Errorf("%s: %q, %v", label, doc.Title, err)
		}
	}
}
