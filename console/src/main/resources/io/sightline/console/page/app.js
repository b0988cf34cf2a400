// The page: state, what is listed, and what happens on news, clicks and keys.
import { get, listen } from "./api.js";
import { byId, h } from "./dom.js";
import { counts } from "./feedback.js";
import { createCard } from "./alerts.js";
import { createErasures } from "./erasures.js";
import { createHolds } from "./holds.js";
import { empty, number, show } from "./list.js";
import { createRow, summary } from "./quiet.js";
import { renderLanes } from "./lanes.js";
import { createRecordings } from "./recordings.js";
import { startTheme } from "./theme.js";
import { plural, relative } from "./words.js";

const PAGE = 50;
const MOST = 1000;
const FAR_DOWN = 240;
const TABS = ["alerts", "quiet", "recordings", "holds", "erasures"];

const state = {
  tab: "alerts",
  filters: { camera: "", subject: "", outcome: "", which: "in-force" },
  cameras: new Map(),
  recentAlerts: new Map(),
  recentQuiet: new Map(),
  status: null,
  alerts: { items: new Map(), more: false, loaded: false },
  quiet: { items: new Map(), more: false, loaded: false },
  held: new Map(),
};
const cards = new Map();
const rows = new Map();
const holds = createHolds(() => [...state.cameras.values()]);
const erasures = createErasures();
const recordings = createRecordings(() => [...state.cameras.values()]);

const isQuiet = (decision) => decision.outcome !== "alerted";
const newestFirst = (a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0);

// ---- loading

async function loadAll() {
  const [status, cameras, alerts, suppressed, failed] = await Promise.all([
    get("/api/status"), get("/api/cameras"), get("/api/alerts", { limit: 200 }),
    get("/api/decisions", { limit: 300, outcome: "suppressed" }), get("/api/decisions", { limit: 100, outcome: "failed" }),
  ]);
  state.status = status;
  state.cameras = new Map(cameras.cameras.map((camera) => [camera.camera, camera]));
  state.recentAlerts = new Map(alerts.alerts.map((alert) => [alert.alert_id, alert]));
  state.recentQuiet = new Map([...suppressed.decisions, ...failed.decisions].map((decision) => [decision.activity_id, decision]));
  await loadLists();
  renderAll();
  showRecordings();
}

/** Only while they are looked at: they are read from the topics each time. */
function showRecordings() {
  if (state.tab === "recordings") recordings.open(state.filters.camera);
}

async function loadLists() {
  state.held.clear();
  const { camera, which } = state.filters;
  await Promise.all([loadAlerts(), loadQuiet(), holds.load({ camera, which }), erasures.load({ camera })]);
}

async function loadAlerts(before) {
  const { camera, subject } = state.filters;
  const { alerts } = await get("/api/alerts", { camera, subject, before, limit: PAGE });
  const items = before ? state.alerts.items : new Map();
  alerts.forEach((alert) => items.set(alert.alert_id, alert));
  state.alerts = { items, more: alerts.length === PAGE, loaded: true };
}

async function loadQuiet(before) {
  const { camera, outcome } = state.filters;
  const outcomes = outcome ? [outcome] : ["suppressed", "failed"];
  const pages = await Promise.all(outcomes.map((one) => get("/api/decisions", { camera, outcome: one, before, limit: PAGE })));
  // Two lists are merged: show no further than both reach, or something between would be missing.
  const full = pages.filter((page) => page.decisions.length === PAGE).map((page) => page.decisions.at(-1).start);
  const reach = full.sort().at(-1) ?? "";
  const items = before ? state.quiet.items : new Map();
  pages.flatMap((page) => page.decisions).filter((one) => one.start >= reach).forEach((one) => items.set(one.activity_id, one));
  state.quiet = { items, more: full.length > 0, loaded: true };
}

// ---- drawing

function renderAll() {
  renderCameraFilter();
  renderAlerts();
  renderQuiet();
  holds.render();
  erasures.render();
  renderLanes(state, laneActions);
  renderStatus();
}

function renderAlerts() {
  const list = [...state.alerts.items.values()].filter((alert) => !state.held.has(alert.alert_id)).sort(newestFirst);
  const wanted = list.map((alert) => {
    const card = cards.get(alert.alert_id) ?? createCard(alert);
    cards.set(alert.alert_id, card);
    if (card.alert !== alert) card.update(alert);
    return { start: alert.start, element: card.element };
  });
  forget(cards, state.alerts.items);
  show(byId("panel-alerts"), wanted, list.length ? null : emptyAlerts(), state.alerts.more, () => older("alerts"));
  byId("count-alerts").textContent = number(list.length, state.alerts.more);
  renderHeld();
}

function renderQuiet() {
  const list = [...state.quiet.items.values()].sort(newestFirst);
  const wanted = list.map((decision) => {
    const row = rows.get(decision.activity_id) ?? createRow(decision);
    rows.set(decision.activity_id, row);
    if (row.decision !== decision) row.update(decision);
    return { start: decision.start, element: row.element };
  });
  forget(rows, state.quiet.items);
  const head = list.length ? summary(list, state.quiet.more) : emptyQuiet();
  show(byId("panel-quiet"), wanted, head, state.quiet.more, () => older("quiet"));
  byId("count-quiet").textContent = number(list.length, state.quiet.more);
}

function forget(elements, items) {
  for (const id of elements.keys()) if (!items.has(id)) elements.delete(id);
}

async function older(which) {
  const items = [...state[which].items.values()].sort(newestFirst);
  await (which === "alerts" ? loadAlerts : loadQuiet)(items.at(-1).position);
  (which === "alerts" ? renderAlerts : renderQuiet)();
}

function emptyAlerts() {
  if (!state.alerts.loaded || !state.status?.caught_up) {
    return empty("Reading what has happened so far", "Alerts appear here as soon as the topics have been read.");
  }
  if (state.filters.camera || state.filters.subject) return filteredEmpty("No alert matches these filters.");
  const watched = [...state.cameras.values()].filter((camera) => camera.state === "online").length;
  return watched
    ? empty("Nothing to tell yet", `${plural(watched, "camera is", "cameras are")} being watched. When something moves and a rule says that it matters, it appears here within seconds: a picture, what it was, and the clip. What moves and does not matter goes to Quiet, with the reason.`)
    : empty("No camera is online", "Alerts appear here once a camera is watched. Add one to the configuration, or look above for why one is offline.");
}

function emptyQuiet() {
  if (!state.quiet.loaded || !state.status?.caught_up) return empty("Reading what has happened so far", "");
  if (state.filters.camera || state.filters.outcome) return filteredEmpty("No quiet activity matches these filters.");
  return empty("Nothing was kept quiet", "Whenever something moves and nobody is told, it is listed here with the reason in plain words. So you can always ask why there was no alert.");
}

const filteredEmpty = (title) =>
  empty(title, "Live ones will appear here when they match.",
    h("button", { class: "button", type: "button", onclick: () => filter({ camera: "", subject: "", outcome: "" }) }, "Clear filters"));

function renderHeld() {
  const count = state.held.size;
  byId("held").hidden = count === 0;
  byId("held").textContent = `${plural(count, "new alert")} – show`;
}

function renderCameraFilter() {
  const select = byId("filter-camera");
  select.replaceChildren(h("option", { value: "" }, "All"),
    ...[...state.cameras.values()].map((camera) => h("option", { value: camera.camera }, camera.name)));
  select.value = state.filters.camera;
}

const CONNECTION = { connecting: "Connecting", live: "Live", reading: "Reading the topics", lost: "Connection lost, trying again" };

function renderStatus(connection) {
  const { status } = state;
  const element = byId("connection");
  if (connection) element.dataset.connection = connection;
  const connected = element.dataset.connection ?? "connecting";
  const shown = connected === "live" && status && !status.caught_up ? "reading" : connected;
  const troubled = shown === "live" && status && status.state !== "up";
  element.dataset.state = troubled ? "troubled" : shown;
  element.querySelector(".text").textContent = troubled ? "Live, with trouble" : CONNECTION[shown];
  element.title = status?.detail ?? "";
  if (!status) return;
  byId("store").textContent = status.store?.words ?? "";
  byId("store").title = status.store?.full_at ?? "";
  byId("store").hidden = !status.store?.words;
  byId("facts").textContent = [
    `${plural(status.alerts, "alert")}, ${plural(status.decisions, "decision")} and ${plural(status.clips, "clip")} at hand`,
    status.unreadable ? `${plural(status.unreadable, "record")} could not be read` : "",
    status.forgotten ? `${plural(status.forgotten, "older value")} no longer kept in view` : "",
    counts(status.feedback),
    "times are local, UTC where you point",
  ].filter(Boolean).join(" · ");
}

// ---- what people do

const laneActions = {
  pickCamera: (camera) => filter({ camera }),
  showAlert: (alert) => reveal("alerts", alert, () => cards.get(alert.alert_id)?.element),
  showQuiet: (decision) => reveal("quiet", decision, () => rows.get(decision.activity_id)?.element),
};

async function reveal(tab, item, find) {
  selectTab(tab);
  if (!find()) {
    state[tab].items.set(item.alert_id ?? item.activity_id, item);
    tab === "alerts" ? renderAlerts() : renderQuiet();
  }
  const element = find();
  if (element.tagName === "DETAILS") element.open = true;
  element.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  focusItem(element);
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

async function filter(change) {
  Object.assign(state.filters, change);
  byId("filter-camera").value = state.filters.camera;
  byId("filter-subject").value = state.filters.subject;
  byId("filter-outcome").value = state.filters.outcome;
  byId("filter-which").value = state.filters.which;
  await loadLists();
  renderAll();
  showRecordings();
}

function selectTab(tab) {
  state.tab = tab;
  for (const name of TABS) {
    const selected = name === tab;
    byId(`tab-${name}`).setAttribute("aria-selected", String(selected));
    byId(`tab-${name}`).tabIndex = selected ? 0 : -1;
    byId(`panel-${name}`).hidden = !selected;
  }
  byId("label-subject").hidden = tab !== "alerts";
  byId("label-outcome").hidden = tab !== "quiet";
  byId("label-which").hidden = tab !== "holds";
  if (state.cameras.size) showRecordings();
  history.replaceState(null, "", tab === "alerts" ? location.pathname : `#${tab}`);
}

const items = () => [...byId(`panel-${state.tab}`).querySelectorAll(".card, .row > summary, .entry")];

const focusItem = (element) => (element.querySelector?.("summary") ?? element).focus({ preventScroll: true });

function step(by) {
  const all = items();
  const at = all.findIndex((element) => element.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input, video, dialog *")) return;
  const card = event.target.matches(".card") && cards.get(event.target.id.replace("alert-", ""));
  const keys = {
    j: () => step(1), k: () => step(-1), 
    ...Object.fromEntries(TABS.map((tab, index) => [index + 1, () => selectTab(tab)])),
    ...(card ? { Enter: () => card.playFirst() } : {}),
    Escape: () => document.activeElement?.closest(".card.open") && cards.get(document.activeElement.closest(".card").id.replace("alert-", "")).playFirst(),
  };
  if (keys[event.key]) {
    keys[event.key]();
    event.preventDefault();
  }
}

function startControls() {
  for (const [index, tab] of TABS.entries()) {
    byId(`tab-${tab}`).addEventListener("click", () => selectTab(tab));
    byId(`tab-${tab}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      selectTab(TABS[(index + (event.key === "ArrowRight" ? 1 : TABS.length - 1)) % TABS.length]);
      byId(`tab-${state.tab}`).focus();
    });
  }
  for (const name of ["camera", "subject", "outcome", "which"]) {
    byId(`filter-${name}`).addEventListener("change", (event) => filter({ [name]: event.target.value }));
  }
  byId("held").addEventListener("click", () => {
    state.held.clear();
    renderAlerts();
    scrollTo({ top: 0, behavior: calm() ? "auto" : "smooth" });
  });
  document.addEventListener("keydown", onKey);
  selectTab(TABS.find((tab) => `#${tab}` === location.hash) ?? "alerts");
}

// ---- news

const matches = (item) =>
  (!state.filters.camera || item.camera === state.filters.camera)
  && (!state.filters.subject || !("subject" in item) || !item.alert_id || item.subject === state.filters.subject)
  && (!state.filters.outcome || !item.activity_id || item.outcome === state.filters.outcome);

/** Drops the oldest: a page that stays open for weeks must not grow for weeks. */
function trim(map, most) {
  if (map.size <= most) return;
  [...map].sort(([, a], [, b]) => newestFirst(a, b)).slice(most).forEach(([id]) => map.delete(id));
}

function remember(list, id, item) {
  list.items.set(id, item);
  if (list.items.size <= MOST) return;
  trim(list.items, MOST);
  list.more = true;
}

let lanesDue;
const lanesSoon = () => {
  lanesDue ??= setTimeout(() => { lanesDue = undefined; renderLanes(state, laneActions); }, 300);
};

const news = {
  open: () => { renderStatus("live"); loadAll().catch(failed); },
  lost: () => renderStatus("lost"),
  reload: () => loadAll().catch(failed),
  alert: (alert) => {
    const isNew = !state.recentAlerts.has(alert.alert_id);
    state.recentAlerts.set(alert.alert_id, alert);
    trim(state.recentAlerts, MOST);
    lanesSoon();
    if (!matches(alert)) return;
    if (isNew && scrollY > FAR_DOWN && state.tab === "alerts") state.held.set(alert.alert_id, alert);
    remember(state.alerts, alert.alert_id, alert);
    renderAlerts();
    if (isNew) {
      byId("announce").textContent = `New alert: ${alert.words}`;
      if (!state.held.has(alert.alert_id)) cards.get(alert.alert_id).element.classList.add("arriving");
    }
  },
  decision: (decision) => {
    if (!isQuiet(decision)) return;
    state.recentQuiet.set(decision.activity_id, decision);
    trim(state.recentQuiet, MOST);
    lanesSoon();
    if (!matches(decision)) return;
    remember(state.quiet, decision.activity_id, decision);
    renderQuiet();
  },
  camera: (camera) => {
    const known = state.cameras.has(camera.camera);
    state.cameras.set(camera.camera, camera);
    if (!known) renderCameraFilter();
    lanesSoon();
    if (!state.alerts.items.size) renderAlerts();
  },
  hold: (hold) => {
    const { camera, which } = state.filters;
    const shown = (!camera || hold.camera === camera) && (!which || (which === "in-force") === hold.in_force);
    holds.put(hold.hold_id, shown ? hold : null);
    if (state.tab === "recordings") recordings.again();
  },
  erasure: (erasure) => {
    const { camera } = state.filters;
    if (!camera || erasure.camera === camera) erasures.put(erasure.erasure_id, erasure);
  },
  clip: (clip) => {
    let changed = false;
    for (const [id, item] of state.alerts.items) {
      if (!item.clips.some((one) => one.clip_id === clip.clip_id)) continue;
      const clips = item.clips.map((one) => (one.clip_id === clip.clip_id ? clip : one));
      state.alerts.items.set(id, { ...item, clips });
      changed = true;
    }
    if (changed) renderAlerts();
  },
};

function failed(error) {
  byId("announce").textContent = `Loading failed: ${error.message}`;
  renderStatus("lost");
}

function everyNowAndThen() {
  document.querySelectorAll(".ago").forEach((element) => { element.textContent = relative(element.dataset.at); });
  renderLanes(state, laneActions);
  if (state.tab === "recordings") recordings.refresh();
  get("/api/status").then((status) => { state.status = status; renderStatus(); }).catch(() => {});
}

startTheme();
startControls();
listen(news);
setInterval(everyNowAndThen, 20_000);
