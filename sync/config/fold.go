package config

import "tonghop/model/reading/spelling"

// fold is what two spellings of one name have in common: without marks and
// case, đ as d, runs of anything but letters and digits as one space. It only
// compares; what is shown is always the original.
func fold(s string) string { return spelling.Fold(spelling.Lower(s)) }
