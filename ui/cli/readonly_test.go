package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAStoreThatCanOnlyBeRead runs griot as somebody who may not write, since
// permissions don't bind root.
func TestAStoreThatCanOnlyBeRead(t *testing.T) {
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	dir, err := os.MkdirTemp("", "griot-read")
	check(err)
	data := filepath.Join(dir, "data")
	t.Cleanup(func() {
		check(os.Chmod(data, 0o700))
		check(os.RemoveAll(dir))
	})
	check(os.Chmod(dir, 0o755))
	self, err := os.ReadFile(os.Args[0])
	check(err)
	program := filepath.Join(dir, "griot")
	check(os.WriteFile(program, self, 0o755))
	griot := func(as *syscall.SysProcAttr, args ...string) (out, said string) {
		var stderr strings.Builder
		cmd := exec.CommandContext(t.Context(), program, args...)
		cmd.Dir, cmd.SysProcAttr, cmd.Stderr = dir, as, &stderr
		cmd.Env = []string{"HOME=" + dir, "LANG=en_US.UTF-8", "GRIOT_DB=" + filepath.Join(data, "griot.db")}
		stdout, _ := cmd.Output()
		return string(stdout), stderr.String()
	}
	stored, said := griot(nil, "list")
	if stored == "" || said != "" {
		t.Fatalf("%q, %q", stored, said)
	}
	check(os.Chmod(filepath.Join(data, "griot.db"), 0o444))
	check(os.Chmod(data, 0o555))
	var nobody *syscall.SysProcAttr
	if os.Geteuid() == 0 {
		nobody = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, said := griot(nobody, "list")
	if out != stored || strings.Count(said, "can only be read") != 1 {
		t.Errorf("list: %q, %q", out, said)
	}
	if _, said := griot(nobody, "comment", "1", "-m", "words"); strings.Count(said, "can only be read") != 1 {
		t.Errorf("comment: %q", said)
	}
}
