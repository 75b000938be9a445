package fetch

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"griot/feed"
)

// settle is how long a file must be left alone before its change is told: editors
// and downloads write in many steps.
const settle = 150 * time.Millisecond

// Stamp changes whenever a file, or a folder's files, do. kind says which of the
// two it is. The error is a *feed.Failure.
func Stamp(path string) (stamp string, kind feed.Kind, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", feed.KindFile, fileFailure(err)
	}
	if !info.IsDir() {
		return fmt.Sprintf("%d %d", info.ModTime().UnixNano(), info.Size()), feed.KindFile, nil
	}
	files, err := Folder(path)
	if err != nil {
		return "", feed.KindFolder, err
	}
	sum := fnv.New128a()
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			fmt.Fprintf(sum, "%s\x00%d\x00%d\x00", f, info.ModTime().UnixNano(), info.Size())
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), feed.KindFolder, nil
}

// Stamp is the function Stamp.
func (Local) Stamp(path string) (string, feed.Kind, error) { return Stamp(path) }

// Watch calls changed with those of paths that changed, one call at a time, until
// ctx ends. A path need not exist yet; the folder that it is in must, to be
// watched.
func (Local) Watch(ctx context.Context, paths []string, changed func(paths []string)) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch files: %w", err)
	}
	defer w.Close()
	wanted := watchFolders(w, paths)
	touched := map[string]bool{}
	timer := time.NewTimer(settle)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case e, open := <-w.Events:
			if !open {
				return errors.New("watch files: the watcher ended")
			}
			if e.Op == fsnotify.Chmod {
				continue // reading a file may cause it
			}
			for _, path := range wanted[e.Name] {
				touched[path] = true
			}
			for _, path := range wanted[filepath.Join(filepath.Dir(e.Name), anyFile)] {
				touched[path] = true
			}
			if len(touched) > 0 {
				timer.Reset(settle)
			}
		case <-w.Errors: // events may have been lost: everything may have changed
			for _, path := range paths {
				touched[path] = true
			}
			timer.Reset(settle)
		case <-timer.C:
			now := make([]string, 0, len(touched))
			for path := range touched {
				now = append(now, path)
			}
			clear(touched)
			slices.Sort(now)
			changed(now)
		}
	}
}

const anyFile = "*" // stands for all files of a folder

// watchFolders watches the folders that paths are in, or are, because an editor
// puts a new file in place of the old. It returns which path an event's name is
// about.
func watchFolders(w *fsnotify.Watcher, paths []string) map[string][]string {
	wanted := map[string][]string{}
	for _, path := range paths {
		name, folder := path, filepath.Dir(path)
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			name, folder = filepath.Join(path, anyFile), path
		}
		wanted[name] = append(wanted[name], path)
		_ = w.Add(folder) // what can't be watched is read at the next refresh
		if real, err := filepath.EvalSymlinks(path); err == nil && real != path && name == path {
			wanted[real] = append(wanted[real], path)
			_ = w.Add(filepath.Dir(real))
		}
	}
	return wanted
}
