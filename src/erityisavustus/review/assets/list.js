// The list of reports: what is shown of each, search and filters.

const reports = new Map(); // number -> report, parsed when it is first asked for

// The whole report, when this page holds it.
function reportAt(number) {
  if (!reports.has(number)) {
    const id = settings.mode === "single" ? `report-${number}` : number === settings.own ? "report-own" : null;
    reports.set(number, id && byId(id) ? json(id) : null);
  }
  return reports.get(number);
}

const fileName = (path) => path.split(/[\\/]/).pop() || path;

function filters() {
  return {
    text: byId("search").value.trim().toLowerCase(),
    doubted: byId("doubted").checked,
    code: byId("by-code").value,
    type: byId("by-type").value,
  };
}

function passes(summary, { text, doubted, code, type }) {
  const searched = [summary.path, summary.title, summary.organisation, summary.diary_number].join("\n").toLowerCase();
  return (
    (!text || text.split(/\s+/).every((part) => searched.includes(part))) &&
    (!doubted || summary.errors + summary.warnings > 0) &&
    (!code || summary.codes.includes(code)) &&
    (!type || (summary.type ?? "none") === type)
  );
}

// The reports that pass the filters, in order.
const listed = () => summaries.filter((summary) => passes(summary, filters()));

function fillFilters() {
  const codes = [...new Set(summaries.flatMap((summary) => summary.codes))]
    .map((code) => [code, `${codeTitle(code)} (${summaries.filter((s) => s.codes.includes(code)).length})`])
    .sort((a, b) => a[1].localeCompare(b[1], state.language));
  const types = fieldById.get("grant.type").options.map((option) => [option.value, option.label, "fi"]);
  fillSelect(byId("by-code"), codes);
  fillSelect(byId("by-type"), [...types, ["none", word("no_type")]]);
}

function fillSelect(select, options) {
  const chosen = select.value;
  select.replaceChildren(
    el("option", { value: "" }, word("all")),
    ...options.map(([value, text, lang]) => el("option", { value, lang }, text)),
  );
  select.value = chosen;
}

function showList() {
  const found = listed();
  byId("reports").replaceChildren(...found.map(listItem));
  byId("count").textContent = word("shown", { shown: found.length, total: settings.total ?? summaries.length });
  const n = decided();
  byId("save").textContent = word("save") + (n ? ` (${n})` : "");
  rememberFilters();
}

function listItem(summary) {
  const current = state.report?.number === summary.number;
  const properties = { class: `entry ${summary.status}`, "aria-current": current ? "true" : null };
  const inside = [
    el("span", { class: "name" }, typed(fileName(summary.path))),
    summary.title && el("span", { class: "quiet clip" }, typed(summary.title)),
    el("span", { class: "counts" }, ...counts(summary)),
  ];
  const entry = summary.href
    ? el("a", { ...properties, href: summary.href }, ...inside)
    : el("button", { ...properties, type: "button", onclick: () => openReport(summary.number) }, ...inside);
  return el("li", {}, entry);
}

function counts(summary) {
  const reviewed = summary.sha256 ? Object.keys(decisionsOf(summary.sha256)).length : 0;
  const status = summary.status === "invalid" ? counted("errors", "error_one", summary.errors) : word(`status.${summary.status}`);
  return [
    el("span", { class: `badge ${summary.status}` }, status),
    summary.warnings > 0 && el("span", {}, counted("warnings", "warning_one", summary.warnings)),
    reviewed > 0 && el("span", { class: "done" }, `✓ ${word("reviewed_count", { n: reviewed })}`),
  ];
}

// In a folder each report is a page of its own: the filters go along, as long as the browser lets them.
function rememberFilters() {
  if (settings.mode === "single") return;
  try {
    sessionStorage.setItem(`${KEY}:filters`, JSON.stringify(filters()));
  } catch {
    // Without storage each page begins with all reports.
  }
}

function recallFilters() {
  let last = null;
  try {
    last = settings.mode === "single" ? null : JSON.parse(sessionStorage.getItem(`${KEY}:filters`));
  } catch {
    last = null;
  }
  if (!last) return;
  byId("search").value = last.text;
  byId("doubted").checked = last.doubted;
  byId("by-code").value = last.code;
  byId("by-type").value = last.type;
}

function neighbour(step) {
  const found = listed();
  const at = found.findIndex((summary) => summary.number === state.report?.number);
  const next = at < 0 ? found[0] : found[at + step];
  if (!next) return;
  if (next.href) location.href = next.href;
  else openReport(next.number);
}
