// Writes the figures of BenchmarkYearBesideOthers with exceljs's streaming
// writer and prints the milliseconds that it took. It gives the cells no looks:
// with them exceljs takes many times as long.
const Excel = require('exceljs');

async function main() {
  const began = process.hrtime.bigint();
  const book = new Excel.stream.xlsx.WorkbookWriter({filename: process.argv[1], useStyles: false});
  const tab = book.addWorksheet('Theo ngày');
  for (let d = 0; d < 250; d++) {
    for (let u = 0; u < 200; u++) {
      const row = [44000 + d, 'T2', 'Xã Phước Thiện ' + u, 'Đúng hạn'];
      for (let i = 0; i < 12; i++) row.push((u * 7 + d * 13 + i) % 2300);
      tab.addRow(row).commit();
    }
  }
  await book.commit();
  console.log(Number(process.hrtime.bigint() - began) / 1e6);
}
main();
