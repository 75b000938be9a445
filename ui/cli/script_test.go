package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"griot": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // as main does
			defer stop()
			os.Exit(Run(ctx, os.Args[1:], ThisComputer()))
		},
	})
}

// TestScripts runs griot as its users do: each script has a home folder and a web
// server of its own, which serves the script's folder site and counts requests.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			site := &site{dir: filepath.Join(env.WorkDir, "site")}
			server := httptest.NewServer(site)
			env.Defer(server.Close)
			env.Values[siteKey{}] = site
			for name, value := range map[string]string{
				"HOME": filepath.Join(env.WorkDir, "home"), "SERVER": server.URL, "TZ": "UTC", "TERM": "dumb", "LANG": "en_US.UTF-8",
				"EDITOR": "", "VISUAL": "", "GRIOT_CONFIG": "", "GRIOT_DB": "",
				"GORACE": "atexit_sleep_ms=0", // with the race detector each command would take a second to end
			} {
				env.Setenv(name, value)
			}
			return os.MkdirAll(filepath.Join(env.WorkDir, "home"), 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json":     checkJSON,
			"damaged":  checkDamaged,
			"status":   checkStatus,
			"offers":   changeSite,
			"keep":     keep,
			"newsboat": newsboatCache,
		},
	})
}

type siteKey struct{}

// site serves files, with {SERVER} in them replaced by its own address.
type site struct{ dir string }

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(filepath.Clean(r.URL.Path))))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if user, password, _ := r.BasicAuth(); strings.HasPrefix(r.URL.Path, "/private/") && user+password != "awas3cret" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	tag := fmt.Sprintf("%q", strconv.Itoa(len(body)))
	w.Header().Set("ETag", tag)
	switch filepath.Ext(r.URL.Path) {
	case ".html":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	case ".txt":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	default:
		w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	}
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	switch said, to, _ := strings.Cut(strings.TrimSpace(string(body)), " "); said {
	case "moved":
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return
	case "moved-308":
		http.Redirect(w, r, to, http.StatusPermanentRedirect)
		return
	case "gone":
		w.WriteHeader(http.StatusGone)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/cut/") {
		w.Header().Set("Content-Length", strconv.Itoa(2*len(body))) // more than comes
	}
	_, _ = w.Write([]byte(strings.ReplaceAll(string(body), "{SERVER}", "http://"+r.Host)))
}

// checkStatus is "status N command...": the command ends with that exit status.
func checkStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		if _, scanErr := fmt.Sscanf(err.Error(), "exit status %d", &got); scanErr != nil {
			ts.Fatalf("%v", err)
		}
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// checkDamaged is "damaged": griot says that the store $DB is damaged, in one sentence
// that names what to do, and leaves it as it is; repaired, it opens. It ends with a
// sound store in its place.
func checkDamaged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: damaged")
	}
	store := ts.MkAbs(ts.Getenv("DB"))
	before := ts.ReadFile(store)
	for _, command := range [][]string{{"show", "A headline"}, {"comments", "--mine"}} {
		if err := ts.Exec("griot", command...); err == nil {
			continue // what it asked for can still be read
		}
		said := ts.ReadFile("stderr")
		if strings.Count(said, "\n") != 1 || !strings.Contains(said, "griot doctor --repair") {
			ts.Fatalf("griot %s says %q", command[0], said)
		}
	}
	if ts.Exec("griot", "doctor") == nil || !strings.Contains(ts.ReadFile("stdout"), "griot doctor --repair") {
		ts.Fatalf("doctor says %q", ts.ReadFile("stdout"))
	}
	if ts.ReadFile(store) != before {
		ts.Fatalf("the store was changed")
	}
	ts.Check(ts.Exec("griot", "doctor", "--repair"))
	ts.Check(ts.Exec("griot", "list"))
	ts.Check(os.WriteFile(store, []byte(ts.ReadFile("sound.db")), 0o600))
}

// changeSite is "offers from to": from now on the server gives another file.
func changeSite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: offers file path")
	}
	ts.Check(os.WriteFile(ts.MkAbs(filepath.Join("site", args[1])), []byte(ts.ReadFile(args[0])), 0o600))
}

// keep is "keep NAME path": the string at a path of the JSON on standard output
// becomes a variable.
func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: keep NAME path")
	}
	value, ok := at(ts, args[1]).(string)
	if !ok {
		ts.Fatalf("%s is no string", args[1])
	}
	ts.Setenv(args[0], value)
}

// checkJSON is "json path value": standard output is JSON, and has that value at
// that path ("items.0.views 1953", "items.0.link null", ". [...]"). "json keys path
// a,b,c" compares the names of an object's fields, and "json len path N" the length
// of an array.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	var got, want any
	switch {
	case len(args) == 3 && args[0] == "keys":
		object, ok := at(ts, args[1]).(map[string]any)
		if !ok {
			ts.Fatalf("%s is no object", args[1])
		}
		names := make(map[string]any)
		for name := range object {
			names[name] = true
		}
		wanted := make(map[string]any)
		for name := range strings.SplitSeq(args[2], ",") {
			wanted[name] = true
		}
		got, want = names, wanted
	case len(args) == 3 && args[0] == "len":
		array, ok := at(ts, args[1]).([]any)
		if !ok {
			ts.Fatalf("%s is no array", args[1])
		}
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		got, want = len(array), n
	case len(args) == 2:
		got = at(ts, args[0])
		if err := json.Unmarshal([]byte(args[1]), &want); err != nil {
			want = args[1]
		}
	default:
		ts.Fatalf("usage: json path value | json keys path names | json len path N")
	}
	if same := jsonText(got) == jsonText(want); same == neg {
		ts.Fatalf("%s is %s, want %s (not: %v)", args[0], jsonText(got), jsonText(want), neg)
	}
}

func jsonText(value any) string {
	said, _ := json.Marshal(value)
	return string(said)
}

// at is the value at a path of the JSON on standard output.
func at(ts *testscript.TestScript, path string) any {
	var value any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &value); err != nil {
		ts.Fatalf("standard output is no JSON: %v", err)
	}
	if path == "." {
		return value
	}
	for step := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			next, ok := v[step]
			if !ok {
				ts.Fatalf("%s: there is no %q", path, step)
			}
			value = next
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(v) {
				ts.Fatalf("%s: there is no element %s", path, step)
			}
			value = v[i]
		default:
			ts.Fatalf("%s: nothing below %s", path, step)
		}
	}
	return value
}
