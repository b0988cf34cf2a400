// What people asked to be erased, how far each has come, and its certificate.
import { h, icon } from "./dom.js";
import { createPages, empty } from "./list.js";
import { bytes, dayText, relative, time } from "./words.js";

const STATES = { requested: "Asked for", running: "Running", waiting: "Waiting for holds", done: "Done" };

export function createErasures() {
  return createPages({
    name: "erasures",
    id: (erasure) => erasure.erasure_id,
    at: (erasure) => erasure.requested,
    row,
    head: () => h("p", { class: "panel-head soft" }, "Asked for with ./sightline erase. A hold beats an erasure until it is released."),
    nothing: () => empty("Nobody asked for anything to be erased", "Whoever is to be forgotten can be: all that a camera saw and heard of a visit goes at once, with a certificate that anybody can check."),
  });
}

function row(erasure) {
  const share = erasure.found ? Math.min(1, erasure.gone / erasure.found) : erasure.state === "done" ? 1 : 0;
  const bar = h("i");
  bar.style.width = `${Math.round(share * 100)}%`;
  return h("article", { class: "entry", tabindex: "-1", data: { state: erasure.state }, "aria-label": `Erasure ${erasure.erasure_id}: ${STATES[erasure.state] ?? erasure.state}` },
    h("div", { class: "entry-body" },
      h("p", { class: "tags" }, h("span", { class: "tag state" }, STATES[erasure.state] ?? erasure.state),
        h("span", { class: "soft" }, erasure.bytes ? bytes(erasure.bytes) : "")),
      h("h3", {}, `${erasure.camera_name}, `, dayText(erasure.from), " ", time(erasure.from), " – ",
        dayText(erasure.until) === dayText(erasure.from) ? null : `${dayText(erasure.until)} `, time(erasure.until)),
      h("p", { class: "entry-why" }, erasure.why),
      h("p", {}, h("span", { class: "meter", "aria-hidden": "true" }, bar), erasure.words),
      h("p", { class: "soft" }, "asked for by ", h("strong", {}, erasure.who || "somebody unnamed"), ", ", time(erasure.requested),
        " (", h("span", { class: "ago", data: { at: erasure.requested } }, relative(erasure.requested)), ")"),
      h("p", { class: "soft id" }, erasure.erasure_id, erasure.subject ? `, ${erasure.subject}` : "")),
    h("a", { class: "button quiet-button", href: erasure.certificate, download: `${erasure.erasure_id}.json`, title: "As it is now; made from the topics, the ledger and the store, which takes a moment" },
      icon("download"), "Certificate"));
}
