// @ts-check
/**
 * The live map as a Streamlit component. Streamlit calls the default export at mount and again whenever its data or the
 * theme changes, and the returned clean-up only at unmount: what lives between the calls hangs on the parent element.
 */

import { MapScreen } from "./screen.js";

/** @type {WeakMap<object, {screen: MapScreen, dispose: () => void}>} */
const mounted = new WeakMap();

/** @param {any} component {data, parentElement, setTriggerValue, setStateValue} */
export default function mount(component) {
  const host = component.parentElement;
  const known = mounted.get(host);
  if (known) {
    known.screen.update(component);
    return known.dispose;
  }
  const screen = new MapScreen(host, component);
  const dispose = () => {
    mounted.delete(host);
    screen.dispose();
    delete host.sotecinMap;
  };
  mounted.set(host, { screen, dispose });
  host.sotecinMap = { cy: screen.view.cy, get state() { return screen.state; } };
  return dispose;
}
