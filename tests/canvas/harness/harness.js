// Mounts the component as Streamlit does: in a shadow root, with the theme as inherited CSS variables.
import mount from "/canvas/canvas.js";

const THEMES = {
  light: { "--st-background-color": "#FBF8F2", "--st-secondary-background-color": "#F2EDE2", "--st-text-color": "#212435", "--st-primary-color": "#0B5C66", "--st-border-color": "#8F8776" },
  dark: { "--st-background-color": "#14181F", "--st-secondary-background-color": "#1E242E", "--st-text-color": "#F0EEE8", "--st-primary-color": "#63C7C4", "--st-border-color": "#747C8A" },
};

const asked = new URLSearchParams(location.search);
const setTheme = (name) => {
  for (const [key, value] of Object.entries(THEMES[name])) document.documentElement.style.setProperty(key, value);
  document.documentElement.style.setProperty("--st-font", "Commissioner, 'Noto Sans Georgian', sans-serif");
};
setTheme(asked.get("theme") ?? "light");

const host = document.getElementById("host");
const shadow = host.attachShadow({ mode: "open" });
const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = "/canvas/canvas.css";
const root = document.createElement("div");
root.className = "sotecin-map";
shadow.append(sheet, root);
await new Promise((done) => sheet.addEventListener("load", done));

let data = await (await fetch(`/data${location.search}`)).json();
const told = [];
const call = () => mount({
  data, parentElement: shadow,
  setTriggerValue: (name, value) => {
    told.push([name, value]);
    if (name === "ticket_needed") { data = { ...data, ticket: "Femke" }; setTimeout(call, 50); }
  },
  setStateValue: (name, value) => told.push([name, value]),
});
const dispose = call();
window.harness = { shadow, told, dispose, again: (more) => { data = { ...data, ...more }; return call() === dispose; }, setTheme: (name) => { setTheme(name); call(); } };
