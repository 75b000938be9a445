package app_test

import "testing"

// ctrl+z gives the terminal back to the shell, and fg shows the same screen again.
func TestSuspendAndResume(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 30, shell: true})
	g.see(sampleHeadline)
	g.press("jj")
	g.see("3 of 11")
	for range 2 {
		g.press(ctrlZ)
		g.see("a shell")
		g.gone(sampleHeadline)
		g.settle() // an enter pressed before the terminal is the shell's is no line for it
		g.press(enter)
		g.see(sampleHeadline, "3 of 11")
	}
	g.press("j")
	g.see("4 of 11")
	g.press("\x0c") // ctrl+l
	g.see(sampleHeadline, "4 of 11")
	g.press("Q")
}

// Where no shell waits, the kernel would stop nothing, and griot would wait for good.
func TestSuspendWithoutAShell(t *testing.T) {
	t.Parallel()
	g := run(t, setup{width: 100, height: 30})
	g.see(sampleHeadline)
	g.press(ctrlZ)
	g.see("nothing to suspend")
	g.press("j")
	g.see("2 of 11")
}
