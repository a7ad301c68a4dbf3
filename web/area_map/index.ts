import geomanCss from "@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.css";
import leafletCss from "leaflet/dist/leaflet.css";
import ownCss from "./styles.css";
import { AreaMap } from "./view";
import type { ComponentArguments, Send } from "./types";

/** One map per mounted element: Streamlit calls again at every rerun, and the view may not jump then. */
const maps = new WeakMap<HTMLElement, AreaMap>();

export default function component({ parentElement, data, setStateValue }: ComponentArguments): () => void {
  const element = parentElement.querySelector<HTMLElement>(".smeedkaart-map");
  if (!element) throw new Error("no element .smeedkaart-map to put the map in");
  if (!parentElement.querySelector("style[data-smeedkaart]")) {
    const style = document.createElement("style");
    style.dataset["smeedkaart"] = "";
    style.textContent = [leafletCss, geomanCss, ownCss].join("\n");
    parentElement.prepend(style);
  }
  const send: Send = (name, value) => setStateValue(name, value);
  let map = maps.get(element);
  if (!map) {
    map = new AreaMap(element, data, send);
    maps.set(element, map);
  } else {
    map.update(data, send);
  }
  const mounted = map;
  return () => {
    // Streamlit also cleans up before a second call on the same element; only a removed element ends its map.
    queueMicrotask(() => {
      if (element.isConnected) return;
      mounted.dispose();
      maps.delete(element);
    });
  };
}
