// The form in its own order: each field with its value, what is doubted, and what a person said.

const weight = { error: 3, warning: 2, info: 1 };

const findingsOn = (report, id) => report.findings.filter((finding) => finding.field === id);

// The worst finding on a field that asks for a person's look: 'error', 'warning' or null.
function worstOf(report, id) {
  const severities = findingsOn(report, id).map((finding) => finding.severity);
  return severities.includes("error") ? "error" : severities.includes("warning") ? "warning" : null;
}

const isDoubt = (report, id) => worstOf(report, id) !== null;

function showForm() {
  const { report } = state;
  const parts = [heading(report), general(report)];
  if (report.readable) {
    for (const section of form.sections) {
      const fields = form.fields.filter((field) => field.section === section.id);
      parts.push(el("h3", { class: "section", lang: "fi" }, section.title), ...fields.map((field) => card(report, field)));
    }
  }
  if (report.attachments.length) {
    parts.push(el("p", { class: "quiet" }, word("attachments", { pages: report.attachments.join(", ") })));
  }
  byId("fields").replaceChildren(...parts.filter(Boolean));
  showProgress();
}

function heading(report) {
  const facts = [report.pages && `${report.pages} ${word("pages_count")}`, report.kind && word(`kind.${report.kind}`)];
  return el(
    "div",
    { class: "summary" },
    el("p", { class: "only-print" }, typed(report.path)),
    report.organisation && el("p", { class: "organisation" }, typed(report.organisation)),
    el("p", { class: "counts" }, ...counts(report), el("span", { class: "quiet" }, facts.filter(Boolean).join(" · "))),
  );
}

// What belongs to no field: the whole file, or a place on a page.
function general(report) {
  const findings = report.findings.map((finding, index) => [finding, index]).filter(([finding]) => !finding.field);
  if (!findings.length) return null;
  const title = report.readable ? word("general") : word("unreadable");
  return el(
    "section",
    { class: "general", "aria-label": title },
    el("h3", {}, title),
    el("ul", { class: "findings" }, ...findings.map(([finding, index]) => findingItem(finding, index))),
  );
}

function findingItem(finding, index = null) {
  const item = el(
    "li",
    { class: finding.severity, id: index === null ? null : `at-finding-${index}`, tabindex: index === null ? null : "-1" },
    el("span", { class: `badge ${finding.severity}` }, word(`severity.${finding.severity}`)),
    " ",
    typed(finding[state.language], "span"),
    " ",
    el("span", { class: "code quiet" }, finding.code),
  );
  if (index !== null && finding.page) {
    const text = `${word("on_page")} ${finding.page}`;
    item.append(" ", el("button", { type: "button", class: "link", onclick: () => choose(`finding-${index}`, "form") }, text));
  }
  return item;
}

function card(report, field) {
  const decision = decisionOn(report, field.id);
  const worst = worstOf(report, field.id);
  const chosen = state.field === field.id;
  const findings = findingsOn(report, field.id);
  const list = `findings-${field.id}`;
  return el(
    "article",
    {
      class: ["field", worst, decision && "reviewed", chosen && "chosen"].filter(Boolean).join(" "),
      id: `at-${field.id}`,
      "data-field": field.id,
      onclick: (event) => chosenByMouse(event, field.id),
    },
    el(
      "h4",
      { lang: "fi" },
      el(
        "button",
        { type: "button", class: "pick", "aria-current": chosen ? "true" : null, "aria-describedby": findings.length ? list : null },
        labelOf(field),
      ),
    ),
    valueText(report, field, decision),
    ...origin(report, field, decision),
    findings.length > 0 && el("ul", { class: "findings", id: list }, ...findings.map((finding) => findingItem(finding))),
    isStale(report, field.id) && el("p", { class: "problem" }, word("stale")),
    state.editing === field.id ? editor(field) : actions(report, field, decision, chosen || worst),
  );
}

// A mouse may choose a field anywhere in its card; its button is there for the keyboard.
function chosenByMouse(event, id) {
  const within = event.target.closest("button, input, textarea, select, label, a");
  if (within && !within.classList.contains("pick")) return;
  if (String(getSelection()) === "") choose(id, "form");
}

const LONG = 700; // characters from which a text is folded

function valueText(report, field, decision) {
  const evidence = report.evidence[field.id];
  const value = decision ? decision.value : report.values[field.id] ?? null;
  if (evidence?.marks?.length && decision?.action !== "corrected" && evidence.method !== "reviewed") return optionsText(field, evidence.marks);
  if (value === null) {
    const reason = evidence?.raw && !decision ? word("no_value") : word("blank");
    return el("p", { class: "value quiet" }, reason);
  }
  const text = shown(field, value);
  const body = typed(text, "div");
  body.classList.add("value", field.kind);
  if (text.length < LONG) return body;
  body.classList.add("folded");
  const toggle = el("button", { type: "button", class: "link", "aria-expanded": "false" }, word("all_of_it"));
  toggle.addEventListener("click", () => {
    const open = body.classList.toggle("folded") === false;
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = word(open ? "less_of_it" : "all_of_it");
  });
  return el("div", {}, body, toggle);
}

// The boxes of a question as they stand on the page.
function optionsText(field, marks) {
  const signs = { checked: "☒", unchecked: "☐", unclear: "?" };
  return el(
    "ul",
    { class: `value options ${field.kind}` },
    ...field.options.map((option) => {
      const box = marks.find((mark) => mark.option === option.value)?.state ?? "unchecked";
      const name = field.kind === "yes_no" ? word(option.value) : option.label;
      const lang = field.kind === "yes_no" ? null : "fi";
      return el(
        "li",
        { class: box, lang },
        el("span", { "aria-hidden": "true" }, `${signs[box]} `),
        name,
        el("span", { class: "unseen", lang: state.language }, `: ${word(`state.${box}`)}`),
      );
    }),
  );
}

// Where the value comes from: the page's own words when they differ, how it was read, what a person said.
function origin(report, field, decision) {
  const evidence = report.evidence[field.id];
  const lines = [];
  const value = report.values[field.id] ?? null;
  const plain = (text) => text.replace(/[\s€]+/g, " ").trim();
  if (evidence?.raw && (value === null || plain(evidence.raw) !== plain(shown(field, value))) && !["yes_no", "choice"].includes(field.kind)) {
    lines.push(el("p", { class: "raw" }, el("span", { class: "quiet" }, `${word("read_as")}: `), typed(evidence.raw)));
  }
  if (evidence) {
    const facts = [
      evidence.page && word("page_short", { page: evidence.page }),
      word(`method.${evidence.method}`),
      evidence.seen && word(`seen.${evidence.seen}`),
      evidence.method !== "reviewed" && word("confidence", { n: evidence.confidence.toFixed(2).replace(".", state.language === "fi" ? "," : ".") }),
    ];
    lines.push(el("p", { class: "quiet facts" }, facts.filter(Boolean).join(" · ")));
  }
  const review = decision ?? evidence?.review;
  if (review) lines.push(reviewLine(field, review, machineText(report, field, evidence)));
  return lines;
}

function machineText(report, field, evidence) {
  const value = machineValue(report, field.id);
  return value === null && evidence?.raw ? word("no_value") : shown(field, value);
}

function reviewLine(field, review, machine) {
  const when = new Date(review.at).toLocaleString(state.language === "fi" ? "fi-FI" : "en-GB", { dateStyle: "short", timeStyle: "short" });
  const line = el("p", { class: "said" }, el("strong", {}, `✓ ${word(review.action)}`), " ");
  if (review.by) line.append(typed(review.by), " ");
  line.append(el("span", { class: "quiet" }, when));
  if (review.note) line.append(el("br"), typed(review.note));
  if (review.action === "corrected") {
    line.append(el("br"), el("span", { class: "quiet" }, `${word("machine")}: `), typed(machine));
  }
  return line;
}

function actions(report, field, decision, wanted) {
  if (!report.sha256) return null;
  const button = (name, keys, does) =>
    el("button", { type: "button", class: name, "aria-keyshortcuts": keys, onclick: does, "aria-label": `${word(name)}: ${labelOf(field)}` }, word(name));
  return el(
    "div",
    { class: `actions ${wanted || decision ? "" : "spare"}` },
    !decision && button("accept", "a", () => accept(field)),
    button("correct", "c", () => edit(field)),
    decision && button("undo", "u", () => undo(field)),
  );
}

// Redraw one field only, so that the rest of the form keeps its place and its folds.
function showCard(id) {
  const old = byId(`at-${id}`);
  if (old) old.replaceWith(card(state.report, fieldById.get(id)));
}

function showProgress() {
  const { report } = state;
  const doubts = form.fields.filter((field) => isDoubt(report, field.id));
  if (!report.readable) {
    byId("progress").textContent = "";
    return;
  }
  const done = doubts.filter((field) => decisionOn(report, field.id)).length;
  byId("progress").textContent = doubts.length ? word("progress", { done, total: doubts.length }) : word("nothing_doubted");
}
