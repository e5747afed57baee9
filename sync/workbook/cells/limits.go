package cells

// Limits of what is opened. They are far above what an office keeps (a year of
// a commune's days in a dozen tabs is about 150,000 cells and 1 MB) and low
// enough that a damaged or hostile file costs neither the memory nor the
// minutes of the small PC that the daemon shares. What is beyond them is
// office.FaultTooLarge, never a part of the content.
const (
	// MaxFileSize is the largest file that is read, in bytes. Photographs
	// pasted into a tab hardly shrink in a zip, so it bounds them as well;
	// Google exports at most 10 MB.
	MaxFileSize = 32 << 20
	// MaxUnzippedSize is the largest sum of all parts of a package once
	// unzipped, in bytes. XML shrinks to about a tenth, so honest files stay
	// below it and a zip bomb, which shrinks to a thousandth, does not.
	MaxUnzippedSize = 128 << 20
	// MaxHeadSize is the largest part beside tabs, shared texts and pictures, in
	// bytes: the workbook, its styles and relations are held as structures of
	// many times their size. Styles that years of copying have bloated stay
	// below it.
	MaxHeadSize = 8 << 20
	// MaxParts is the largest number of parts in a package.
	MaxParts = 10_000
	// MaxTabs is the largest number of tabs in a workbook.
	MaxTabs = 1_000
	// MaxSlots is the largest number of shared texts, and of places that the
	// grid of one workbook may take: cells, the blank ones before a row's last cell, and the empty
	// rows above a tab's last row. It admits three tabs with something
	// forgotten in the very last row of the sheet.
	MaxSlots = 4 << 20
	// MaxMerges is the largest number of merged areas in one tab.
	MaxMerges = 1 << 16
)

// The size of a sheet as the file format defines it.
const (
	maxRows = 1 << 20
	maxCols = 1 << 14
)
