package cells

import "testing"

func TestBuiltInDateFormats(t *testing.T) {
	for _, id := range []int{14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 36, 45, 46, 47, 50, 58, 71, 81} {
		if !isBuiltInDate(id) {
			t.Errorf("isBuiltInDate(%d) = false, want true", id)
		}
	}
	for _, id := range []int{0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 23, 26, 37, 44, 48, 49, 59, 70, 82, 164, -1} {
		if isBuiltInDate(id) {
			t.Errorf("isBuiltInDate(%d) = true, want false", id)
		}
	}
}
