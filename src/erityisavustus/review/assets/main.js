// The page put together: what is chosen, what is decided, keys, language.

function openReport(number, id = null) {
  state.report = reportAt(number);
  state.field = null;
  state.editing = null;
  notice(keeps ? "" : word("say.not_kept"));
  showPages();
  showForm();
  showList();
  document.title = `${fileName(state.report.path)} – ${word("title")}`;
  byId("fields").scrollTop = 0;
  if (id) choose(id, "key");
  else say(word("say.report", { name: fileName(state.report.path) }));
}

// Choose a field, or a finding that belongs to none, by id. `from`: where that was done; the other side follows.
function choose(id, from) {
  const before = state.field;
  if (state.editing && state.editing !== id) state.editing = null;
  state.field = id;
  for (const other of [before, id]) {
    if (fieldById.has(other)) showCard(other);
  }
  markChosenBox(id, from !== "picture");
  const card = byId(`at-${id}`);
  if (!card) return;
  if (from !== "form") card.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  (card.querySelector(".pick") ?? card).focus({ preventScroll: true });
}

function decideOn(field, action, value, note, message) {
  const decision = {
    action, value, machine: machineValue(state.report, field.id), by: byId("by").value.trim(),
    at: new Date().toISOString(), note: note || null,
  };
  decide(state.report, field.id, decision);
  settle(field, message);
}

// What is accepted is the value shown: after an earlier review that may be another person's, not the program's.
function accept(field) {
  if (decisionOn(state.report, field.id)) return;
  const value = state.report.values[field.id] ?? null;
  const own = same(value, machineValue(state.report, field.id));
  decideOn(field, own ? "accepted" : "corrected", value, "", "say.accepted");
}

function correct(field, value, note) {
  state.editing = null;
  decideOn(field, "corrected", value, note, "say.corrected");
}

function undo(field) {
  decide(state.report, field.id, null);
  settle(field, "say.undone");
}

// A decision changes the field's card, the counts and the list, and is announced.
function settle(field, message) {
  choose(field.id, "form");
  showProgress();
  showList();
  say(word(message, { label: labelOf(field) }));
}

function edit(field) {
  state.editing = field.id;
  choose(field.id, "form");
  const card = byId(`at-${field.id}`);
  card.scrollIntoView({ block: "nearest", behavior: "auto" });
  (card.querySelector(".editor input:checked") ?? card.querySelector(".editor input, .editor textarea")).focus();
}

function stopEditing() {
  const id = state.editing;
  state.editing = null;
  if (id) choose(id, "form");
}

// Findings on the whole report first, as they stand, then fields.
function stops(everything) {
  const { report } = state;
  const general = report.findings
    .map((finding, index) => ({ finding, id: `finding-${index}` }))
    .filter(({ finding }) => !finding.field && weight[finding.severity] > 1)
    .map(({ id }) => id);
  const fields = report.readable ? form.fields.map((field) => field.id) : [];
  const wanted = everything ? fields : fields.filter((id) => isDoubt(report, id) && (!decisionOn(report, id) || id === state.field));
  return [...general, ...wanted];
}

function step(by, everything) {
  const all = stops(everything);
  const at = all.indexOf(state.field);
  const next = at < 0 ? nearest(all, by) : all[at + by];
  notice(next ? "" : word("say.no_more"));
  if (next) choose(next, "key");
}

// The first stop below the chosen field, or the last above it.
function nearest(all, by) {
  const order = ["", ...form.fields.map((field) => field.id)];
  const here = order.indexOf(state.field ?? "");
  const place = (id) => (fieldById.has(id) ? order.indexOf(id) : 0);
  return by > 0 ? all.find((id) => place(id) > here || here === 0) : all.findLast((id) => place(id) < here);
}

const onField = (does) => () => fieldById.has(state.field) && state.report.sha256 && does(fieldById.get(state.field));

const keys = {
  n: () => step(1, false),
  p: () => step(-1, false),
  j: () => step(1, true),
  k: () => step(-1, true),
  N: () => neighbour(1),
  P: () => neighbour(-1),
  a: onField(accept),
  c: onField(edit),
  u: onField((field) => decisionOn(state.report, field.id) && undo(field)),
  "+": () => showZoom(state.zoom * 1.25),
  "-": () => showZoom(state.zoom / 1.25),
  "/": () => byId("search").focus(),
  "?": () => byId("help-dialog").showModal(),
};

// Single letters are no keys while one types, and can be turned off (WCAG 2.1, 2.1.4).
function onKey(event) {
  if (event.key === "Escape" && state.editing) {
    stopEditing();
    return;
  }
  const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || typing || byId("help-dialog").open || !byId("shortcuts").checked) return;
  const does = keys[event.key];
  if (!does || (settings.mode === "index" && !["/", "?"].includes(event.key))) return;
  event.preventDefault();
  does();
}

// All words of the page in the language chosen.
function translate() {
  document.documentElement.lang = state.language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
  byId("language").lang = state.language === "fi" ? "en" : "fi";
  byId("help-text").replaceChildren(
    ...words[state.language].help_text.map((text) => el("p", {}, text)),
    el("table", {}, el("tbody", {}, ...words[state.language].keys.map(([key, does]) =>
      el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, does))))),
  );
  fillFilters();
  showAll();
}

function showAll() {
  if (state.report) {
    showPages();
    showForm();
    if (state.field) markChosenBox(state.field, true);
    document.title = `${fileName(state.report.path)} – ${word("title")}`;
  } else {
    document.title = word("title");
  }
  showList();
}

function listen() {
  for (const id of ["search", "doubted", "by-code", "by-type"]) byId(id).addEventListener("input", showList);
  byId("by").addEventListener("input", () => {
    byId("by").removeAttribute("aria-invalid");
    store("by", byId("by").value);
  });
  byId("save").addEventListener("click", saveFile);
  byId("open-file").addEventListener("change", (event) => {
    if (event.target.files.length) openFile(event.target.files[0]);
    event.target.value = "";
  });
  byId("language").addEventListener("click", () => {
    state.language = state.language === "fi" ? "en" : "fi";
    store("language", state.language);
    translate();
  });
  byId("help").addEventListener("click", () => byId("help-dialog").showModal());
  byId("close-help").addEventListener("click", () => byId("help-dialog").close());
  byId("shortcuts").addEventListener("change", () => store("shortcuts", byId("shortcuts").checked ? null : "off"));
  document.addEventListener("keydown", onKey);
  addEventListener("beforeunload", (event) => {
    if (unsaved && !keeps) event.preventDefault();
  });
  if (settings.mode === "index") return;
  byId("print").addEventListener("click", () => print());
  byId("next-doubt").addEventListener("click", () => step(1, false));
  byId("previous-doubt").addEventListener("click", () => step(-1, false));
  byId("smaller").addEventListener("click", () => showZoom(state.zoom / 1.25));
  byId("larger").addEventListener("click", () => showZoom(state.zoom * 1.25));
  byId("fit").addEventListener("click", () => showZoom(1));
}

function start() {
  state.language = stored("language") === "en" ? "en" : stored("language") === "fi" ? "fi" : state.language;
  byId("by").value = stored("by") ?? "";
  byId("shortcuts").checked = stored("shortcuts") !== "off";
  listen();
  fillFilters();
  recallFilters();
  translate();
  if (settings.mode !== "index" && summaries.length) openReport(settings.own);
  else showList();
}

start();
