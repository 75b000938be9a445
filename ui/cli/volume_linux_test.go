package cli

import "testing"

func TestNetworkFileSystemsAreKnown(t *testing.T) {
	for magic, want := range map[int64]string{
		0x6969: "NFS", 0xff534d42: "SMB", -11317950: "SMB", // CIFS, as a signed 32-bit number
		0xfe534d42: "SMB", 0x01021997: "9P", 0x00c36400: "Ceph",
		0xef53: "", 0x01021994: "", 0x9123683e: "", 0x58465342: "", // ext4, tmpfs, btrfs, xfs
	} {
		if got := networkOf(magic); got != want {
			t.Errorf("%#x is %q, want %q", magic, got, want)
		}
	}
	if free, _, err := volume(t.TempDir()); err != nil || free <= 0 {
		t.Errorf("%d bytes free, %v", free, err)
	}
}
