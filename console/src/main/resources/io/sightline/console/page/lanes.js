// A line for each camera, with a mark for each thing that happened along it.
import { byId, h } from "./dom.js";
import { REASONS } from "./quiet.js";
import { bytes, clockText, plural, relative, span, utc } from "./words.js";

const SPANS = [[15, "15 min", 3], [60, "1 h", 10], [360, "6 h", 60], [1440, "24 h", 240]];
const STATES = {
  online: "Online", offline: "Offline", starting: "Starting", ended: "Ended", privacy: "Privacy", disabled: "Switched off", unknown: "No word yet",
};
let chosen = null;

export function renderLanes(state, actions) {
  const now = Date.now();
  const minutes = chosen ?? fitting(state, now);
  renderSpans(minutes, () => renderLanes(state, actions));
  const cameras = [...state.cameras.values()];
  const from = now - minutes * 60_000;
  byId("lanes").replaceChildren(
    ...cameras.map((camera) => lane(camera, state, from, now, actions)),
    cameras.length ? axis(minutes, from, now) : h("p", { class: "soft no-cameras" }, "No camera has been configured or has reported yet."));
}

/** The shortest span that shows most of what there is. */
function fitting(state, now) {
  const times = [...state.recentAlerts.values(), ...state.recentQuiet.values()].map((item) => now - new Date(item.end));
  const within = (minutes) => times.filter((age) => age < minutes * 60_000).length;
  const wanted = Math.min(10, within(1440));
  return (SPANS.find(([minutes]) => wanted > 0 && within(minutes) >= wanted) ?? (wanted ? SPANS[3] : SPANS[1]))[0];
}

function renderSpans(current, again) {
  byId("spans").replaceChildren(...SPANS.map(([minutes, label]) =>
    h("button", {
      type: "button", "aria-pressed": String(minutes === current),
      onclick: () => { chosen = minutes; again(); byId("spans").querySelector("[aria-pressed=true]").focus(); },
    }, label)));
}

function lane(camera, state, from, now, actions) {
  const here = (item) => item.camera === camera.camera && new Date(item.end) >= from;
  const alerts = [...state.recentAlerts.values()].filter(here);
  const quiet = [...state.recentQuiet.values()].filter(here);
  const said = `${plural(alerts.length, "alert")} and ${plural(quiet.length, "quiet activity", "quiet activities")} in this span`;
  const picked = state.filters.camera === camera.camera;
  return h("div", { class: "lane", data: { state: camera.state } },
    h("button", {
      class: "lane-name", type: "button", "aria-pressed": String(picked), title: details(camera),
      onclick: () => actions.pickCamera(picked ? "" : camera.camera),
    },
    h("span", { class: "dot", "aria-hidden": "true" }),
    h("span", { class: "lane-title" }, camera.name),
    h("span", { class: "lane-state soft" }, stateWords(camera))),
    h("div", { class: "track", role: "img", "aria-label": `${camera.name}: ${said}` },
      quiet.map((item) => mark(item, from, now, "quiet", `${REASONS[item.reason] ?? item.reason}, ${span(item.moving_s * 1000)}`, () => actions.showQuiet(item))),
      alerts.map((item) => mark(item, from, now, `alert ${item.severity}`, item.words, () => actions.showAlert(item)))));
}

function mark(item, from, now, kind, words, onclick) {
  const place = (time) => Math.min(1, Math.max(0, (time - from) / (now - from)));
  const left = place(new Date(item.start));
  const element = h("i", { class: `mark ${kind}`, title: `${clockText(new Date(item.start))}  ${words}`, onclick });
  element.style.left = `${left * 100}%`;
  element.style.width = `${(place(new Date(item.end)) - left) * 100}%`;
  return element;
}

function axis(minutes, from, now) {
  const step = SPANS.find(([span]) => span === minutes)[2] * 60_000;
  const zone = new Date(now).getTimezoneOffset() * 60_000;
  const ticks = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at < now; at += step) {
    const tick = h("span", {}, clockText(new Date(at)));
    const place = (at - from) / (now - from);
    if (place > 0.9) continue;
    tick.style.left = `${place * 100}%`;
    ticks.push(tick);
  }
  return h("div", { class: "axis soft", "aria-hidden": "true" }, h("div", { class: "axis-track" }, ticks, h("span", { class: "axis-now" }, "now")));
}

function stateWords(camera) {
  const state = STATES[camera.state] ?? camera.state;
  if ((camera.state === "offline" || camera.state === "privacy") && camera.cause) return `${state}: ${camera.cause}`;
  if (camera.state === "online" && camera.width) return `${state} · ${camera.height}p · ${Math.round(camera.fps)} fps`;
  return state;
}

const details = (camera) => [
  `${camera.name} (${camera.camera})`,
  stateWords(camera),
  camera.health_at && `last word ${relative(camera.health_at)}`,
  camera.decided_through && `decided through ${utc(camera.decided_through)}`,
  camera.free_bytes >= 0 && `${bytes(camera.free_bytes)} free for clips`,
  "Click to show this camera only",
].filter(Boolean).join("\n");
