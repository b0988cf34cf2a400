// A dialog that asks for some words before something is written down under a name.
import { h } from "./dom.js";

const NAME = "sightline-name";

/** The name under which this tab writes; nobody else's tab remembers it. */
const remembered = () => sessionStorage.getItem(NAME) ?? "";

export const nameField = () => ({ name: "who", label: "Your name", value: remembered(), required: true, maxlength: 100 });

/**
 * Asks, and stays open until what was said is taken or the person gives up.
 * @param fields each with name and label, and attributes of the input; with options: a choice
 * @param send takes what was said, by name; what it throws is shown
 */
export function ask({ title, words, fields, action, send }) {
  const inputs = new Map(fields.map((field) => [field.name, input(field)]));
  const trouble = h("p", { class: "trouble", role: "alert" });
  const dialog = h("dialog", { class: "ask-dialog", "aria-labelledby": "ask-title" },
    h("h2", { id: "ask-title" }, title),
    words && h("p", { class: "soft" }, words),
    fields.map((field) => h("label", {}, h("span", {}, field.label), inputs.get(field.name))),
    trouble,
    h("div", { class: "ask-buttons" },
      h("button", { class: "button quiet-button", type: "button", onclick: () => dialog.close() }, "Cancel"),
      h("button", { class: "button play", type: "button", onclick: () => done() }, action)));

  const done = async () => {
    if (![...inputs.values()].every((one) => one.reportValidity())) return;
    const said = Object.fromEntries([...inputs].map(([name, one]) => [name, valueOf(one)]));
    if (said.who) sessionStorage.setItem(NAME, said.who);
    trouble.textContent = "";
    dialog.inert = true;
    try {
      await send(said);
      dialog.close();
    } catch (failure) {
      trouble.textContent = failure.message;
    }
    dialog.inert = false;
  };
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && event.target.matches("input")) done();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  [...inputs.values()].find((one) => !one.value)?.focus();
}

function input({ name, label, options, value, ...attributes }) {
  const element = options
    ? h("select", { name, ...attributes }, options.map((one) => h("option", { value: one.value }, one.text)))
    : h("input", { name, type: "text", autocomplete: "off", ...attributes });
  if (value) element.value = value;
  return element;
}

/** Times are asked for as the clock on the wall shows them, and sent in UTC. */
const valueOf = (element) =>
  element.type === "datetime-local" ? (element.value ? new Date(element.value).toISOString() : null) : element.value.trim();

/** A time as such an input takes it. */
export const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
