package setup

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"tonghop/model/reading/spelling"
	"tonghop/model/reading/unitname"
	"tonghop/sync/config"
)

// communesGz is the table of today's provinces and communes; its source, date and
// licence stand at its head, and in docs/operator.md.
//
//go:embed communes.csv.gz
var communesGz []byte

// A Commune is one of today's, of the two tiers of government since July 2025.
type Commune struct {
	Code, Name string
	// Predecessors are the communes of before 1 July 2025 that it was made of;
	// none for one that stayed as it was, or of which it is not known.
	Predecessors []string
	Unchanged    bool
}

// A Province is one of today's, with its communes in the order of their codes.
type Province struct {
	Name     string
	Communes []Commune
}

// Provinces are all of today's.
var Provinces = sync.OnceValues(readProvinces)

func readProvinces() (all []Province, err error) {
	z, err := gzip.NewReader(bytes.NewReader(communesGz))
	if err != nil {
		return nil, fmt.Errorf("the table of communes: %w", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("the table of communes: %w", err)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("the table of communes: %w", err)
	}
	for _, row := range rows[1:] {
		if len(all) == 0 || all[len(all)-1].Name != row[0] {
			all = append(all, Province{Name: row[0]})
		}
		p := &all[len(all)-1]
		p.Communes = append(p.Communes, Commune{Code: row[1], Name: row[2], Predecessors: predecessors(row[3]), Unchanged: row[3] == "="})
	}
	return all, nil
}

// remark is what the table adds to a predecessor: its district, or that the rest
// of it went elsewhere.
var remark = regexp.MustCompile(`\([^)]*\)`)

func predecessors(text string) []string {
	if text == "" || text == "=" {
		return nil
	}
	var all []string
	for part := range strings.SplitSeq(remark.ReplaceAllString(text, ""), ",") {
		if name := strings.Join(strings.Fields(part), " "); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// bareProvince is a province's name without what it is: Đồng Nai.
func bareProvince(name string) string {
	same := config.Same(name)
	for _, kind := range []string{"thanh pho ", "tinh ", "tp "} {
		if rest, ok := strings.CutPrefix(same, kind); ok {
			return rest
		}
	}
	return same
}

// FindProvince finds a province by its name, with or without Tỉnh or Thành phố
// and whatever its marks. Near are the nearest names where it is none.
func FindProvince(name string) (p *Province, near []string, err error) {
	all, err := Provinces()
	if err != nil {
		return nil, nil, err
	}
	want := bareProvince(name)
	for i := range all {
		if bareProvince(all[i].Name) == want {
			return &all[i], nil, nil
		}
	}
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].Name
	}
	return nil, nearestNames(want, names, bareProvince), nil
}

// nearestNames are the up to three names that are nearest to a text, by the
// letters that they share in order.
func nearestNames(want string, names []string, fold func(string) string) []string {
	type found struct {
		name string
		far  int
	}
	var all []found
	for _, n := range names {
		most := max(2, len(want)/3)
		if far := spelling.Distance(want, fold(n), most+1); far <= most {
			all = append(all, found{n, far})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.far, b.far) })
	var out []string
	for _, f := range all[:min(len(all), 3)] {
		out = append(out, f.name)
	}
	return out
}

// An index finds a province's communes by what they are called, and were.
type index struct {
	now, before map[string][]called // by a name's own words
}

type called struct {
	unitname.Name
	*Commune
}

func (p *Province) index() index {
	x := index{map[string][]called{}, map[string][]called{}}
	for i := range p.Communes {
		c := &p.Communes[i]
		n := unitname.Parse(c.Name)
		x.now[n.Own] = append(x.now[n.Own], called{n, c})
		for _, old := range c.Predecessors {
			n := unitname.Parse(old)
			x.before[n.Own] = append(x.before[n.Own], called{n, c})
		}
	}
	return x
}

// named are the communes of a name: with its marks, and its type where it has one.
func named(all map[string][]called, name unitname.Name) (found []*Commune) {
	for _, c := range all[name.Own] {
		if c.Same(name) && !slices.Contains(found, c.Commune) {
			found = append(found, c.Commune)
		}
	}
	return found
}

// aliases are the names of a commune's predecessors that tell it: those of no
// other commune of the province, neither today's nor as its predecessor.
func (x index) aliases(c *Commune) (all []string) {
	for _, old := range c.Predecessors {
		name := unitname.Parse(old)
		if len(named(x.now, name)) == 0 && len(named(x.before, name)) == 1 {
			all = append(all, old)
		}
	}
	return all
}
