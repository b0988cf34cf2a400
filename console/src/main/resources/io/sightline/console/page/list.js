// Lists that come by pages: newest first under a heading for each day, older ones when asked for.
import { get } from "./api.js";
import { byId, h } from "./dom.js";
import { day } from "./words.js";

const PAGE = 50;
const MOST = 1000;

/** Puts the elements in place under a heading for each day, moving only what is not there yet. */
export function show(panel, wanted, head, more, olderClicked) {
  const children = head ? [head].flat() : [];
  let shownDay = "";
  for (const { start, element } of wanted) {
    if (day(start) !== shownDay) {
      shownDay = day(start);
      children.push(dayHeading(panel, shownDay));
    }
    children.push(element);
  }
  if (more) children.push(h("button", { class: "button older", type: "button", onclick: olderClicked }, "Show older"));
  const keep = new Set(children);
  [...panel.children].filter((child) => !keep.has(child)).forEach((child) => child.remove());
  children.forEach((child, index) => {
    if (panel.children[index] !== child) panel.insertBefore(child, panel.children[index] ?? null);
  });
}

const dayHeading = (panel, text) =>
  [...panel.querySelectorAll("h2.day")].find((heading) => heading.textContent === text) ?? h("h2", { class: "day" }, text);

export const empty = (title, words, action) =>
  h("div", { class: "empty" },
    h("div", { class: "empty-line", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    h("h2", {}, title), h("p", { class: "soft" }, words), action);

export const number = (count, more) => (count ? `${count}${more ? "+" : ""}` : "");

/**
 * A list under a tab.
 * @param name of the tab, and of the list in the API's answer
 * @param id of an item, @param at its time, @param row its element
 * @param head above the list, @param nothing in its place where it is empty
 */
export function createPages({ name, id, at, row, head = () => null, nothing }) {
  const panel = byId(`panel-${name}`);
  const elements = new Map();
  let items = new Map();
  let more = false;
  let parameters = {};

  async function load(next = parameters, before) {
    parameters = next;
    const answer = await get(`/api/${name}`, { ...parameters, before, limit: PAGE });
    const found = answer[name];
    items = before ? items : new Map();
    found.forEach((item) => items.set(id(item), item));
    more = found.length === PAGE;
  }

  const sorted = () => [...items.values()].sort((a, b) => (at(a) < at(b) ? 1 : at(a) > at(b) ? -1 : 0));

  async function older() {
    await load(parameters, sorted().at(-1).position);
    render();
  }

  function render() {
    const list = sorted();
    const wanted = list.map((item) => {
      const key = id(item);
      if (elements.get(key)?.item !== item) elements.set(key, { item, element: row(item) });
      return { start: at(item), element: elements.get(key).element };
    });
    for (const key of elements.keys()) if (!items.has(key)) elements.delete(key);
    show(panel, wanted, [head(), list.length ? null : nothing(parameters)].filter(Boolean), more, older);
    byId(`count-${name}`).textContent = number(list.length, more);
  }

  /** Takes over an item that is new or changed; null: it does not belong here any more. */
  function put(key, item) {
    if (item) items.set(key, item);
    else items.delete(key);
    sorted().slice(MOST).forEach((old) => { items.delete(id(old)); more = true; });
    render();
  }
  return { load, render, put };
}
