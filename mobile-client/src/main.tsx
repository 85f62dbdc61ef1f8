import { render } from "preact";
import { App } from "./app";
import { readSettings } from "./kept/settings";
import { shelf } from "./kept/shelf";
import { dress } from "./ui/appearance";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/shape.css";
import "./screens/screens.css";
import "./screens/around.css";
import "./screens/check.css";
import "./screens/drill.css";
import { acceptLink } from "./wire/access";

dress(readSettings(shelf()), document.documentElement);
render(<App link={acceptLink()} />, document.getElementById("app")!);

// After the first drawing: the worker fetches the page once more, and a phone on a weak signal has other things to do.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register("./offline.js").catch(() => undefined));
}
