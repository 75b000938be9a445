package cli

import "golang.org/x/sys/unix"

// volume tells how many bytes are free where a folder lies, and the name of the
// network file system that it lies on, if it does.
func volume(folder string) (free int64, network string, err error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, "", err
	}
	return int64(min(s.Bavail, 1<<40)) * s.Bsize, networkOf(int64(s.Type)), nil
}

// networkOf names a network file system by the number that statfs(2) gives, "" for
// any other.
func networkOf(magic int64) string {
	switch uint32(magic) {
	case unix.NFS_SUPER_MAGIC:
		return "NFS"
	case unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC:
		return "SMB"
	case unix.V9FS_MAGIC:
		return "9P"
	case unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC:
		return "AFS"
	case unix.CEPH_SUPER_MAGIC:
		return "Ceph"
	case unix.CODA_SUPER_MAGIC:
		return "Coda"
	case unix.NCP_SUPER_MAGIC:
		return "NCP"
	}
	return ""
}
