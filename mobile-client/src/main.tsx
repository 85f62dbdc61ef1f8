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
import { acceptLink } from "./wire/access";

dress(readSettings(shelf()), document.documentElement);
render(<App link={acceptLink()} />, document.getElementById("app")!);
