// What is held past its deadline: by whom, why, until when; placing a hold, and letting go.
import { post } from "./api.js";
import { ask, local, nameField } from "./ask.js";
import { h, icon } from "./dom.js";
import { createPages, empty } from "./list.js";
import { bytes, dayText, plural, relative, time, utc } from "./words.js";

const STATES = { requested: "Asked for", held: "Held", "too-late": "Too late", released: "Released", over: "Over" };

/** @param cameras those that can be chosen, by id */
export function createHolds(cameras) {
  const pages = createPages({
    name: "holds",
    id: (hold) => hold.hold_id,
    at: (hold) => hold.at,
    row,
    head: () => h("div", { class: "panel-head" },
      h("p", { class: "soft" }, "Nothing deletes what is held, whatever its deadline says."),
      h("button", { class: "button", type: "button", onclick: () => holdSpan(cameras()) }, icon("hold"), "Hold a camera’s time")),
    nothing: ({ which }) => (which === "past"
      ? empty("No hold is over", "Holds that were released, ended, or came too late are listed here.")
      : empty("Nothing is held", "A hold keeps a clip, or all of a camera in a span of time, as evidence. It says who placed it and why, and is kept on record for ever.")),
  });
  return pages;
}

function row(hold) {
  const facts = [
    hold.clips || hold.hours ? `${plural(hold.clips, "clip")}, ${plural(hold.hours, "hour")} of recordings, ${bytes(hold.bytes)}` : "",
    hold.too_late ? `too late for ${hold.too_late}` : "",
  ].filter(Boolean).join("; ");
  return h("article", { class: "entry", tabindex: "-1", data: { state: hold.state }, "aria-label": `Hold ${hold.hold_id}: ${STATES[hold.state] ?? hold.state}` },
    h("div", { class: "entry-body" },
      h("p", { class: "tags" }, h("span", { class: "tag state" }, STATES[hold.state] ?? hold.state), facts && h("span", { class: "soft" }, facts)),
      h("h3", {}, about(hold)),
      h("p", { class: "entry-why" }, hold.why),
      h("p", { class: "soft" },
        "by ", h("strong", {}, hold.who || "somebody unnamed"), ", ", time(hold.at), " (", h("span", { class: "ago", data: { at: hold.at } }, relative(hold.at)), "), ",
        hold.until ? [hold.state === "over" ? "ended " : "until ", h("span", { title: utc(hold.until) }, dayText(hold.until)), " ", time(hold.until)] : "until it is released"),
      hold.released && h("p", { class: "soft" },
        "let go by ", h("strong", {}, hold.released.who || "somebody unnamed"), ", ", h("span", { title: utc(hold.released.at) }, dayText(hold.released.at)), " ", time(hold.released.at),
        hold.released.why ? `: ${hold.released.why}` : ""),
      h("p", { class: "soft id" }, hold.hold_id)),
    hold.in_force && h("button", { class: "button quiet-button", type: "button", onclick: () => release([hold.hold_id]) }, "Release"));
}

function about(hold) {
  if (hold.clip_id) return [`A clip of ${hold.camera_name} `, h("span", { class: "soft id" }, hold.clip_id)];
  return [`${hold.camera_name}, `, dayText(hold.from), " ", time(hold.from), " – ",
    dayText(hold.to) === dayText(hold.from) ? null : `${dayText(hold.to)} `, time(hold.to)];
}

const whyField = (label) => ({ name: "why", label, required: true, maxlength: 500 });
const untilField = () => ({ name: "until", label: "Until (empty: until it is released)", type: "datetime-local", min: local(new Date()) });

export function holdClip(clipId) {
  ask({
    title: "Hold this clip", words: "It is kept past its deadline. Your name and the reason are kept on record for ever.",
    fields: [nameField(), whyField("What is it held for?"), untilField()], action: "Hold",
    send: (said) => post("/api/holds", { ...said, clip_id: clipId }),
  });
}

/** @param span camera, from and to that are proposed */
export function holdSpan(cameras, span = {}) {
  const hour = new Date();
  hour.setMinutes(0, 0, 0);
  ask({
    title: "Hold a camera’s time",
    words: "All clips that reach into it and whole hours of recordings are kept past their deadline. Your name and the reason are kept on record for ever.",
    fields: [
      { name: "camera", label: "Camera", options: cameras.map((camera) => ({ value: camera.camera, text: camera.name })), value: span.camera, required: true },
      { name: "from", label: "From", type: "datetime-local", value: local(span.from ?? hour), required: true },
      { name: "to", label: "To", type: "datetime-local", value: local(span.to ?? new Date(hour.getTime() + 3_600_000)), required: true },
      nameField(), whyField("What is it held for?"), untilField(),
    ],
    action: "Hold",
    send: (said) => post("/api/holds", said),
  });
}

/** Lets go of each. */
export function release(ids) {
  ask({
    title: ids.length > 1 ? `Release ${ids.length} holds` : "Release the hold",
    words: "What is due goes then. Your name and the reason are kept on record for ever.",
    fields: [nameField(), whyField("Why is it let go?")], action: "Release",
    send: async (said) => {
      for (const id of ids) await post(`/api/holds/${encodeURIComponent(id)}/release`, said);
    },
  });
}
