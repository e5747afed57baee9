package office

import "testing"

func TestAFlowAddsUpAndAStockStands(t *testing.T) {
	none := Count{}
	for _, c := range []struct {
		kind           Aggregate
		earlier, later Count
		want           Count
	}{
		{AggregateSum, Stated(3), Stated(4), Stated(7)},
		{AggregateSum, Stated(3), none, Stated(3)},
		{AggregateSum, none, none, none},
		{"", Stated(3), Stated(4), Stated(7)},
		{AggregateLatest, Stated(3), Stated(4), Stated(4)},
		{AggregateLatest, Stated(3), Stated(0), Stated(0)},
		{AggregateLatest, Stated(3), none, Stated(3)},
		{AggregateLatest, none, Stated(4), Stated(4)},
	} {
		if got := c.kind.Then(c.earlier, c.later); got != c.want {
			t.Errorf("%q: %v and then %v make %v, want %v", c.kind, c.earlier, c.later, got, c.want)
		}
	}
}
