// The pages as pictures, and over them the answers, the boxes of questions and the places of findings.

// Places are in shares of the page, so that they hold at every size.
function placeOn(element, picture, [x0, top, x1, bottom], margin = 0) {
  element.style.left = `${((x0 - margin) / picture.width) * 100}%`;
  element.style.top = `${((top - margin) / picture.height) * 100}%`;
  element.style.width = `${((x1 - x0 + 2 * margin) / picture.width) * 100}%`;
  element.style.height = `${((bottom - top + 2 * margin) / picture.height) * 100}%`;
  return element;
}

// Points of air around an answer and around a mark, that its frame does not hide it.
const AIR = 2;

const loading = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      target.src = state.report.pictures[Number(target.dataset.index)].src;
      loading.unobserve(target);
    }
  },
  { rootMargin: "600px" },
);

function showPages() {
  const { report } = state;
  const pages = byId("pages");
  loading.disconnect();
  byId("page-title").replaceChildren(typed(fileName(report.path)));
  byId("page-title").title = report.path;
  pages.replaceChildren(
    ...(report.pictures.length
      ? [...report.pictures.map((picture, index) => pageFigure(report, picture, index)), el("p", { class: "quiet" }, word("legend"))]
      : [el("p", { class: "empty" }, word("no_pictures"))]),
  );
  pages.scrollTop = 0;
}

function pageFigure(report, picture, index) {
  const number = index + 1;
  const caption = el("figcaption", { class: "quiet" }, word("page_of", { page: number, pages: report.pictures.length }));
  if (!picture) return el("figure", { class: "sheet" }, caption, el("p", { class: "empty" }, word("no_picture")));
  const image = el("img", { alt: word("page", { page: number }), "data-index": String(index), draggable: "false" });
  const paper = el("div", { class: "paper", "data-page": String(number) }, image, ...overlays(report, picture, number));
  paper.style.aspectRatio = `${picture.width} / ${picture.height}`;
  loading.observe(image);
  return el("figure", { class: "sheet" }, caption, paper);
}

function overlays(report, picture, number) {
  const over = [];
  for (const field of form.fields) {
    const evidence = report.evidence[field.id];
    if (evidence?.page === number && evidence.bbox) over.push(answerBox(report, field, evidence, picture));
    for (const mark of evidence?.marks ?? []) {
      if (mark.page === number) over.push(markBox(field, mark, picture));
    }
  }
  report.findings.forEach((finding, index) => {
    if (finding.page !== number || !finding.bbox) return;
    const evidence = finding.field ? report.evidence[finding.field] : null;
    if (evidence?.page === number && isWithin(finding.bbox, evidence.bbox)) return; // the answer's own box shows it
    over.push(findingBox(finding, index, picture));
  });
  return over;
}

const isWithin = (a, b) => Boolean(b) && a[0] >= b[0] - 1 && a[1] >= b[1] - 1 && a[2] <= b[2] + 1 && a[3] <= b[3] + 1;

// A mouse's way to a field. The keyboard's is the form itself, so a page is no chain of forty stops.
function answerBox(report, field, evidence, picture) {
  const worst = worstOf(report, field.id);
  const box = el("button", {
    type: "button",
    class: `answer ${worst ?? ""}`,
    tabindex: "-1",
    "data-at": field.id,
    "aria-label": labelOf(field),
    title: labelOf(field),
    onclick: () => choose(field.id, "picture"),
  });
  return placeOn(box, picture, evidence.bbox, AIR);
}

function markBox(field, mark, picture) {
  const option = field.options.find(({ value }) => value === mark.option);
  const name = field.kind === "yes_no" ? word(mark.option) : option?.label ?? mark.option;
  const text = `${name}: ${word(`state.${mark.state}`)}`;
  const box = el("button", {
    type: "button",
    class: `mark ${mark.state}`,
    tabindex: "-1",
    "aria-label": text,
    title: text,
    onclick: () => choose(field.id, "picture"),
  });
  return placeOn(box, picture, mark.bbox, AIR);
}

function findingBox(finding, index, picture) {
  const text = `${word(`severity.${finding.severity}`)}: ${codeTitle(finding.code)}`;
  const id = finding.field ?? `finding-${index}`;
  const box = el("button", {
    type: "button",
    class: `flag ${finding.severity}`,
    tabindex: "-1",
    "data-at": `finding-${index}`,
    "aria-label": text,
    title: text,
    onclick: () => choose(id, "picture"),
  });
  return placeOn(box, picture, finding.bbox, AIR);
}

function showZoom(zoom) {
  state.zoom = Math.min(4, Math.max(0.5, zoom));
  byId("pages").style.setProperty("--zoom", state.zoom);
}

// Where a field or a finding stands: the element over the page.
function boxOf(id) {
  const boxes = [...document.querySelectorAll("#pages [data-at]")];
  const own = boxes.find((box) => box.dataset.at === id);
  if (own || !fieldById.has(id)) return own ?? null;
  const index = state.report.findings.findIndex((finding) => finding.field === id && finding.bbox);
  return boxes.find((box) => box.dataset.at === `finding-${index}`) ?? null;
}

function markChosenBox(id, scroll) {
  for (const box of document.querySelectorAll("#pages .chosen")) box.classList.remove("chosen");
  const box = boxOf(id);
  if (!box) return;
  box.classList.add("chosen");
  if (!scroll) return;
  const pages = byId("pages");
  const frame = pages.getBoundingClientRect();
  const place = box.getBoundingClientRect();
  const room = Math.max(40, (frame.height - place.height) / 3);
  pages.scrollTo({
    top: pages.scrollTop + place.top - frame.top - room,
    left: pages.scrollLeft + place.left - frame.left - (frame.width - place.width) / 2,
    behavior: calm() ? "auto" : "smooth",
  });
}
