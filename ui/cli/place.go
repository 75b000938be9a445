package cli

import (
	"context"
	"path/filepath"
	"strings"

	"griot/feed/library"
	"griot/render/plain"
)

// keptInStep names the service that keeps a folder in step with other computers, ""
// where none is known to.
func keptInStep(folder string) string {
	for _, f := range []string{folder, resolved(folder)} {
		for ; f != filepath.Dir(f); f = filepath.Dir(f) {
			if service := serviceOf(f); service != "" {
				return service
			}
		}
	}
	return ""
}

func resolved(folder string) string {
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		return real
	}
	return folder
}

// serviceOf goes by the name that a service gives its folder, and by what it puts
// there.
func serviceOf(folder string) string {
	name := filepath.Base(folder)
	for _, s := range []struct {
		service string
		names   []string // of the folder; those with a blank or a hyphen at their end only begin it
		holds   []string // patterns of what lies in it
	}{
		{"Dropbox", []string{"Dropbox", "Dropbox "}, []string{".dropbox.cache"}},
		{"OneDrive", []string{"OneDrive", "OneDrive ", "OneDrive-"}, nil},
		{"Google Drive", []string{"Google Drive", "GoogleDrive", "GoogleDrive-", "My Drive"}, nil},
		{"iCloud", []string{"com~apple~CloudDocs"}, nil},
		{"Nextcloud", []string{"Nextcloud", "Nextcloud "}, []string{".nextcloudsync.log", ".sync_*.db"}},
		{"ownCloud", []string{"ownCloud", "ownCloud "}, []string{".owncloudsync.log"}},
		{"Syncthing", nil, []string{".stfolder"}},
		{"Resilio Sync", nil, []string{".sync/ID"}},
	} {
		for _, n := range s.names {
			if name == n || strings.HasSuffix(n, " ") && strings.HasPrefix(name, n) || strings.HasSuffix(n, "-") && strings.HasPrefix(name, n) {
				return s.service
			}
		}
		for _, pattern := range s.holds {
			if found, err := filepath.Glob(filepath.Join(escaped(folder), pattern)); err == nil && len(found) > 0 {
				return s.service
			}
		}
	}
	return ""
}

// escaped keeps a folder's name from being taken for a pattern.
func escaped(folder string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(folder)
}

// badPlace says what is wrong with the place of the store, "" where nothing is.
func (p *program) badPlace() string {
	path := p.config.Paths.Store
	if _, network, err := volume(filepath.Dir(path)); err == nil && network != "" {
		return p.words.Say("cli.doctor.network", plain.Line(path), network)
	}
	if service := keptInStep(filepath.Dir(path)); service != "" {
		return p.words.Say("cli.doctor.synced", plain.Line(path), service)
	}
	return ""
}

// logPlace notes in the log what is wrong with the place of the store, once.
func (p *program) logPlace(ctx context.Context, l *library.Library) {
	const key = "place"
	bad := p.badPlace()
	if said, err := l.State(ctx, key); err != nil || said == bad {
		return
	}
	if bad != "" {
		p.log.Warn("the place of the store", "said", bad)
	}
	_ = l.SetState(ctx, key, bad) // where nothing can be written it is said again
}
