package office

// Kinds of file from which no figures can be read, each with its own remedy.
const (
	FaultXLSB      FaultCode = "xlsb"       // an Excel binary workbook
	FaultPicture   FaultCode = "picture"    // a photograph or a scan
	FaultDocument  FaultCode = "document"   // a document or slides
	FaultWebPage   FaultCode = "web-page"   // a web page, often named .xls
	FaultEncoding  FaultCode = "encoding"   // a text whose encoding cannot be told
	FaultBrokenCSV FaultCode = "broken-csv" // a line of a .csv that cannot be divided into fields
)
