// What all parts use: the page's data, words of the language chosen, elements made without any markup.

const byId = (id) => document.getElementById(id);
const json = (id) => JSON.parse(byId(id).textContent);

const settings = json("settings");
const words = json("words");
const form = json("the-form");
const summaries = json("summaries");
const fieldById = new Map(form.fields.map((field) => [field.id, field]));

// What is shown just now. `report` is the whole report, `field` the id of the chosen field or finding.
const state = { language: document.documentElement.lang, report: null, field: null, editing: null, zoom: 1 };

// A word of the catalogue by its path ("say.saved"), with {names} filled in.
function word(path, values = {}) {
  const text = path.split(".").reduce((node, key) => node?.[key], words[state.language]);
  return String(text ?? path).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// A finding's short title. Codes hold dots, so they are no path.
const codeTitle = (code) => words[state.language].codes[code] ?? code;

// An element with properties and children; strings become text, never markup.
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Text that came from a report: kept apart from the direction of its surroundings (Unicode UAX 9).
const typed = (text, tag = "bdi") => el(tag, { class: "typed", dir: "auto" }, text);

// For people who do not see the change.
function say(text) {
  const live = byId("live");
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
}

// A message that stays until the next one.
function notice(text) {
  const box = byId("notice");
  box.hidden = !text;
  box.textContent = text;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const finnishDay = (iso) => iso.split("-").reverse().map((part) => String(Number(part))).join(".");

function euros(amount) {
  const [whole, cents] = amount.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0")},${cents}\u00a0€`;
}

// The label of a field; the two that share one printed label say which they are.
const labelOf = (field) => (field.part ? `${field.label}: ${word(`part.${field.part}`)}` : field.label);

// A value as a person writes it.
function shown(field, value) {
  if (value === null || value === undefined) return word("blank");
  if (field.kind === "yes_no") return word(value ? "yes" : "no");
  if (field.kind === "signature") return word(value ? "signed" : "unsigned");
  if (field.kind === "choice") return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (field.kind === "period") return `${finnishDay(value.start)}–${finnishDay(value.end)}`;
  if (field.kind === "euro") return euros(value);
  if (field.schema.format === "date") return finnishDay(value);
  return String(value);
}

const counted = (path, one, n) => (n === 1 ? word(one) : word(path, { n }));
