package record

import "tonghop/model"

type UnitDay struct {
	Unit string
	Day  model.Day
}

func (a UnitDay) compare(b UnitDay) int { return 0 }
