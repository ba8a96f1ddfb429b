// A field being corrected: the right control for its kind, checked while it is typed.

function editor(field) {
  const decision = decisionOn(state.report, field.id);
  const value = decision ? decision.value : state.report.values[field.id] ?? null;
  // Where nothing could be read no option is chosen beforehand: blank is an answer too, and a person's to give.
  const open = value === null && !decision && state.report.evidence[field.id] !== undefined;
  const inputs = inputsOf(field, value, open);
  const problem = el("p", { class: "problem", id: "problem", role: "alert" });
  const preview = el("p", { class: "quiet", id: "preview" });
  let submitted = false;
  const note = el("input", { type: "text", id: "note", maxlength: "10000" });
  note.value = decision?.note ?? "";
  const typedTexts = () =>
    inputs.radios ? [inputs.radios.find((radio) => radio.checked)?.value] : inputs.controls.map((input) => input.value);

  function check() {
    const result = valueOf(field, typedTexts());
    (inputs.controls ?? []).forEach((input, at) => {
      if (result.problem && at === result.at) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    });
    const untouched = inputs.radios && !submitted;
    const text = result.problem && untouched ? "" : result.problem ? word(`problem.${result.problem}`) : result.warning ? word(`warning.${result.warning}`) : "";
    if (problem.textContent !== text) problem.textContent = text;
    preview.textContent =
      result.problem || ["text", "line"].includes(field.kind) || inputs.radios ? ""
      : result.value === null ? word("will_be_blank")
      : word("will_be", { value: shown(field, result.value) });
    return result;
  }

  const box = el(
    "form",
    {
      class: "editor",
      novalidate: true,
      oninput: check,
      onkeydown: (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.requestSubmit();
      },
      onsubmit: (event) => {
        event.preventDefault();
        submitted = true;
        const result = check();
        if (result.problem) (inputs.radios ?? inputs.controls)[result.at].focus();
        else correct(field, result.value, note.value.trim());
      },
    },
    ...inputs.elements,
    problem,
    preview,
    el("label", { for: "note" }, word("note")),
    note,
    el(
      "div",
      { class: "actions" },
      el("button", { type: "submit", class: "main" }, word("keep")),
      el("button", { type: "button", id: "cancel", onclick: stopEditing }, word("cancel")),
    ),
  );
  check();
  return box;
}

function inputsOf(field, value, open) {
  const yesNo = value === null ? (open ? null : "") : value ? "yes" : "no";
  if (field.kind === "yes_no") return radios(yesNo, [["yes", word("yes")], ["no", word("no")], ["", word("none")]]);
  if (field.kind === "signature") {
    return radios(yesNo, [["yes", word("signed")], ["no", word("unsigned")], ["", word("signed_unknown")]]);
  }
  if (field.kind === "choice") {
    const choices = [...field.options.map((option) => [option.value, option.label]), ["", word("none")]];
    return radios(value ?? (open ? null : ""), choices, true);
  }
  if (field.kind === "period") {
    return texts([["start", value ? finnishDay(value.start) : ""], ["end", value ? finnishDay(value.end) : ""]]);
  }
  if (field.schema.format === "date") return texts([["date", value ? finnishDay(value) : ""]]);
  const text = value === null ? "" : field.kind === "euro" ? value.replace(".", ",") : value;
  const hint = field.kind in words.fi.hint ? `hint.${field.kind}` : null;
  return texts([["new_value", text]], hint, field.kind === "text" || text.includes("\n"));
}

function radios(chosen, choices, foreign = false) {
  const made = choices.map(([value, text], at) => {
    const radio = el("input", { type: "radio", name: "value", id: `value-${at}`, value });
    radio.checked = value === chosen;
    return [radio, el("label", { class: "check", for: `value-${at}`, lang: foreign && value ? "fi" : null }, radio, " ", text)];
  });
  const set = el("fieldset", {}, el("legend", {}, word("new_value")), ...made.map(([, label]) => label));
  return { elements: [set], radios: made.map(([radio]) => radio) };
}

function texts(parts, hint = null, long = false) {
  const controls = parts.map(([name, text], at) => {
    const described = `problem preview${hint ? " hint" : ""}`;
    const properties = { id: `value-${at}`, dir: "auto", spellcheck: "false", autocomplete: "off", "aria-describedby": described };
    const control = long ? el("textarea", { ...properties, rows: "8" }) : el("input", { ...properties, type: "text" });
    control.value = text;
    return [el("label", { for: `value-${at}` }, word(name)), control];
  });
  const elements = controls.map(([label, control]) => el("div", { class: "pair" }, label, control));
  if (hint) elements.push(el("p", { class: "quiet", id: "hint" }, word(hint)));
  return { elements, controls: controls.map(([, control]) => control) };
}
