package date

import (
	"strings"
	"time"
	_ "time/tzdata" // the names mean the same on a system without the database
)

// zones gives the offsets of zone names in seconds: RFC 822's, those that feeds
// really use, as far as the date is not needed to tell them from summer time
// (ET is read as EST). The military letters are not among them: nobody agreed on
// their signs, so that all are UTC (RFC 5322, section 4.3). place knows the names of
// the time zone database.
var zones = map[string]int{
	"ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "etc/gmt": 0, "etc/utc": 0, "zulu": 0, "uct": 0, "greenwich": 0,
	"est": hours(-5), "edt": hours(-4), "et": hours(-5),
	"cst": hours(-6), "cdt": hours(-5), "ct": hours(-6),
	"mst": hours(-7), "mdt": hours(-6), "mt": hours(-7),
	"pst": hours(-8), "pdt": hours(-7), "pt": hours(-8),
	"at": hours(-4), "ast": hours(-4), "adt": hours(-3), "nst": hours(-3.5), "ndt": hours(-2.5),
	"akst": hours(-9), "akdt": hours(-8), "hst": hours(-10), "hast": hours(-10), "hadt": hours(-9),
	"brt": hours(-3), "brst": hours(-2), "art": hours(-3), "clt": hours(-4), "clst": hours(-3), "cot": hours(-5), "pet": hours(-5),
	"west": hours(1), "bst": hours(1), "cet": hours(1), "cest": hours(2), "met": hours(1), "mest": hours(2), "mewt": hours(1), "mesz": hours(2), "mez": hours(1),
	"wat": hours(1), "cat": hours(2), "sast": hours(2), "eat": hours(3),
	"eet": hours(2), "eest": hours(3), "msk": hours(3), "msd": hours(4), "trt": hours(3), "ist": hours(5.5), "pkt": hours(5), "npt": hours(5.75),
	"ict": hours(7), "wib": hours(7), "sgt": hours(8), "hkt": hours(8), "awst": hours(8), "jst": hours(9), "kst": hours(9),
	"acst": hours(9.5), "acdt": hours(10.5), "aest": hours(10), "aedt": hours(11), "aet": hours(10), "nzst": hours(12), "nzdt": hours(13),
	"idt": hours(3), "gst": hours(4), "irst": hours(3.5),
}

func hours(h float64) int { return int(h * 3600) }

// place finds a zone of the time zone database by its name in any case, such as
// europe/paris.
func place(name string) *time.Location {
	if !strings.Contains(name, "/") || len(name) > 40 {
		return nil
	}
	var b strings.Builder
	start := true
	for i, r := range name {
		small := strings.HasPrefix(name[i:], "of_") || strings.HasPrefix(name[i:], "es_") || strings.HasPrefix(name[i:], "au-")
		if start && !small {
			b.WriteString(strings.ToUpper(string(r)))
		} else {
			b.WriteRune(r)
		}
		start = r == '/' || r == '_' || r == '-'
	}
	zone, err := time.LoadLocation(strings.Replace(b.String(), "Us/", "US/", 1))
	if err != nil {
		return nil
	}
	return zone
}
