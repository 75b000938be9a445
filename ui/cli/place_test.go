package cli

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFoldersThatAreKeptInStep(t *testing.T) {
	for place, want := range map[string]string{
		"home/.local/share/griot":                            "",
		"home/Dropbox/griot":                                 "Dropbox",
		"home/Dropbox (Work)/news/griot":                     "Dropbox",
		"home/Dropboxes/griot":                               "",
		"home/OneDrive/griot":                                "OneDrive",
		"home/OneDrive - River Post/griot":                   "OneDrive",
		"home/Nextcloud/griot":                               "Nextcloud",
		"home/cloud/griot":                                   "Nextcloud", // by what lies in it
		"home/Sync/a/b/griot":                                "Syncthing",
		"home/[odd] *name?/griot":                            "Syncthing",
		"home/linked/griot":                                  "Dropbox",
		"Library/Mobile Documents/com~apple~CloudDocs/griot": "iCloud",
		"Library/CloudStorage/GoogleDrive-me@example.org/My Drive/griot": "Google Drive",
	} {
		root := t.TempDir()
		for _, holds := range []string{"home/cloud/.sync_1a2b.db", "home/Sync/.stfolder/x", "home/[odd] *name?/.stfolder/x", "home/.dropbox/info.json", "home/Dropbox/x"} {
			name := filepath.Join(root, holds)
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink(filepath.Join(root, "home/Dropbox"), filepath.Join(root, "home/linked")); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(root, place), 0o700); err != nil {
			t.Fatal(err)
		}
		if got := keptInStep(filepath.Join(root, place)); got != want {
			t.Errorf("%s is kept in step by %q, want %q", place, got, want)
		}
	}
}
