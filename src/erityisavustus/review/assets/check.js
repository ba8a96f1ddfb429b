// What a person types, brought to the form the output has and checked by its JSON Schema.

// Whether `value` fits a schema (the keywords that the report's fields use).
function fits(schema, value) {
  if (schema.enum) return schema.enum.includes(value);
  if (schema.type === "boolean") return typeof value === "boolean";
  if (schema.type === "object") return schema.required.every((key) => fits(schema.properties[key], value[key]));
  if (typeof value !== "string") return false;
  if (schema.format === "date" && !isDate(value)) return false;
  return !schema.pattern || new RegExp(schema.pattern, "u").test(value);
}

function isDate(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return false;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(iso);
}

const spaces = /[\s\u00a0\u2000-\u200a\u202f]+/g;
const dashes = /[\u00ad\u2010-\u2015\u2212]/g;

// '31.8.2023' or '2023-08-31' as ISO 8601; anything else stays and will not fit.
function toDate(text) {
  const bare = text.replace(spaces, "");
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(bare);
  return match ? `${match[3]}-${match[2].padStart(2, "0")}-${match[1].padStart(2, "0")}` : bare;
}

// '65 310,00 €' as '65310.00'. Thousands apart by blanks or dots, decimals after a comma or a dot before one or two digits.
function toEuros(text) {
  const bare = text.replace(spaces, " ").replace(/ ?(€|eur|euroa)$/i, "").trim();
  const match = /^(\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+|\d{1,12})(?:[,.](\d{1,2}))?$/.exec(bare);
  return match ? `${match[1].replace(/[ .]/g, "")}.${(match[2] ?? "").padEnd(2, "0")}` : bare;
}

const toDiaryNumber = (text) => text.replace(spaces, "").replace(dashes, "-").toUpperCase();

// Texts of an editor as a value: { value }, { value, warning } or { problem, at }.
function valueOf(field, texts) {
  if (texts[0] === undefined) return { problem: "choose", at: 0 };
  const text = (texts[0] ?? "").trim();
  if (field.kind === "period") return periodOf(field, texts);
  if (text === "") return { value: null };
  if (field.kind === "yes_no" || field.kind === "signature") return { value: text === "yes" };
  const value =
    field.kind === "euro" ? toEuros(text)
    : field.kind === "diary_number" ? toDiaryNumber(text)
    : field.schema.format === "date" ? toDate(text)
    : text;
  if (fits(field.schema, value)) return { value };
  const problem = field.schema.format === "date" ? "date" : field.kind in words.fi.problem ? field.kind : "other";
  return { problem, at: 0 };
}

function periodOf(field, texts) {
  const [start, end] = texts.map((text) => toDate(text.trim()));
  if (start === "" && end === "") return { value: null };
  for (const [at, day] of [start, end].entries()) {
    if (day !== "" && !fits(field.schema.properties.start, day)) return { problem: "date", at };
  }
  if (start === "" || end === "") return { problem: "period", at: start === "" ? 0 : 1 };
  return start > end ? { value: { start, end }, warning: "reversed" } : { value: { start, end } };
}
