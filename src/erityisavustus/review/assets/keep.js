// What a person decided, kept in this browser by the digest of the file, saved to a file and opened from one.

const KEY = "erityisavustus.review/1";
const kept = new Map(); // sha256 -> { field: decision }
let keeps = true;
let unsaved = false;

// Browsers may refuse storage to files from the disk (a private window, a policy): then decisions live as long as the page.
function stored(key) {
  try {
    return localStorage.getItem(`${KEY}:${key}`);
  } catch {
    keeps = false;
    return null;
  }
}

function store(key, text) {
  try {
    if (text === null) localStorage.removeItem(`${KEY}:${key}`);
    else localStorage.setItem(`${KEY}:${key}`, text);
  } catch {
    keeps = false;
  }
}

// The decisions on a report; another page of the same folder may have changed them.
function decisionsOf(sha256) {
  if (!kept.has(sha256)) {
    let entries = [];
    try {
      entries = Object.entries(JSON.parse(stored(sha256) ?? "{}"));
    } catch {
      entries = [];
    }
    kept.set(sha256, Object.fromEntries(entries.filter(([id, decision]) => isDecision(id, decision))));
  }
  return kept.get(sha256);
}

// Whether something that was kept or opened is a decision on a field of this form.
function isDecision(id, decision) {
  const field = fieldById.get(id);
  return Boolean(
    field && decision && ["accepted", "corrected"].includes(decision.action) &&
      (decision.value === null || fits(field.schema, decision.value)) && decision.machine !== undefined &&
      typeof decision.by === "string" && !Number.isNaN(Date.parse(decision.at)),
  );
}

// How many fields were looked at, in all reports that this page lists.
const decided = () => summaries.reduce((n, { sha256 }) => n + (sha256 ? Object.keys(decisionsOf(sha256)).length : 0), 0);

// What the program itself read, also where the result holds a person's value already.
function machineValue(report, id) {
  const review = report.evidence[id]?.review;
  return (review ? review.machine.value : report.values[id]) ?? null;
}

// The decision on a field, if it was made on the value that the program reads now.
function decisionOn(report, id) {
  const decision = report.sha256 ? decisionsOf(report.sha256)[id] : undefined;
  return decision && same(decision.machine, machineValue(report, id)) ? decision : null;
}

const isStale = (report, id) => Boolean(report.sha256 && decisionsOf(report.sha256)[id]) && !decisionOn(report, id);

function decide(report, id, decision) {
  const decisions = decisionsOf(report.sha256);
  if (decision) decisions[id] = decision;
  else delete decisions[id];
  keepDecisions(report.sha256);
  unsaved = true;
  if (!keeps) notice(word("say.not_kept"));
}

function keepDecisions(sha256) {
  const decisions = decisionsOf(sha256);
  store(sha256, Object.keys(decisions).length ? JSON.stringify(decisions) : null);
}

// The corrections file: decisions on all reports that this page lists.
function corrections(by) {
  const reports = [];
  for (const summary of summaries) {
    if (!summary.sha256) continue;
    const own = Object.entries(decisionsOf(summary.sha256)).filter(([id, decision]) => holds(summary, id, decision));
    if (own.length && !reports.some((report) => report.sha256 === summary.sha256)) {
      const fields = Object.fromEntries(own.map(([id, d]) => [id, { ...d, by: d.by || by, note: d.note || null }]));
      reports.push({ sha256: summary.sha256, path: summary.path, fields });
    }
  }
  return { schema: form.schemas.corrections, report_schema: form.schemas.report, reports };
}

// Reports whose values are not on this page cannot be compared: `report apply` does.
function holds(summary, id, decision) {
  const report = reportAt(summary.number);
  return !report || same(decision.machine, machineValue(report, id));
}

function saveFile() {
  const by = byId("by").value.trim();
  if (!by) {
    notice(word("say.name_needed"));
    byId("by").setAttribute("aria-invalid", "true");
    byId("by").focus();
    return;
  }
  const data = corrections(by);
  if (!data.reports.length) {
    notice(word("say.nothing_to_save"));
    return;
  }
  const file = "corrections.json";
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(data, null, 2)}\n`], { type: "application/json" }));
  el("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  unsaved = false;
  notice(word("say.saved", { file }));
}

async function openFile(file) {
  let data = null;
  try {
    data = JSON.parse(await file.text());
  } catch {
    data = null;
  }
  if (data?.schema !== form.schemas.corrections || data.report_schema !== form.schemas.report || !Array.isArray(data.reports)) {
    notice(word("say.not_opened"));
    return;
  }
  let opened = 0;
  let strange = 0;
  for (const { sha256, fields } of data.reports) {
    const summary = summaries.find((one) => one.sha256 === sha256);
    for (const [id, decision] of Object.entries(fields ?? {})) {
      if (!summary || !isDecision(id, decision) || !holds(summary, id, decision)) {
        strange += 1;
        continue;
      }
      decisionsOf(sha256)[id] = decision;
      opened += 1;
    }
    if (summary) keepDecisions(sha256);
  }
  notice(word("say.opened", { n: opened }) + (strange ? ` ${word("say.not_here", { n: strange })}` : ""));
  showAll();
}
