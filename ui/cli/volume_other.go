//go:build !linux

package cli

import "errors"

// volume tells how many bytes are free where a folder lies, and the name of the
// network file system that it lies on, if it does.
func volume(string) (free int64, network string, err error) {
	return 0, "", errors.ErrUnsupported
}
