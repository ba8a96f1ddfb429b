// Makes, fills in and flattens forms with pdf-lib. Reads a job from stdin (JSON), writes the PDF to job.out.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const job = JSON.parse(readFileSync(0, 'utf8'))
const { PDFDocument, StandardFonts, rgb } = createRequire(job.modules + '/')('pdf-lib')

async function blank (layout) {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold)
  const pages = Array.from({ length: layout.pages }, () => pdf.addPage([595, 842]))
  for (const { page, rect: [x, y, x1, y1] } of layout.lines) {
    pages[page].drawRectangle({ x, y, width: x1 - x, height: y1 - y, borderWidth: 0.6, borderColor: rgb(0, 0, 0) })
  }
  for (const t of layout.texts) pages[t.page].drawText(t.text, { x: t.x, y: t.y, size: t.size, font: t.bold ? bold : font })
  const form = pdf.getForm()
  const groups = new Map()
  for (const f of layout.fields) {
    const [x, y, x1, y1] = f.rect
    const place = { x, y, width: x1 - x, height: y1 - y, borderWidth: f.kind === 'text' ? 0 : 1 }
    if (f.kind === 'text') {
      const field = form.createTextField(f.name)
      if (f.multiline) field.enableMultiline()
      field.addToPage(pages[f.page], place)
      field.setFontSize(9)
    } else if (f.kind === 'option' && job.radios) {
      if (!groups.has(f.id)) groups.set(f.id, form.createRadioGroup(f.group))
      groups.get(f.id).addOptionToPage(f.option, pages[f.page], place)
    } else if (f.kind === 'option') {
      form.createCheckBox(f.name).addToPage(pages[f.page], place)
    }
  }
  return pdf
}

const pdf = job.layout ? await blank(job.layout) : await PDFDocument.load(readFileSync(job.in))
const form = pdf.getForm()
for (const [name, value] of Object.entries(job.texts ?? {})) form.getTextField(name).setText(value)
for (const name of job.checks ?? []) form.getCheckBox(name).check()
for (const [name, index] of Object.entries(job.groups ?? {})) {
  const group = form.getRadioGroup(name)
  group.select(group.getOptions()[index])
}
if (job.flatten) form.flatten()
writeFileSync(job.out, await pdf.save({ useObjectStreams: job.objectStreams ?? true }))
